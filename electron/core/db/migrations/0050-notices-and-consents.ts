import type { Migration } from './types.ts';

const NOTICES = `
CREATE TABLE notice_version_new (
  notice_id TEXT NOT NULL,
  version TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('policy', 'in_store_notice', 'terms')),
  -- Effective and superseded follow from the dates: no job has to run for a notice to come into force.
  state TEXT NOT NULL CHECK (state IN ('draft', 'legal_review', 'approved', 'published')),
  body TEXT NOT NULL CHECK (json_valid(body)),
  materiality TEXT NOT NULL CHECK (materiality IN ('editorial', 'minor', 'material')),
  judged_by TEXT NOT NULL,
  approved_by TEXT,
  approved_too_by TEXT CHECK (approved_too_by <> approved_by),
  published_at INTEGER,
  site_url TEXT,
  effective_at INTEGER,
  expires_at INTEGER CHECK (expires_at > effective_at),
  next_review_at INTEGER,
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  requires_reconsent TEXT NOT NULL CHECK (json_valid(requires_reconsent)),
  PRIMARY KEY (notice_id, version),
  CHECK (state NOT IN ('approved', 'published') OR (approved_by IS NOT NULL AND approved_too_by IS NOT NULL)),
  CHECK (state <> 'published' OR (published_at IS NOT NULL AND site_url IS NOT NULL AND effective_at >= published_at))
) STRICT;
INSERT INTO notice_version_new (notice_id, version, kind, state, body, materiality, judged_by, approved_by,
    approved_too_by, published_at, site_url, effective_at, changes, requires_reconsent)
  SELECT notice_id, version, 'in_store_notice', 'published', body, 'minor', 'shipped', 'shipped', 'shipped-too',
    effective_at, '', effective_at, '{"purposes":[],"recipients":[],"retention":[]}', '[]' FROM notice_version;
DROP TABLE notice_version;
ALTER TABLE notice_version_new RENAME TO notice_version;
CREATE INDEX notice_in_force ON notice_version (kind, effective_at) WHERE state = 'published';
CREATE TRIGGER notice_published_no_update BEFORE UPDATE ON notice_version WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published notice stays as it is'); END;
CREATE TRIGGER notice_published_no_delete BEFORE DELETE ON notice_version WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published notice stays as it is'); END;

-- Who is to be told personally of a material change, and how far that has come (P37).
CREATE TABLE notice_person (
  notice_id TEXT NOT NULL,
  version TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'bounced', 'shown', 'acknowledged')),
  queued_at INTEGER NOT NULL,
  -- When the message was handed to the queue; null while it waits for its turn.
  messaged_at INTEGER,
  sent_at INTEGER,
  delivered_at INTEGER,
  bounced_at INTEGER,
  shown_at INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (notice_id, version, person_id),
  FOREIGN KEY (notice_id, version) REFERENCES notice_version (notice_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_person_state ON notice_person (notice_id, version, state);
CREATE INDEX notice_person_person ON notice_person (person_id);
CREATE INDEX notice_person_unmessaged ON notice_person (notice_id, version) WHERE messaged_at IS NULL;
`;

