import type { Migration } from './types.ts';

/** Staff lists that the owner signed (ADR 0032): which were taken over, without the names in them, and whom they name. */
export const staffLists: Migration = {
  version: 490,
  name: 'staff-lists',
  up: (_run, exec) => {
    exec(`CREATE TABLE staff_list (
      version INTEGER PRIMARY KEY,
      -- Of the signed text, which names people and is not kept.
      sha256 TEXT NOT NULL,
      signed_by TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      adopted_at INTEGER NOT NULL
    ) STRICT`);
    // The person came with a list: name, role and whether they may sign in are the owner's.
    exec('ALTER TABLE staff ADD COLUMN listed INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1))');
    // SHA-256 of the PIN's salt and hash that was last taken from a list: only another one is taken again.
    exec('ALTER TABLE staff ADD COLUMN listed_pin TEXT');
  },
};
