import type { Migration } from './types.ts';

/** Central's signed lines of the ledger as they came: a central that lost them gets them back (sync specification 7.2). */
export const ledgerLines: Migration = {
  version: 480,
  name: 'ledger-lines',
  up: (_run, exec) => {
    // Null for lines of before this version.
    exec('ALTER TABLE sync_erasure ADD COLUMN line TEXT');
  },
};
