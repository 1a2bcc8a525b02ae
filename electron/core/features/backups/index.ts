export { createBackupsHandlers } from './backups.feature.ts';
export { settleRestore } from './settleRestore.ts';
