import type { Migration } from './types.ts';

const ERASURE = `
CREATE TABLE erasure_job (
  cmd_id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('running', 'retrying', 'proved')),
  step TEXT NOT NULL CHECK (step IN ('intend', 'control', 'quiesce', 'delete', 'index', 'checkpoint', 'rewrite', 'keys',
    'files', 'proof', 'backup', 'propagate', 'certify', 'done')),
  -- 1 from the moment the step is begun until it is done.
  begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1)),
  reason TEXT CHECK (reason IS NULL OR reason GLOB '[a-z]*' AND length(reason) <= 40),
  -- A random text that a search of the pages must find.
  marker TEXT NOT NULL CHECK (length(marker) = 32),
  -- Numbers by store.
  counts TEXT NOT NULL DEFAULT '{}',
  tries INTEGER NOT NULL DEFAULT 0,
  ordered_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX erasure_job_open ON erasure_job (next_at) WHERE state <> 'proved';

-- Whose data it is about, until it is proved.
CREATE TABLE erasure_target (
  cmd_id TEXT NOT NULL REFERENCES erasure_job (cmd_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'subject', 'order', 'draft')),
  ref TEXT NOT NULL,
  PRIMARY KEY (cmd_id, kind, ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_certificate (
  certificate_id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX erasure_certificate_request ON erasure_certificate (request_id, at);
CREATE TRIGGER erasure_certificate_no_update BEFORE UPDATE ON erasure_certificate
BEGIN SELECT RAISE(ABORT, 'certificates are final'); END;

-- What was paid stays as it was; only the words beside it may go.
DROP TRIGGER payment_no_update;
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
WHEN NOT (OLD.reason IS NOT NULL AND NEW.reason IS NULL AND (OLD.payment_id, OLD.order_id, OLD.kind, OLD.amount,
  OLD.method, OLD.till_receipt, OLD.at, OLD.day, OLD.staff_id, OLD.corrects) IS (NEW.payment_id, NEW.order_id, NEW.kind,
  NEW.amount, NEW.method, NEW.till_receipt, NEW.at, NEW.day, NEW.staff_id, NEW.corrects))
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;

-- How far the ledger beside the key file had come when this database last saw it.
CREATE TABLE erasure_ledger_seen (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
`;

export const erasure: Migration = { version: 40, name: 'erasure', up: (_run, exec) => exec(ERASURE) };
