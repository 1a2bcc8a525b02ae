import type { Migration } from './migration.ts';

/**
 * What passed to a successor, without values (policy P26): who, on what paper, whose approval, which fields, how many.
 * `lete_transfer` reads all stores and writes nothing else. No room for a name: numbers and codes have a pattern.
 */
export const transfers: Migration = {
  version: 310,
  script: `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lete_transfer') THEN
    CREATE ROLE lete_transfer NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT lete_transfer TO CURRENT_USER;
CREATE TABLE transfer (
  transfer_id text PRIMARY KEY CHECK (length(transfer_id) = 26),
  at bigint NOT NULL,
  recipient text NOT NULL CHECK (recipient ~ '^[0-9]{11}$'),
  contract text NOT NULL CHECK (length(contract) <= 30 AND contract ~ '[0-9]' AND contract !~ '[[:space:]]'),
  contract_day text NOT NULL CHECK (contract_day ~ '^[0-9-]{10}$'),
  effective_day text NOT NULL CHECK (effective_day ~ '^[0-9-]{10}$'),
  approved_by_1 text NOT NULL CHECK (approved_by_1 ~ '^[A-Z0-9-]{2,20}$'),
  approved_by_2 text NOT NULL CHECK (approved_by_2 ~ '^[A-Z0-9-]{2,20}$'),
  fields text[] NOT NULL,
  people integer NOT NULL,
  orders integer NOT NULL,
  consents integer NOT NULL,
  -- Restricted people, and whoever has a contact of theirs.
  held_back integer NOT NULL,
  -- Handed over without a contact that a notice could reach.
  untold integer NOT NULL,
  archive_sha256 text NOT NULL CHECK (length(archive_sha256) = 64),
  CHECK (approved_by_1 <> approved_by_2)
);
CREATE TABLE transfer_subject (
  transfer_id text NOT NULL REFERENCES transfer (transfer_id) ON DELETE CASCADE,
  subject_ref text NOT NULL CHECK (length(subject_ref) = 32),
  PRIMARY KEY (transfer_id, subject_ref)
);
CREATE INDEX transfer_subject_ref ON transfer_subject (subject_ref);
GRANT USAGE ON SCHEMA public TO lete_transfer;
GRANT SELECT, INSERT, DELETE ON transfer TO lete_transfer;
GRANT SELECT, INSERT ON transfer_subject TO lete_transfer;
GRANT SELECT (shop_id, order_id, subject_ref, document, email, phone) ON orders TO lete_transfer;
GRANT SELECT ON subject, suppression TO lete_transfer;
GRANT SELECT (ref, kind) ON tombstone TO lete_transfer, lete_report;
GRANT SELECT (terminal_id, sign_pub) ON terminal TO lete_transfer;
GRANT INSERT ON message TO lete_transfer;
GRANT SELECT ON transfer, transfer_subject TO lete_report;
GRANT SELECT (notice) ON message TO lete_report;
CREATE POLICY transfer ON orders FOR SELECT TO lete_transfer USING (true);
CREATE POLICY transfer ON subject FOR SELECT TO lete_transfer USING (true);
CREATE POLICY transfer ON terminal FOR SELECT TO lete_transfer USING (true);
CREATE POLICY transfer ON message FOR INSERT TO lete_transfer WITH CHECK (template = 'transfer.notice');
`,
};
