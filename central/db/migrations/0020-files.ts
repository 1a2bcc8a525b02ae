import type { Migration } from './migration.ts';

const SHOPS = `shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ','))`;

/** Sealed originals of orders: what was announced, and what is verified in the file store (sync specification 6). */
export const files: Migration = {
  version: 20,
  script: `
CREATE TABLE file (
  shop_id text NOT NULL,
  order_id text NOT NULL,
  cipher_sha256 text NOT NULL CHECK (length(cipher_sha256) = 64),
  file_id text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  state text NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'verified', 'lost')),
  verified_at bigint,
  PRIMARY KEY (shop_id, order_id, cipher_sha256),
  CHECK ((state = 'verified') = (verified_at IS NOT NULL))
) PARTITION BY HASH (shop_id);
DO $$ BEGIN
  FOR part IN 0..63 LOOP
    EXECUTE format('CREATE TABLE file_p%s PARTITION OF file FOR VALUES WITH (MODULUS 64, REMAINDER %s)', part, part);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON file TO lete_api;
GRANT SELECT, DELETE ON file TO lete_erase;
GRANT SELECT ON file TO lete_report;
ALTER TABLE file ENABLE ROW LEVEL SECURITY;
ALTER TABLE file FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON file TO lete_api USING (${SHOPS}) WITH CHECK (${SHOPS});
CREATE POLICY erase ON file TO lete_erase USING (true) WITH CHECK (true);
CREATE POLICY report ON file FOR SELECT TO lete_report USING (true);
`,
};
