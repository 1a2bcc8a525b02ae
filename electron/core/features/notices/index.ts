export { noteChangeShown } from './campaign.ts';
export { createNoticesHandlers, noticeHealth } from './notices.feature.ts';
export {
  findText,
  keepText,
  noticeInForce,
  noticeStanding,
  noticeVersionInForce,
  reconsentSince,
  textHash,
} from './notices.store.ts';
export { addNotice, NoticeMalformed, readShippedNotice } from './shippedNotice.ts';
