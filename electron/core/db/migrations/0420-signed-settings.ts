import type { Migration } from './types.ts';

/**
 * Prices and notices that the owner signed, as they came; what is in force by them stands in the tables of its own. A
 * letter of the feed may say that one was refused: the column's check is replaced with the column.
 */
export const signedSettings: Migration = {
  version: 420,
  name: 'signed-settings',
  up: (_run, exec) => {
    exec('ALTER TABLE sync_terminal ADD COLUMN settings_pub TEXT');
    exec(`CREATE TABLE signed_settings (
      -- 'prices-7' or 'notice-in-store-1.2.0': by it the rows of catalogue_version and notice_version count as signed.
      id TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      sig TEXT NOT NULL,
      adopted_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
    exec(`ALTER TABLE feed_letter ADD COLUMN why TEXT NOT NULL DEFAULT 'failed'
      -- 'unread': of a shape that this version does not know; 'failed': it does not fit into what is here; 'refused': not
      -- what the owner signed for this store; 'no_key': the owner's key is not known here.
      CHECK (why IN ('unread', 'failed', 'refused', 'no_key'))`);
    exec('UPDATE feed_letter SET why = code');
    exec('ALTER TABLE feed_letter DROP COLUMN code');
    exec('ALTER TABLE feed_letter RENAME COLUMN why TO code');
  },
};
