import type { Migration } from './types.ts';

/** How far a snapshot of a scope was taken over, so that a line that is cut does not begin it anew. */
export const snapshotPlace: Migration = {
  version: 500,
  name: 'snapshot-place',
  up: (_run, exec) => {
    // The last entity of a snapshot that is not at its end: the cursor is followed only from there.
    exec('ALTER TABLE feed_state ADD COLUMN after TEXT');
  },
};
