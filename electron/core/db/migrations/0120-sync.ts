import type { Migration } from './types.ts';

// An op is a row from the moment of its effect. Header, hash and signature are made just before it is first sent, and
// stored before it goes out: a repeated sending is the same bytes. A redacted op has lost body and salt.
const OUTBOX = `
CREATE TABLE outbox (
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  seq INTEGER NOT NULL CHECK (seq > 0),
  op_id TEXT NOT NULL UNIQUE CHECK (length(op_id) = 32),
  type TEXT NOT NULL,
  type_v INTEGER NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('order', 'subject', 'erasure')),
  entity_id TEXT NOT NULL,
  base_version INTEGER,
  -- JSON lists of pseudonyms and ids.
  subjects TEXT NOT NULL,
  orders TEXT NOT NULL,
  actor_ref TEXT,
  role TEXT NOT NULL CHECK (role IN ('customer', 'staff', 'manager', 'system', 'nobody')),
  at INTEGER NOT NULL,
  body TEXT,
  salt TEXT,
  body_sha256 TEXT NOT NULL CHECK (length(body_sha256) = 64),
  bytes INTEGER NOT NULL,
  header TEXT,
  op_hash TEXT,
  sig TEXT,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'acked', 'conflict', 'rejected', 'deferred')),
  code TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  acked_at INTEGER,
  -- What was done with an answer that needs somebody.
  settled TEXT CHECK (settled IN ('accept', 'discard', 'resend')),
  settled_at INTEGER,
  settled_by TEXT REFERENCES staff (staff_id),
  settled_reason TEXT,
  PRIMARY KEY (epoch, seq),
  CHECK ((body IS NULL) = (salt IS NULL)),
  CHECK ((header IS NULL) = (op_hash IS NULL) AND (header IS NULL) = (sig IS NULL)),
  CHECK ((state = 'pending') = (acked_at IS NULL)),
  CHECK ((settled IS NULL) = (settled_at IS NULL))
) STRICT;
CREATE INDEX outbox_pending ON outbox (epoch, seq) WHERE state = 'pending';
CREATE INDEX outbox_pending_entity ON outbox (entity, entity_id) WHERE state = 'pending';
CREATE INDEX outbox_attention ON outbox (epoch, seq)
  WHERE state IN ('conflict', 'rejected', 'deferred') AND settled IS NULL;
CREATE INDEX outbox_acked ON outbox (acked_at) WHERE acked_at IS NOT NULL;
`;

const STATE = `
-- Central's version of each entity as it was last taken over or answered.
CREATE TABLE sync_entity (
  entity TEXT NOT NULL CHECK (entity IN ('order', 'subject')),
  entity_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_state (
  scope TEXT PRIMARY KEY,
  incarnation TEXT NOT NULL,
  cursor TEXT NOT NULL
) STRICT;

-- The terminal as central knows it; no row before it is enrolled.
CREATE TABLE sync_terminal (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  url TEXT NOT NULL,
  terminal_id TEXT NOT NULL CHECK (length(terminal_id) = 26),
  shop_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('kiosk', 'counter', 'hub')),
  letter TEXT NOT NULL,
  erasure_pub TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  -- Hash of the record that opened the epoch: what its first op follows.
  epoch_hash TEXT NOT NULL CHECK (length(epoch_hash) = 64),
  -- The record while central has not taken it.
  epoch_record TEXT,
  -- Never counts back, whatever becomes of the rows.
  last_seq INTEGER NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
  enrolled_at INTEGER NOT NULL,
  last_contact_at INTEGER,
  offline_since INTEGER,
  -- Why central takes nothing from this terminal, and since when; null while it does.
  refused TEXT CHECK (refused GLOB '[a-z]*'),
  refused_at INTEGER,
  CHECK ((refused IS NULL) = (refused_at IS NULL))
) STRICT;

-- How far central's ledger of erasures was taken in, and when central last said that this is all.
CREATE TABLE sync_ledger (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  attested_at INTEGER NOT NULL
) STRICT;

-- Erasures that central's ledger orders, until this terminal has proved and said so.
CREATE TABLE sync_erasure (
  cmd_id TEXT PRIMARY KEY,
  ledger_seq INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged IN (0, 1))
) STRICT;
CREATE INDEX sync_erasure_open ON sync_erasure (cmd_id) WHERE acknowledged = 0;

CREATE TABLE sync_file (
  order_id TEXT NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  file_id TEXT NOT NULL,
  cipher_sha256 TEXT NOT NULL CHECK (length(cipher_sha256) = 64),
  size INTEGER NOT NULL CHECK (size > 0),
  local TEXT NOT NULL CHECK (local IN ('staged', 'durable', 'deleted')),
  central TEXT NOT NULL DEFAULT 'none' CHECK (central IN ('none', 'sent', 'verified', 'lost')),
  PRIMARY KEY (order_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sync_entity_order_gone AFTER DELETE ON orders
BEGIN DELETE FROM sync_entity WHERE entity = 'order' AND entity_id = OLD.order_id; END;
CREATE TRIGGER sync_entity_subject_gone AFTER DELETE ON subject_map
BEGIN DELETE FROM sync_entity WHERE entity = 'subject' AND entity_id = OLD.subject_ref; END;
`;

export const sync: Migration = {
  version: 120,
  name: 'sync',
  up: (_run, exec) => {
    exec(OUTBOX);
    exec(STATE);
  },
};