const CONSENTS = `
CREATE TABLE consent_event_new (
  seq INTEGER PRIMARY KEY,
  -- Version 0: written before records were chained and signed.
  schema TEXT NOT NULL CHECK (schema IN ('lete-consent/0', 'lete-consent/1')),
  record_id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL CHECK (event IN ('shown', 'given', 'refused', 'withdrawn', 'expired', 'invalidated',
    'reconfirmed')),
  prev_record_id TEXT,
  subject_ref TEXT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  age_gate TEXT NOT NULL CHECK (age_gate IN ('13plus', 'parent', 'not_asked')),
  text_id TEXT NOT NULL,
  text_version TEXT NOT NULL,
  lawful_basis TEXT NOT NULL CHECK (lawful_basis = '6(1)(a)'),
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  pii_types TEXT NOT NULL CHECK (json_valid(pii_types)),
  retention_rule TEXT NOT NULL CHECK (retention_rule = 'consent-proof'),
  valid_until INTEGER,
  notice_id TEXT NOT NULL,
  notice_version TEXT NOT NULL,
  notice_sha256 TEXT NOT NULL,
  statement_sha256 TEXT NOT NULL REFERENCES notice_text (sha256),
  -- Null where nothing was shown to be answered: a withdrawal, an expiry.
  ui_snapshot_sha256 TEXT REFERENCES notice_text (sha256),
  locale TEXT NOT NULL CHECK (locale IN ('lv', 'en', 'ru')),
  method TEXT NOT NULL CHECK (method IN ('kiosk_tap', 'staff_screen_tap', 'paper_signed', 'oral_staff', 'web',
    'email_link', 'qr')),
  affirmative_act TEXT CHECK (affirmative_act IN ('box_ticked', 'said_yes', 'signed')),
  default_state INTEGER NOT NULL DEFAULT 0 CHECK (default_state = 0),
  withdrawal_method TEXT CHECK (withdrawal_method IN ('kiosk_code', 'counter_code', 'counter_order', 'request')),
  terminal TEXT NOT NULL,
  terminal_id TEXT,
  shop_id TEXT,
  app_version TEXT,
  staff_ref TEXT,
  occurred_at INTEGER NOT NULL,
  zone TEXT NOT NULL DEFAULT 'Europe/Riga',
  lamport INTEGER NOT NULL CHECK (lamport > 0),
  recorded_at INTEGER NOT NULL,
  clock_trust TEXT NOT NULL CHECK (clock_trust IN ('trusted', 'doubtful')),
  controller_sha256 TEXT REFERENCES notice_text (sha256),
  authority TEXT NOT NULL DEFAULT 'DVI' CHECK (authority = 'DVI'),
  prev_hash TEXT,
  hash TEXT,
  sig TEXT,
  CHECK (event <> 'given' OR schema = 'lete-consent/0' OR (affirmative_act IS NOT NULL AND valid_until IS NOT NULL)),
  CHECK ((event = 'withdrawn') = (withdrawal_method IS NOT NULL) OR schema = 'lete-consent/0'),
  -- Staff give no consent by a tap of their own (C6).
  CHECK (event NOT IN ('given', 'reconfirmed') OR staff_ref IS NULL OR method IN ('oral_staff', 'paper_signed')),
  CHECK (event NOT IN ('shown', 'given', 'refused') OR schema = 'lete-consent/0' OR ui_snapshot_sha256 IS NOT NULL),
  CHECK (schema = 'lete-consent/0' OR (terminal_id IS NOT NULL AND shop_id IS NOT NULL AND app_version IS NOT NULL
    AND controller_sha256 IS NOT NULL AND hash IS NOT NULL AND sig IS NOT NULL))
) STRICT;
INSERT INTO consent_event_new (seq, schema, record_id, event, subject_ref, purpose, channel, age_gate, text_id,
    text_version, lawful_basis, recipients, pii_types, retention_rule, notice_id, notice_version, notice_sha256,
    statement_sha256, locale, method, affirmative_act, terminal, staff_ref, occurred_at, lamport, recorded_at,
    clock_trust)
  SELECT seq, 'lete-consent/0', record_id, event, subject_ref, purpose, channel, 'not_asked', text_id, text_version,
    '6(1)(a)', '[]', '[]', 'consent-proof', notice_id, notice_version, notice_sha256, statement_sha256, locale, method,
    CASE WHEN event = 'given' THEN 'box_ticked' END, terminal, staff_ref, occurred_at, seq, occurred_at, 'trusted'
  FROM consent_event;
DROP TABLE consent_event;
ALTER TABLE consent_event_new RENAME TO consent_event;
CREATE INDEX consent_subject ON consent_event (subject_ref, purpose, channel, seq);
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;
-- Expired proof goes whole, once nobody stands behind the pseudonym any more.
CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent_event
WHEN EXISTS (SELECT 1 FROM subject_map WHERE subject_ref = OLD.subject_ref)
BEGIN SELECT RAISE(ABORT, 'consent events are append-only'); END;

-- Way to withdraw, printed as text and QR: only a hash of the code is kept.
CREATE TABLE consent_code (
  code_hash TEXT PRIMARY KEY,
  subject_ref TEXT NOT NULL UNIQUE REFERENCES subject_map (subject_ref) ON DELETE CASCADE,
  issued_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

-- Contacts that get no marketing, as keyed hashes: survive erasure and re-entry (P16, E12).
CREATE TABLE suppression (
  contact_hash TEXT NOT NULL CHECK (length(contact_hash) = 64),
  purpose TEXT NOT NULL CHECK (purpose IN ('marketing.offers', 'marketing.news', 'marketing.hours')),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  reason TEXT NOT NULL CHECK (reason IN ('withdrawal', 'objection', 'erasure')),
  since INTEGER NOT NULL,
  PRIMARY KEY (contact_hash, purpose, channel)
) STRICT, WITHOUT ROWID;

ALTER TABLE draft ADD COLUMN age_gate TEXT CHECK (age_gate IN ('13plus', 'parent', 'under13'));
`;

export const noticesAndConsents: Migration = {
  version: 50,
  name: 'notices-and-consents',
  up: (_run, exec) => exec([NOTICES, CONSENTS].join('\n')),
};
