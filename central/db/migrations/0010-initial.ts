import type { Migration } from './migration.ts';

/** Roles belong to the whole server, so another database of it may have made them already. */
const role = (name: string): string => `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN
    CREATE ROLE ${name} NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT ${name} TO CURRENT_USER;
`;

/** A part can be rewritten after an erasure, archived or moved alone (sync specification 2.3). */
const parts = (table: string): string => `
DO $$ BEGIN
  FOR part IN 0..63 LOOP
    EXECUTE format('CREATE TABLE ${table}_p%s PARTITION OF ${table} FOR VALUES WITH (MODULUS 64, REMAINDER %s)',
      part, part);
  END LOOP;
END $$;
`;

const SHOPS = `shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ','))`;
const TERMINAL = `terminal_id = current_setting('lete.terminal_id', true)`;

/** Rows are seen by the API only through this; no setting, no row. */
const policy = (table: string, sees: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON ${table} TO lete_api USING (${sees}) WITH CHECK (${sees});
CREATE POLICY erase ON ${table} TO lete_erase USING (true) WITH CHECK (true);
CREATE POLICY report ON ${table} FOR SELECT TO lete_report USING (true);
`;

const TERMINALS = `
CREATE TABLE enrolment_code (
  code_hash text PRIMARY KEY,
  shop_id text NOT NULL,
  role text NOT NULL,
  expires_at bigint NOT NULL,
  -- Key and terminal that used it: the same two are answered the same again.
  used_by text,
  terminal_id text
);
CREATE TABLE terminal (
  terminal_id text PRIMARY KEY,
  shop_id text NOT NULL,
  role text NOT NULL,
  letter text NOT NULL,
  epoch integer NOT NULL,
  sign_pub text NOT NULL,
  last_seq bigint NOT NULL DEFAULT 0,
  last_hash text NOT NULL,
  -- How much of the ledger it has taken in, and when central last saw it level.
  ledger_seq bigint,
  level_at bigint NOT NULL,
  enrolled_at bigint NOT NULL,
  last_seen_at bigint,
  unsent integer NOT NULL DEFAULT 0,
  oldest_s bigint NOT NULL DEFAULT 0,
  bytes_left bigint NOT NULL DEFAULT 0,
  app_version text NOT NULL,
  must_wipe boolean NOT NULL DEFAULT false,
  revoked_at bigint,
  UNIQUE (shop_id, letter)
);
CREATE TABLE terminal_epoch (
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  shop_id text NOT NULL,
  record_hash text NOT NULL,
  last_seq bigint NOT NULL,
  opened_at bigint NOT NULL,
  PRIMARY KEY (terminal_id, epoch)
);
CREATE TABLE token_nonce (
  terminal_id text NOT NULL,
  nonce text NOT NULL,
  epoch integer NOT NULL,
  PRIMARY KEY (terminal_id, nonce)
);
`;

const WORK = `
CREATE TABLE op (
  shop_id text NOT NULL,
  terminal_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  op_id text NOT NULL,
  -- The same op in a later epoch: it took effect once, with the row that is not a repetition.
  repeated boolean NOT NULL DEFAULT false,
  type text NOT NULL,
  header text NOT NULL,
  op_hash text NOT NULL,
  sig text NOT NULL,
  salt text,
  body text,
  subjects text[] NOT NULL,
  orders text[] NOT NULL,
  status text NOT NULL,
  code text,
  version integer,
  received_at bigint NOT NULL,
  PRIMARY KEY (shop_id, terminal_id, epoch, seq)
) PARTITION BY HASH (shop_id);
CREATE UNIQUE INDEX op_once ON op (shop_id, op_id) WHERE NOT repeated;
CREATE INDEX op_subjects ON op USING gin (subjects);
CREATE INDEX op_orders ON op USING gin (orders);
CREATE INDEX op_letters ON op (shop_id, status) WHERE status IN ('rejected', 'deferred', 'conflict');
${parts('op')}
CREATE TABLE orders (
  shop_id text NOT NULL,
  order_id text NOT NULL,
  version integer NOT NULL,
  status text NOT NULL,
  day text NOT NULL,
  letter text NOT NULL,
  n integer NOT NULL,
  moved_by text NOT NULL,
  parts text NOT NULL,
  document text NOT NULL,
  -- The kiosk that took it and is told of it.
  kiosk text,
  subject_ref text,
  email text,
  phone text,
  PRIMARY KEY (shop_id, order_id)
) PARTITION BY HASH (shop_id);
CREATE INDEX orders_id ON orders (order_id);
CREATE INDEX orders_code ON orders (shop_id, day, letter, n);
CREATE INDEX orders_subject ON orders (subject_ref) WHERE subject_ref IS NOT NULL;
CREATE INDEX orders_email ON orders (email) WHERE email IS NOT NULL;
CREATE INDEX orders_phone ON orders (phone) WHERE phone IS NOT NULL;
${parts('orders')}
CREATE TABLE subject (
  shop_id text NOT NULL,
  subject_ref text NOT NULL,
  version integer NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (shop_id, subject_ref)
) PARTITION BY HASH (shop_id);
CREATE INDEX subject_ref ON subject (subject_ref);
${parts('subject')}
CREATE SEQUENCE feed_pos;
CREATE TABLE feed (
  shop_id text NOT NULL,
  pos bigint NOT NULL DEFAULT nextval('feed_pos'),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  scope text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  version integer NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (shop_id, pos)
) PARTITION BY HASH (shop_id);
CREATE INDEX feed_order ON feed (shop_id, scope, xid, pos);
CREATE INDEX feed_entity ON feed (shop_id, scope, entity, entity_id, pos);
${parts('feed')}
`;

const ERASURE = `
CREATE TABLE central_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  incarnation text NOT NULL,
  -- Rows up to here may have been dropped from the feed: an older cursor needs a snapshot.
  floor_xid xid8 NOT NULL DEFAULT '0',
  floor_pos bigint NOT NULL DEFAULT 0
);
CREATE TABLE tombstone (
  ref text PRIMARY KEY,
  kind text NOT NULL,
  cmd_id text NOT NULL,
  -- Where an order's key and files lay, to be looked for again after every start.
  shop_id text,
  at bigint NOT NULL
);
CREATE TABLE erasure (
  cmd_id text PRIMARY KEY,
  request_id text NOT NULL,
  -- Stores whose terminals must acknowledge.
  shops text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  ledger_seq bigint NOT NULL,
  at bigint NOT NULL
);
CREATE TABLE erasure_ack (
  cmd_id text NOT NULL,
  terminal_id text NOT NULL,
  shop_id text NOT NULL,
  outcome text NOT NULL,
  step text,
  counts text NOT NULL,
  proof text,
  at bigint NOT NULL,
  PRIMARY KEY (cmd_id, terminal_id)
);
CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  shop_id text NOT NULL,
  terminal_id text NOT NULL,
  event text NOT NULL,
  ref text NOT NULL
);
`;

const GRANTS = `
GRANT USAGE ON SCHEMA public TO lete_api, lete_erase, lete_report;
GRANT SELECT ON central_state TO lete_api, lete_erase, lete_report;
GRANT SELECT (ref) ON tombstone TO lete_api;
GRANT SELECT ON tombstone TO lete_erase;
GRANT UPDATE ON central_state TO lete_erase;
GRANT INSERT ON central_state, tombstone TO lete_erase;
GRANT USAGE ON SEQUENCE feed_pos TO lete_api, lete_erase;
GRANT SELECT ON SEQUENCE feed_pos TO lete_api, lete_erase;
GRANT SELECT, INSERT, UPDATE ON enrolment_code, terminal, orders, subject, erasure_ack TO lete_api;
GRANT SELECT, INSERT ON terminal_epoch, op, feed, audit TO lete_api;
GRANT SELECT, INSERT, DELETE ON token_nonce TO lete_api;
GRANT SELECT, UPDATE (version) ON erasure TO lete_api;
GRANT SELECT ON terminal TO lete_erase;
GRANT SELECT, UPDATE (salt, body, status, code) ON op TO lete_erase;
GRANT SELECT, DELETE ON orders, subject TO lete_erase;
GRANT SELECT, INSERT, DELETE, UPDATE (xid) ON feed TO lete_erase;
GRANT SELECT, INSERT, UPDATE ON erasure TO lete_erase;
GRANT SELECT ON terminal, erasure, erasure_ack TO lete_report;
GRANT SELECT (shop_id, terminal_id, epoch, seq, type, status, code, received_at) ON op TO lete_report;
GRANT SELECT (shop_id, status) ON orders TO lete_report;
GRANT SELECT (shop_id, pos, xid, scope, at) ON feed TO lete_report;
${policy('enrolment_code', `${SHOPS} OR code_hash = current_setting('lete.code_hash', true)`)}
${policy('terminal', `${SHOPS} OR ${TERMINAL}`)}
${policy('terminal_epoch', `${SHOPS} OR ${TERMINAL}`)}
${policy('token_nonce', TERMINAL)}
${['op', 'orders', 'subject', 'feed', 'erasure_ack', 'audit'].map((table) => policy(table, SHOPS)).join('')}
${policy('erasure', `shops && string_to_array(current_setting('lete.shop_ids', true), ',')`)}
`;

/** Terminals, ops, orders, people's rights, feed, erasures; roles and row policies (sync specification 4, 5, 7, 12). */
export const initial: Migration = {
  version: 10,
  script: [...['lete_api', 'lete_erase', 'lete_report'].map(role), TERMINALS, WORK, ERASURE, GRANTS].join(
    '\n',
  ),
};
