import type { Migration } from './types.ts';

const TERMINAL = `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE request (
  request_id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  call TEXT NOT NULL,
  input_mac BLOB NOT NULL,
  output TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_at ON request (at);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_role TEXT NOT NULL,
  actor_ref TEXT,
  terminal TEXT NOT NULL,
  action TEXT NOT NULL,
  object_ref TEXT
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('staff', 'manager')),
  pin_salt BLOB NOT NULL,
  pin_hash BLOB NOT NULL,
  badge_mac BLOB UNIQUE,
  failures INTEGER NOT NULL DEFAULT 0,
  wait_until INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue_version (
  version INTEGER PRIMARY KEY,
  valid_from INTEGER NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE notice_version (
  notice_id TEXT NOT NULL,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  effective_at INTEGER NOT NULL,
  PRIMARY KEY (notice_id, version)
) STRICT;

CREATE TABLE notice_text (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE counter_stat (
  day TEXT NOT NULL,
  hour INTEGER NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, hour, what, detail)
) STRICT;
`;

const DRAFTS = `
CREATE TABLE draft (
  draft_id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('kiosk', 'counter')),
  staff_id TEXT REFERENCES staff (staff_id),
  taken_over INTEGER NOT NULL DEFAULT 0,
  help_called INTEGER NOT NULL DEFAULT 0,
  locale TEXT NOT NULL,
  step TEXT NOT NULL,
  ease TEXT NOT NULL,
  contact TEXT NOT NULL,
  consents TEXT NOT NULL,
  express INTEGER NOT NULL DEFAULT 0,
  discount TEXT,
  common TEXT,
  catalogue_version INTEGER NOT NULL REFERENCES catalogue_version (version),
  created_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL
) STRICT;
-- One visit at a time: the kiosk screen belongs to one customer.
CREATE UNIQUE INDEX draft_one_visit ON draft (source) WHERE source = 'kiosk';

CREATE TABLE draft_photo (
  draft_id TEXT NOT NULL REFERENCES draft (draft_id) ON DELETE CASCADE,
  photo_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  rel_path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  taken_at INTEGER,
  file_id TEXT,
  sha256 TEXT,
  failed TEXT,
  PRIMARY KEY (draft_id, photo_id)
) STRICT;

CREATE TABLE draft_item (
  draft_id TEXT NOT NULL,
  photo_id TEXT NOT NULL,
  format TEXT NOT NULL,
  paper TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 999),
  fit TEXT NOT NULL CHECK (fit IN ('fill', 'fit')),
  crop TEXT,
  rotation INTEGER NOT NULL CHECK (rotation BETWEEN 0 AND 3),
  mirror INTEGER NOT NULL,
  -- Set by hand for this photo: "all the same" asks before it overwrites (PIC-2).
  exception INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (draft_id, photo_id, format, paper),
  FOREIGN KEY (draft_id, photo_id) REFERENCES draft_photo (draft_id, photo_id) ON DELETE CASCADE
) STRICT;
`;

const PEOPLE = `
CREATE TABLE person (
  person_id TEXT PRIMARY KEY,
  name TEXT,
  email TEXT,
  phone TEXT,
  address TEXT,
  phone_tail TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_email ON person (email) WHERE email IS NOT NULL;
CREATE INDEX person_phone ON person (phone) WHERE phone IS NOT NULL;

CREATE TABLE subject_map (
  subject_ref TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (person_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE consent_event (
  seq INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL CHECK (event IN ('shown', 'given', 'refused', 'withdrawn')),
  subject_ref TEXT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  text_id TEXT NOT NULL,
  text_version TEXT NOT NULL,
  statement_sha256 TEXT NOT NULL REFERENCES notice_text (sha256),
  notice_id TEXT NOT NULL,
  notice_version TEXT NOT NULL,
  notice_sha256 TEXT NOT NULL,
  locale TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('kiosk_tap', 'staff_screen_tap', 'oral_staff')),
  default_state INTEGER NOT NULL DEFAULT 0 CHECK (default_state = 0),
  terminal TEXT NOT NULL,
  staff_ref TEXT,
  occurred_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_subject ON consent_event (subject_ref, purpose, channel, seq);
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;
`;

