export {
  isOrderLocked,
  isPersonLocked,
  lockForErasure,
  lockRecords,
  ofOpenRecords,
  unlockRecords,
} from './recordsLock.store.ts';
