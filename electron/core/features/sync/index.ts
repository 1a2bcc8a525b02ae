export { recordOp } from './outbox/recordOp.ts';
