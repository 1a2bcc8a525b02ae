import type { Migration } from './types.ts';

/** When central last said that it has a file: what it lost since is sent again. */
export const confirmedFiles: Migration = {
  version: 510,
  name: 'confirmed-files',
  up: (_run, exec) => {
    // UTC ms; 0 for what it said before this was noted.
    exec('ALTER TABLE sync_file ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0');
    exec(
      `CREATE INDEX sync_file_confirmed ON sync_file (confirmed_at) WHERE local = 'durable' AND central = 'verified'`,
    );
  },
};
