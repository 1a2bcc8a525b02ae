import { SyncFault } from '../../shared/sync/syncFault.ts';

/**
 * Whether a record opens an epoch; false where it did before. An epoch may be skipped: a central that was set back no
 * longer knows the last one, and its terminal can only go on from there (sync specification 7.5).
 * @param running the terminal's epoch as central knows it
 * @param known hash of the record that opened the wanted epoch, if one did
 * @throws SyncFault `epoch_taken`
 */
export const opensEpoch = (
  running: number,
  known: string | undefined,
  wanted: { readonly epoch: number; readonly hash: string },
): boolean => {
  if (known === wanted.hash) return false;
  if (known !== undefined || wanted.epoch <= running) throw new SyncFault('epoch_taken');
  return true;
};
