import type { Migration } from './migration.ts';

/**
 * Price lists and notices as the owner signed them (SYN-6), for one store or, without `shop_id`, for all. Nobody may
 * change or delete a row: `lete_publish` adds them and tells the stores, `lete_api` reads.
 */
export const signedSettings: Migration = {
  version: 320,
  script: `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lete_publish') THEN
    CREATE ROLE lete_publish NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT lete_publish TO CURRENT_USER;
CREATE TABLE settings_version (
  id text PRIMARY KEY CHECK (length(id) <= 64),
  series text NOT NULL,
  -- Grows with the version of its series.
  ordinal bigint NOT NULL,
  shop_id text,
  text text NOT NULL,
  sig text NOT NULL CHECK (length(sig) = 86),
  published_at bigint NOT NULL,
  UNIQUE (series, ordinal)
);
GRANT USAGE ON SCHEMA public TO lete_publish;
GRANT SELECT, INSERT ON settings_version TO lete_publish;
GRANT SELECT ON settings_version TO lete_api;
GRANT INSERT ON feed TO lete_publish;
GRANT USAGE, SELECT ON SEQUENCE feed_pos TO lete_publish;
ALTER TABLE settings_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE settings_version FORCE ROW LEVEL SECURITY;
CREATE POLICY publish ON settings_version TO lete_publish USING (true) WITH CHECK (true);
CREATE POLICY publish ON feed FOR INSERT TO lete_publish WITH CHECK (entity = 'settings');
CREATE POLICY api ON settings_version FOR SELECT TO lete_api USING (
  shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ','))
  OR shop_id IS NULL AND current_setting('lete.shop_ids', true) <> '');
`,
};