const ORDERS = `
CREATE TABLE order_number (
  day TEXT NOT NULL,
  letter TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (day, letter)
) STRICT;

CREATE TABLE orders (
  order_id TEXT PRIMARY KEY,
  store TEXT NOT NULL,
  day TEXT NOT NULL,
  letter TEXT NOT NULL,
  n INTEGER NOT NULL,
  barcode TEXT NOT NULL UNIQUE,
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
  catalogue_version INTEGER NOT NULL REFERENCES catalogue_version (version),
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
  linked_to TEXT REFERENCES orders (order_id),
  open_by TEXT REFERENCES staff (staff_id),
  open_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (store, day, letter, n)
) STRICT;
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_due ON orders (due_at);
CREATE INDEX orders_status ON orders (status, placed_at);
CREATE INDEX orders_day ON orders (day, placed_at);
CREATE INDEX orders_total ON orders (total);
CREATE INDEX orders_number ON orders (letter, n);
CREATE INDEX orders_customer ON orders (customer_key);
CREATE INDEX orders_person ON orders (person_id);
CREATE INDEX orders_open ON orders (placed_at) WHERE closed_at IS NULL;
CREATE TRIGGER person_deleted BEFORE DELETE ON person
BEGIN UPDATE orders SET customer_key = NULL WHERE person_id = OLD.person_id; END;
CREATE TRIGGER person_name_cleared AFTER UPDATE OF name ON person WHEN NEW.name IS NULL
BEGIN UPDATE orders SET customer_key = NULL WHERE person_id = NEW.person_id; END;

-- What the counter finds open orders by (ORD-7): folded name words and the phone tail. Gone when the order closes.
CREATE TABLE order_search (
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'tail')),
  order_id TEXT NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  PRIMARY KEY (kind, term, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_search_order ON order_search (order_id);

CREATE TABLE order_photo (
  order_id TEXT NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  photo_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  file_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, photo_id)
) STRICT;

CREATE TABLE order_item (
  order_id TEXT NOT NULL,
  photo_id TEXT NOT NULL,
  format TEXT NOT NULL,
  paper TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 999),
  fit TEXT NOT NULL CHECK (fit IN ('fill', 'fit')),
  crop TEXT,
  rotation INTEGER NOT NULL CHECK (rotation BETWEEN 0 AND 3),
  mirror INTEGER NOT NULL,
  PRIMARY KEY (order_id, photo_id, format, paper),
  FOREIGN KEY (order_id, photo_id) REFERENCES order_photo (order_id, photo_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE order_history (
  history_id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id),
  terminal TEXT NOT NULL,
  code TEXT NOT NULL,
  from_status TEXT,
  to_status TEXT,
  reason TEXT,
  -- What taking the change back restores, as JSON; null for what cannot be taken back.
  undo TEXT,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX history_order ON order_history (order_id, history_id);

CREATE TABLE payment (
  payment_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'correction')),
  amount INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card')),
  till_receipt TEXT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  corrects TEXT UNIQUE REFERENCES payment (payment_id),
  reason TEXT
) STRICT;
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX payment_day ON payment (day);
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
`;

const OUTPUT = `
CREATE TABLE job_sequence (only INTEGER PRIMARY KEY CHECK (only = 1), last INTEGER NOT NULL) STRICT;

CREATE TABLE output_job (
  job_id TEXT PRIMARY KEY,
  job_number TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  format TEXT NOT NULL,
  paper TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'building', 'handed_over', 'accepted', 'printed', 'failed',
    'stale', 'cancelled')),
  reason TEXT,
  images INTEGER NOT NULL,
  photo_ids TEXT NOT NULL,
  -- Folder, template and instant of the hand-over: a restart must find the very names it began with.
  plan TEXT,
  progress TEXT NOT NULL DEFAULT 'none' CHECK (progress IN ('none', 'intent', 'handed_over')),
  paths TEXT NOT NULL DEFAULT '[]',
  not_before INTEGER NOT NULL,
  since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  handed_over_at INTEGER,
  files_removed_at INTEGER
) STRICT;
CREATE INDEX job_order ON output_job (order_id);
CREATE INDEX job_state ON output_job (state, not_before);
CREATE INDEX job_files ON output_job (handed_over_at) WHERE handed_over_at IS NOT NULL AND files_removed_at IS NULL;

CREATE TABLE print_task (
  task_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('ticket', 'receipt', 'slip')),
  -- 0 is the first print, from 1 on it is marked KOPIJA (TIC-3).
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'printed', 'unknown', 'expired', 'cancelled')),
  reason TEXT,
  staff_id TEXT REFERENCES staff (staff_id),
  requested_at INTEGER NOT NULL,
  last_tried_at INTEGER,
  printed_at INTEGER
) STRICT;
CREATE INDEX print_task_order ON print_task (order_id, kind, requested_at);
CREATE INDEX print_task_state ON print_task (state, requested_at);
CREATE INDEX print_task_requested ON print_task (requested_at);
`;

export const initial: Migration = {
  version: 10,
  name: 'initial',
  up: (_run, exec) => exec([TERMINAL, DRAFTS, PEOPLE, ORDERS, OUTPUT].join('\n')),
};
