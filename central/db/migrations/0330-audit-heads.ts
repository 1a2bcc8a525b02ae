import type { Migration } from './migration.ts';

/** How far central knows each terminal's audit trail to go: number and hash of its newest row, no content. */
export const auditHeads: Migration = {
  version: 330,
  script: `
CREATE TABLE audit_head (
  terminal_id text NOT NULL REFERENCES terminal (terminal_id),
  chain_id text NOT NULL CHECK (length(chain_id) = 16),
  shop_id text NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  hash text NOT NULL CHECK (length(hash) = 64),
  at bigint NOT NULL,
  PRIMARY KEY (terminal_id, chain_id)
);
GRANT SELECT, INSERT, UPDATE ON audit_head TO lete_api;
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON audit_head TO lete_api
  USING (shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ',')))
  WITH CHECK (shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ',')));
`,
};
