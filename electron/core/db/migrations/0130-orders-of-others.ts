import type { Migration } from './types.ts';

const ORDER_COLUMNS = `order_id, store, day, letter, n, barcode, claim_code, status_token, source, status, held_from,
  person_id, customer_key, locale, notify, delivery, express, discount, catalogue_version, price, total, paid, content,
  notice_version, placed_at, due_at, closed_at, files_deleted_at, place, note, linked_to, open_by, open_at, version`;

/*
 * An order that was taken at another terminal may bear a number that is taken here (two terminals that had one letter
 * before they were enrolled), a price list that is not here yet, and name an order that is not here: none of it may keep
 * the order away. This terminal's own numbers are unique by the row of their day.
 */
const ORDERS = `
DROP TRIGGER person_deleted;
DROP TRIGGER person_name_cleared;
CREATE TABLE orders_new (
  order_id TEXT PRIMARY KEY,
  store TEXT NOT NULL,
  day TEXT NOT NULL,
  letter TEXT NOT NULL,
  n INTEGER NOT NULL,
  barcode TEXT NOT NULL,
  claim_code TEXT,
  status_token TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('kiosk', 'counter')),
  status TEXT NOT NULL CHECK (status IN ('placed', 'files_needed', 'on_hold', 'in_production', 'in_transit',
    'ready', 'notified', 'picked_up', 'uncollected', 'cancelled')),
  held_from TEXT,
  person_id TEXT REFERENCES person (person_id) ON DELETE SET NULL,
  -- The name in Latvian collation order, for sorting by index. Goes with the name (triggers below).
  customer_key TEXT,
  locale TEXT NOT NULL,
  notify TEXT NOT NULL,
  delivery TEXT NOT NULL,
  express INTEGER NOT NULL,
  discount TEXT,
  catalogue_version INTEGER NOT NULL,
  price TEXT NOT NULL,
  total INTEGER NOT NULL,
  paid INTEGER NOT NULL DEFAULT 0,
  content TEXT NOT NULL,
  notice_version TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  closed_at INTEGER,
  files_deleted_at INTEGER,
  place TEXT,
  note TEXT,
  linked_to TEXT,
  open_by TEXT REFERENCES staff (staff_id),
  open_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO orders_new (rowid, ${ORDER_COLUMNS}) SELECT rowid, ${ORDER_COLUMNS} FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_due ON orders (due_at);
CREATE INDEX orders_status ON orders (status, placed_at);
CREATE INDEX orders_day ON orders (day, placed_at);
CREATE INDEX orders_total ON orders (total);
CREATE INDEX orders_number ON orders (letter, n);
CREATE INDEX orders_day_number ON orders (day, letter, n);
CREATE INDEX orders_barcode ON orders (barcode);
CREATE INDEX orders_customer ON orders (customer_key);
CREATE INDEX orders_person ON orders (person_id);
CREATE INDEX orders_open ON orders (placed_at) WHERE closed_at IS NULL;
CREATE INDEX orders_closed ON orders (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX orders_open_by ON orders (open_by) WHERE open_by IS NOT NULL;
CREATE TRIGGER person_deleted BEFORE DELETE ON person
BEGIN UPDATE orders SET customer_key = NULL WHERE person_id = OLD.person_id; END;
CREATE TRIGGER person_name_cleared AFTER UPDATE OF name ON person WHEN NEW.name IS NULL
BEGIN UPDATE orders SET customer_key = NULL WHERE person_id = NEW.person_id; END;
CREATE TRIGGER sync_entity_order_gone AFTER DELETE ON orders
BEGIN DELETE FROM sync_entity WHERE entity = 'order' AND entity_id = OLD.order_id; END;
`;

const PAYMENT_COLUMNS =
  'payment_id, order_id, kind, amount, method, till_receipt, at, day, staff_id, corrects, reason';

/*
 * Money that another terminal took: its staff may be unknown here, and two terminals may have corrected one entry
 * before they heard of each other.
 */
const PAYMENTS = `
CREATE TABLE payment_new (
  payment_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'correction')),
  amount INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card')),
  till_receipt TEXT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id),
  corrects TEXT REFERENCES payment (payment_id),
  reason TEXT,
  -- 1 for what went through the till of another terminal.
  elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1)),
  CHECK (staff_id IS NOT NULL OR elsewhere = 1)
) STRICT;
INSERT INTO payment_new (rowid, ${PAYMENT_COLUMNS}) SELECT rowid, ${PAYMENT_COLUMNS} FROM payment;
DROP TABLE payment;
ALTER TABLE payment_new RENAME TO payment;
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX payment_day ON payment (day);
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
WHEN NOT (OLD.reason IS NOT NULL AND NEW.reason IS NULL AND (OLD.payment_id, OLD.order_id, OLD.kind, OLD.amount,
  OLD.method, OLD.till_receipt, OLD.at, OLD.day, OLD.staff_id, OLD.corrects, OLD.elsewhere) IS (NEW.payment_id,
  NEW.order_id, NEW.kind, NEW.amount, NEW.method, NEW.till_receipt, NEW.at, NEW.day, NEW.staff_id, NEW.corrects,
  NEW.elsewhere))
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment WHEN NOT EXISTS (SELECT 1 FROM deletion_permit)
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
`;

const REST = `
-- The op that told central of the line; null for what is of this terminal alone.
ALTER TABLE order_history ADD COLUMN op_id TEXT;
-- 1 for what was done at another terminal.
ALTER TABLE order_history ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
CREATE UNIQUE INDEX history_op ON order_history (op_id) WHERE op_id IS NOT NULL;

-- 0 while the original is on its way from another terminal.
ALTER TABLE order_photo ADD COLUMN here INTEGER NOT NULL DEFAULT 1 CHECK (here IN (0, 1));

-- Restrictions of people whose order has not come here yet: it arrives restricted.
CREATE TABLE restriction_ahead (
  subject_ref TEXT PRIMARY KEY CHECK (length(subject_ref) = 32),
  restricted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const ordersOfOthers: Migration = {
  version: 130,
  name: 'orders-of-others',
  up: (_run, exec) => exec([ORDERS, PAYMENTS, REST].join('\n')),
};
