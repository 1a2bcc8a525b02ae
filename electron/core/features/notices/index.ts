export { addNotice, keepText, noticeInForce, readShippedNotice, textHash } from './notices.store.ts';
