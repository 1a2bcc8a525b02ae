import type { Migration } from './types.ts';

/**
 * How long central was not heard, and what is closed for it. The absence is summed up from how far the clock moved, in
 * either direction: setting it back makes it longer.
 */
export const absence: Migration = {
  version: 160,
  name: 'absence',
  up: (_run, exec) => {
    exec('ALTER TABLE sync_terminal ADD COLUMN clock_at INTEGER');
    exec('ALTER TABLE sync_terminal ADD COLUMN absent_ms INTEGER NOT NULL DEFAULT 0 CHECK (absent_ms >= 0)');
    // Since when records of before are closed; null while they are open.
    exec('ALTER TABLE sync_terminal ADD COLUMN locked_at INTEGER');
    exec(`CREATE TABLE locked_order (
      order_id TEXT PRIMARY KEY REFERENCES orders (order_id) ON DELETE CASCADE,
      -- 'absence': until central is heard; 'erasure': until the erasure that names it is carried out.
      cause TEXT NOT NULL CHECK (cause IN ('absence', 'erasure'))
    ) STRICT, WITHOUT ROWID`);
  },
};
