import type { Migration } from './types.ts';

const ULID = (column: string) => `(length(${column}) = 26 AND ${column} NOT GLOB '*[^0-9A-HJKMNP-TV-Z]*')`;
const HEX = (column: string, length: number) =>
  `(length(${column}) = ${length} AND ${column} NOT GLOB '*[^0-9a-f]*')`;
/** A closed code: lower-case letters and digits, parted by points, hyphens or underscores. */
const CODE = (column: string) =>
  `(length(${column}) BETWEEN 2 AND 40 AND ${column} GLOB '[a-z]*' AND ${column} NOT GLOB '*[^A-Za-z0-9._-]*')`;
const VERSION = (column: string) =>
  `(length(${column}) BETWEEN 1 AND 20 AND ${column} NOT GLOB '*[^0-9A-Za-z.-]*')`;
const DAY = (column: string) => `(${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`;
const SIGNATURE = (column: string) => `(length(${column}) = 86 AND ${column} NOT GLOB '*[^A-Za-z0-9_-]*')`;

/* The rows before were neither chained nor signed, and no version with them was ever released: they go (ADR 0011). */
const CHAIN = `
DROP TABLE audit;

-- No column can hold words (A3): ids, codes of closed lists, hashes, numbers.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE CHECK ${ULID('event_id')},
  chain_id TEXT NOT NULL CHECK ${HEX('chain_id', 16)},
  occurred_at INTEGER NOT NULL,
  -- Never goes back: the highest time this terminal has seen.
  recorded_at INTEGER NOT NULL,
  clock_trust TEXT NOT NULL CHECK (clock_trust IN ('sure', 'behind')),
  actor_role TEXT NOT NULL CHECK (actor_role IN ('nobody', 'customer', 'staff', 'manager', 'system')),
  actor_ref TEXT CHECK ${ULID('actor_ref')},
  auth_method TEXT NOT NULL CHECK (auth_method IN ('none', 'pin', 'badge', 'system')),
  station TEXT NOT NULL CHECK (station IN ('kiosk', 'counter', 'setup')),
  shop_id TEXT NOT NULL CHECK (shop_id GLOB '[0-9][0-9]'),
  action TEXT NOT NULL CHECK ${CODE('action')},
  object_type TEXT NOT NULL CHECK ${CODE('object_type')},
  object_ref TEXT CHECK (${ULID('object_ref')} OR ${DAY('object_ref')} OR ${HEX('object_ref', 16)}
    OR ${HEX('object_ref', 32)} OR ${HEX('object_ref', 64)}),
  subject_ref TEXT CHECK ${HEX('subject_ref', 32)},
  purpose TEXT CHECK ${CODE('purpose')},
  lawful_basis TEXT CHECK (lawful_basis IN ('6(1)(a)', '6(1)(b)', '6(1)(c)', '6(1)(f)', 'none')),
  request_id TEXT CHECK ${ULID('request_id')},
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  reason_code TEXT CHECK ${CODE('reason_code')},
  -- Names of columns parted by commas, never their values.
  fields_touched TEXT NOT NULL CHECK (length(fields_touched) <= 1000 AND fields_touched NOT GLOB '*[^a-z0-9_.,]*'),
  count INTEGER,
  policy_version TEXT CHECK ${VERSION('policy_version')},
  app_version TEXT NOT NULL CHECK ${VERSION('app_version')},
  prev_hash TEXT NOT NULL CHECK ${HEX('prev_hash', 64)},
  entry_hash TEXT NOT NULL UNIQUE CHECK ${HEX('entry_hash', 64)},
  sig TEXT NOT NULL CHECK ${SIGNATURE('sig')}
) STRICT;
CREATE INDEX audit_actor ON audit (actor_ref, seq);
CREATE INDEX audit_action ON audit (action, recorded_at);
CREATE INDEX audit_sign_in ON audit (object_ref, seq) WHERE action IN ('staff.signed-in', 'staff.signed-in-by-badge');

-- The chain up to here was true: signed before rows at its beginning may go.
CREATE TABLE audit_checkpoint (
  through_seq INTEGER PRIMARY KEY,
  through_hash TEXT NOT NULL CHECK ${HEX('through_hash', 64)},
  chain_id TEXT NOT NULL CHECK ${HEX('chain_id', 16)},
  made_at INTEGER NOT NULL,
  sig TEXT NOT NULL CHECK ${SIGNATURE('sig')}
) STRICT;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN OLD.seq > coalesce((SELECT max(through_seq) FROM audit_checkpoint), 0)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq OR event_id = NEW.event_id OR entry_hash = NEW.entry_hash)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
WHEN OLD.through_seq = (SELECT max(through_seq) FROM audit_checkpoint)
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
`;

export const auditChain: Migration = {
  version: 20,
  name: 'audit-chain',
  up: (_run, exec) => exec(CHAIN),
};
