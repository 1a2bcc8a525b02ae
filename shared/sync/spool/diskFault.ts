import { SyncFault } from '../syncFault.ts';

/** A full disk in the words of the contract; any other error as it is. */
export const diskFault = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new SyncFault('spool_full') : error;
};
