import type { Migration } from './types.ts';

// What a counter keeps as its store's hub (ADR 0027): keys and chains of the store's terminals, what they sent exactly as
// it came, and by ids alone what others may read of it.
const SERVES = `
-- The hub's own life; no row while it is switched off. The head is what central signed last.
CREATE TABLE hub_life (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  incarnation TEXT NOT NULL CHECK (length(incarnation) = 32),
  head TEXT
) STRICT;

CREATE TABLE hub_terminal (
  terminal_id TEXT PRIMARY KEY CHECK (length(terminal_id) = 26),
  role TEXT NOT NULL CHECK (role IN ('kiosk', 'counter', 'hub')),
  sign_pub TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  -- Where its chain ends here: what it sends next follows this.
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
  last_hash TEXT NOT NULL CHECK (length(last_hash) = 64),
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  -- How much of the ledger it has proved to know.
  ledger_seq INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE hub_op (
  -- The order in which they came, over all terminals: a cause before its effect.
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  terminal_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  op_id TEXT NOT NULL,
  type TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  -- JSON lists of pseudonyms and ids.
  subjects TEXT NOT NULL,
  orders TEXT NOT NULL,
  header TEXT NOT NULL,
  op_hash TEXT NOT NULL CHECK (length(op_hash) = 64),
  sig TEXT NOT NULL,
  body TEXT,
  salt TEXT,
  at INTEGER NOT NULL,
  -- This terminal's own last op by then: it goes to central before what came after it.
  own_epoch INTEGER NOT NULL,
  own_seq INTEGER NOT NULL,
  -- 'waiting' for its turn, 'held': central did not take it now, 'acked': central has it, 'stranded': of a queue that ended.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held', 'acked', 'stranded')),
  code TEXT,
  acked_at INTEGER,
  -- Laid over a newer state of central's while it waited: what central decided has to be read once more.
  laid_over INTEGER NOT NULL DEFAULT 0 CHECK (laid_over IN (0, 1)),
  UNIQUE (terminal_id, epoch, seq),
  CHECK ((body IS NULL) = (salt IS NULL)),
  CHECK ((state = 'acked') = (acked_at IS NOT NULL))
) STRICT;
CREATE INDEX hub_op_waiting ON hub_op (place) WHERE state IN ('waiting', 'held');
CREATE INDEX hub_op_waiting_entity ON hub_op (entity, entity_id) WHERE state IN ('waiting', 'held');
CREATE INDEX hub_op_acked ON hub_op (acked_at) WHERE acked_at IS NOT NULL;
CREATE INDEX hub_op_entity ON hub_op (entity, entity_id, terminal_id);

-- Each entity once, at the place of its last change.
CREATE TABLE hub_feed (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  UNIQUE (entity, entity_id)
) STRICT;

-- Central's ledger line by line, to be passed on, and whom it names.
CREATE TABLE hub_ledger (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  line TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE TABLE hub_erased (ref TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

const USES = `
-- The hub of the store as central named it, and how far its feed was read.
CREATE TABLE sync_hub (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  terminal_id TEXT NOT NULL CHECK (length(terminal_id) = 26),
  url TEXT NOT NULL,
  tls_sha256 TEXT NOT NULL CHECK (length(tls_sha256) = 64),
  incarnation TEXT,
  cursor TEXT,
  heard_at INTEGER
) STRICT;

-- Taken over from a hub, until central says it too.
CREATE TABLE sync_provisional (
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sync_provisional_order_gone AFTER DELETE ON orders
BEGIN DELETE FROM sync_provisional WHERE entity = 'order' AND entity_id = OLD.order_id; END;
`;

export const hub: Migration = {
  version: 200,
  name: 'hub',
  up: (_run, exec) => {
    exec(SERVES);
    exec(USES);
    // The hub has it: which says nothing about central.
    exec('ALTER TABLE outbox ADD COLUMN hub_acked INTEGER NOT NULL DEFAULT 0 CHECK (hub_acked IN (0, 1))');
  },
};
