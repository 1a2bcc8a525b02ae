import type { Migration } from './types.ts';

/* The name and fingerprint of a photo go with its file, while the line of the order stays: so they may be null. */
const PHOTOS = ['name', 'sha256']
  .map(
    (column) => `
ALTER TABLE order_photo RENAME COLUMN ${column} TO old_${column};
ALTER TABLE order_photo ADD COLUMN ${column} TEXT;
UPDATE order_photo SET ${column} = old_${column};
ALTER TABLE order_photo DROP COLUMN old_${column};
`,
  )
  .join('');

/* Money is append-only for everybody; whoever ends data by rule holds the permit, inside one transaction (ADR 0012). */
const PERMIT = `
CREATE TABLE deletion_permit (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  holder TEXT NOT NULL CHECK (holder IN ('retention', 'erasure'))
) STRICT;

DROP TRIGGER payment_no_delete;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment WHEN NOT EXISTS (SELECT 1 FROM deletion_permit)
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
`;

const RETENTION = `
-- Files whose deletion has begun: the row goes when they are proved gone.
CREATE TABLE file_deletion (
  order_id TEXT PRIMARY KEY REFERENCES orders (order_id),
  begun_at INTEGER NOT NULL
) STRICT;

-- The heartbeat: when each rule was last carried out to its end.
CREATE TABLE retention_beat (
  rule TEXT PRIMARY KEY,
  done_at INTEGER NOT NULL,
  count INTEGER NOT NULL
) STRICT;

-- What remains of order lines: how much of what was printed in a month.
CREATE TABLE product_month (
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  format TEXT NOT NULL,
  paper TEXT NOT NULL,
  copies INTEGER NOT NULL,
  PRIMARY KEY (month, format, paper)
) STRICT;

-- Since when retention has seen the account inactive; the account ends counted from here.
ALTER TABLE staff ADD COLUMN inactive_since INTEGER;

CREATE INDEX orders_closed ON orders (closed_at) WHERE closed_at IS NOT NULL;
`;

export const retention: Migration = {
  version: 30,
  name: 'retention',
  up: (_run, exec) => exec([PHOTOS, PERMIT, RETENTION].join('\n')),
};
