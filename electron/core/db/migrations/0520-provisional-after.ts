import type { Migration } from './types.ts';

/** Which ops a terminal recorded upon what it has from the hub alone: they wait until central knows it too. */
export const provisionalAfter: Migration = {
  version: 520,
  name: 'provisional-after',
  up: (_run, exec) => {
    // The last op that was recorded before it came.
    exec('ALTER TABLE sync_provisional ADD COLUMN after_seq INTEGER NOT NULL DEFAULT 0');
  },
};
