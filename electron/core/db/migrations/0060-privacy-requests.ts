import type { Migration } from './types.ts';

const REQUESTS = `
CREATE TABLE privacy_number (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE TABLE privacy_request (
  request_id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('access', 'portability', 'rectification', 'erasure', 'restriction',
    'lift_restriction', 'objection_marketing', 'consent_withdrawal', 'question', 'complaint', 'legal_hold_place',
    'legal_hold_release')),
  state TEXT NOT NULL CHECK (state IN ('received', 'id_pending', 'triage', 'clarify', 'review', 'approved', 'partial',
    'cooling', 'executing', 'propagating', 'verifying', 'failed_retrying', 'refused', 'completed', 'duplicate',
    'cancelled', 'closed')),
  channel TEXT NOT NULL CHECK (channel IN ('kiosk', 'counter', 'email', 'web', 'letter')),
  locale TEXT NOT NULL CHECK (locale IN ('lv', 'en', 'ru')),
  received_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  intake_staff TEXT REFERENCES staff (staff_id),
  terminal TEXT NOT NULL,
  -- Whom it is about as it was told: sealed, purged 30 days after closing.
  contact_enc BLOB,
  scope TEXT NOT NULL,
  dry_run_hash TEXT CHECK (length(dry_run_hash) = 64),
  due_at INTEGER NOT NULL,
  extended_until INTEGER,
  extension_reason TEXT CHECK (extension_reason IN ('complexity', 'number_of_requests')),
  -- The person behind the contact was looked for, away from the answer at the kiosk.
  matched_at INTEGER,
  clarify_since INTEGER,
  reminded_at INTEGER,
  cooling_until INTEGER,
  escalation INTEGER NOT NULL DEFAULT 0 CHECK (escalation IN (0, 20, 25, 28)),
  overdue_at INTEGER,
  failed_in TEXT CHECK (failed_in IN ('executing', 'propagating', 'verifying')),
  failure TEXT CHECK (length(failure) <= 40),
  tried_at INTEGER,
  -- What was ordered is on its way: it is not ordered twice.
  ordered_at INTEGER,
  pending_offline INTEGER NOT NULL DEFAULT 0 CHECK (pending_offline IN (0, 1)),
  -- Evidence is there; only the letter is missing until it is completed.
  proven_at INTEGER,
  certificate_id TEXT CHECK (length(certificate_id) <= 64),
  duplicate_of TEXT REFERENCES privacy_request (request_id),
  settled_at INTEGER,
  closed_at INTEGER,
  viewed_by TEXT REFERENCES staff (staff_id),
  viewed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX privacy_request_due ON privacy_request (due_at) WHERE closed_at IS NULL;
CREATE INDEX privacy_request_recorded ON privacy_request (terminal, recorded_at);

CREATE TABLE privacy_subject (
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  subject_ref TEXT NOT NULL,
  -- Restricted by the cooling-off of this request alone.
  restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
  PRIMARY KEY (request_id, subject_ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX privacy_subject_ref ON privacy_subject (subject_ref);

CREATE TABLE privacy_verification (
  verification_id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  method TEXT NOT NULL CHECK (method IN ('contact_code', 'ticket', 'claim_code', 'phone_tail', 'managers_word')),
  level TEXT NOT NULL CHECK (level IN ('contact', 'receipt', 'word')),
  at INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id)
) STRICT;
CREATE INDEX privacy_verification_request ON privacy_verification (request_id);

-- The code itself is in no table: only its keyed digest, until it is used or old.
CREATE TABLE privacy_code (
  request_id TEXT PRIMARY KEY REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  wanted_at INTEGER NOT NULL,
  mac BLOB,
  until INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  sends INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE privacy_correction (
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('name', 'email', 'phone', 'address')),
  value_enc BLOB NOT NULL,
  PRIMARY KEY (request_id, field)
) STRICT;

CREATE TABLE privacy_decision (
  decision_id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (code IN ('approve', 'partial', 'refuse', 'clarify')),
  reason TEXT CHECK (reason IN ('no_match', 'insufficient_verification', 'manifestly_unfounded', 'legal_obligation',
    'other_rights', 'legal_claims')),
  law_refs TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id)
) STRICT;
CREATE INDEX privacy_decision_request ON privacy_decision (request_id);

CREATE TABLE privacy_hold (
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (length(field) <= 80),
  law TEXT NOT NULL CHECK (length(law) <= 120),
  until TEXT,
  PRIMARY KEY (request_id, field, law)
) STRICT, WITHOUT ROWID;

CREATE TABLE privacy_letter (
  letter_id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('acknowledgement', 'identity_question', 'code', 'clarification', 'extension',
    'refusal', 'completion', 'partial', 'rectification_done', 'answer')),
  way TEXT NOT NULL CHECK (way IN ('message', 'paper', 'own_mail')),
  locale TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id)
) STRICT;
CREATE INDEX privacy_letter_request ON privacy_letter (request_id);

CREATE TABLE privacy_target (
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  target TEXT NOT NULL CHECK (length(target) <= 40),
  cmd_id TEXT,
  sent_at INTEGER,
  ack_at INTEGER,
  ack_sig TEXT,
  result TEXT CHECK (length(result) <= 40),
  PRIMARY KEY (request_id, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE privacy_step (
  step_id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id),
  from_state TEXT,
  to_state TEXT NOT NULL,
  code TEXT CHECK (length(code) <= 40)
) STRICT;
CREATE INDEX privacy_step_request ON privacy_step (request_id);
CREATE TRIGGER privacy_step_no_update BEFORE UPDATE ON privacy_step
BEGIN SELECT RAISE(ABORT, 'steps of a request are append-only'); END;

CREATE TABLE legal_hold (
  subject_ref TEXT NOT NULL,
  request_id TEXT NOT NULL REFERENCES privacy_request (request_id),
  placed_at INTEGER NOT NULL,
  released_at INTEGER,
  PRIMARY KEY (subject_ref, request_id)
) STRICT, WITHOUT ROWID;
`;

export const privacyRequests: Migration = {
  version: 60,
  name: 'privacy-requests',
  up: (_run, exec) => exec(REQUESTS),
};
