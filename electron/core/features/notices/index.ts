export { adoptNotice } from './adoptNotice.ts';
export { noteChangeShown } from './campaign.ts';
export { noteMessaged, notePersonTold, toldState, type Unmessaged, unmessaged } from './campaign.store.ts';
export { createNoticesHandlers } from './notices.feature.ts';
export {
  findNotice,
  findText,
  keepText,
  noticeInForce,
  noticeStanding,
  noticeVersionInForce,
  reconsentSince,
  textHash,
} from './notices.store.ts';
export { noticeHealth } from './noticeViews.ts';
export { addNotice, NoticeMalformed, readShippedNotice, shippedNotice } from './shippedNotice.ts';
