import type { Migration } from './migration.ts';

/** Counters that serve their store as hub, by where they are reached and the key they are known by (ADR 0027). */
export const hub: Migration = {
  version: 200,
  script: `
CREATE TABLE hub (
  terminal_id text PRIMARY KEY REFERENCES terminal (terminal_id),
  shop_id text NOT NULL,
  url text NOT NULL,
  tls_sha256 text NOT NULL CHECK (length(tls_sha256) = 64)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON hub TO lete_api;
ALTER TABLE hub ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON hub TO lete_api
  USING (shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ',')))
  WITH CHECK (shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ',')));
`,
};
