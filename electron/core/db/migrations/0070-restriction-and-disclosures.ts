import type { Migration } from './types.ts';

const RESTRICTION = `
ALTER TABLE person ADD COLUMN restricted_at INTEGER;
`;

const DISCLOSURES = `
-- Who got which fields on what ground, never the values. Every text is a code or follows a pattern: no room for a name.
CREATE TABLE disclosure (
  disclosure_id TEXT PRIMARY KEY CHECK (length(disclosure_id) = 26 AND disclosure_id NOT GLOB '*[^0-9A-Z]*'),
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('arrived', 'proposed', 'approved', 'refused')),
  ground TEXT NOT NULL CHECK (ground IN ('processor_delivery', 'processor_payment', 'processor_marketing', 'authority',
    'crime_or_rights')),
  recipient_id TEXT NOT NULL CHECK (length(recipient_id) BETWEEN 2 AND 31 AND recipient_id NOT GLOB '*[^a-z0-9-]*'),
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  subject_count INTEGER NOT NULL,
  file_count INTEGER NOT NULL,
  doc_type TEXT CHECK (doc_type IN ('judgment', 'request')),
  doc_number TEXT CHECK (length(doc_number) <= 30 AND doc_number GLOB '*[0-9]*'
    AND doc_number NOT GLOB '*[^0-9A-ZĀČĒĢĪĶĻŅŠŪŽ./-]*'),
  doc_date TEXT CHECK (doc_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  doc_basis TEXT CHECK (doc_basis IN ('criminal-procedure', 'civil-procedure', 'tax-law', 'administrative-law', 'other-law')),
  doc_verified TEXT CHECK (doc_verified IN ('original-seen', 'e-signature-checked', 'called-back')),
  proportionality TEXT CHECK (proportionality IN ('theft', 'fraud', 'threat-to-person', 'unlawful-content', 'claim-defence')),
  channel TEXT CHECK (channel IN ('handed-over', 'e-address', 'courier', 'secure-e-mail')),
  given TEXT CHECK (given IN ('all', 'part')),
  may_be_told INTEGER NOT NULL DEFAULT 1,
  tell_not_before TEXT CHECK (tell_not_before GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  logged_by TEXT NOT NULL REFERENCES staff (staff_id),
  approved_by_1 TEXT REFERENCES staff (staff_id),
  approved_by_2 TEXT REFERENCES staff (staff_id),
  answers TEXT UNIQUE REFERENCES disclosure (disclosure_id),
  -- The code of the archive that was made; it opens nothing any more once the archive is gone.
  code TEXT CHECK (length(code) = 23 AND code NOT GLOB '*[^0-9A-Z-]*')
) STRICT;
CREATE INDEX disclosure_at ON disclosure (at);
CREATE TABLE disclosure_order (
  disclosure_id TEXT NOT NULL REFERENCES disclosure (disclosure_id) ON DELETE CASCADE,
  order_id TEXT NOT NULL CHECK (length(order_id) = 26 AND order_id NOT GLOB '*[^0-9A-Z]*'),
  subject_ref TEXT CHECK (length(subject_ref) = 32 AND subject_ref NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (disclosure_id, order_id)
) STRICT;
CREATE INDEX disclosure_subject ON disclosure_order (subject_ref) WHERE subject_ref IS NOT NULL;
-- The core checks the same; this is for whoever comes past it.
CREATE TRIGGER disclosure_grounded_insert BEFORE INSERT ON disclosure
WHEN NEW.state = 'approved' AND (NEW.approved_by_1 IS NULL
  OR (NEW.ground = 'authority' AND (NEW.doc_type IS NULL OR NEW.doc_number IS NULL OR NEW.doc_date IS NULL
    OR NEW.doc_basis IS NULL OR NEW.doc_verified IS NULL))
  OR (NEW.ground = 'crime_or_rights' AND (NEW.proportionality IS NULL OR NEW.approved_by_2 IS NULL
    OR NEW.approved_by_2 = NEW.approved_by_1)))
BEGIN SELECT RAISE(ABORT, 'a disclosure needs its ground'); END;
CREATE TRIGGER disclosure_grounded_update BEFORE UPDATE ON disclosure
WHEN NEW.state = 'approved' AND (NEW.approved_by_1 IS NULL
  OR (NEW.ground = 'authority' AND (NEW.doc_type IS NULL OR NEW.doc_number IS NULL OR NEW.doc_date IS NULL
    OR NEW.doc_basis IS NULL OR NEW.doc_verified IS NULL))
  OR (NEW.ground = 'crime_or_rights' AND (NEW.proportionality IS NULL OR NEW.approved_by_2 IS NULL
    OR NEW.approved_by_2 = NEW.approved_by_1)))
BEGIN SELECT RAISE(ABORT, 'a disclosure needs its ground'); END;
CREATE TRIGGER disclosure_fixed BEFORE UPDATE OF at, ground, recipient_id, fields, subject_count, file_count, doc_type,
  doc_number, doc_date, doc_basis, doc_verified, proportionality, channel, given, may_be_told, tell_not_before, logged_by,
  answers ON disclosure
BEGIN SELECT RAISE(ABORT, 'a disclosure is not rewritten'); END;

CREATE TABLE recipient_task (
  task_id TEXT PRIMARY KEY,
  disclosure_id TEXT NOT NULL REFERENCES disclosure (disclosure_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('rectified', 'erased', 'restricted')),
  made_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  sent_at INTEGER,
  acknowledged_at INTEGER
) STRICT;
CREATE INDEX recipient_task_disclosure ON recipient_task (disclosure_id);
`;

const ACCESS = `
CREATE TABLE access_package (
  privacy_request_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'collected', 'gone')),
  -- Goes to the person by another way than the package, and with the package.
  code TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  collected_at INTEGER
) STRICT;
CREATE TABLE access_package_person (
  privacy_request_id TEXT NOT NULL REFERENCES access_package (privacy_request_id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (privacy_request_id, person_id)
) STRICT;
`;

export const restrictionAndDisclosures: Migration = {
  version: 70,
  name: 'restriction-and-disclosures',
  up: (_run, exec) => exec([RESTRICTION, DISCLOSURES, ACCESS].join('\n')),
};
