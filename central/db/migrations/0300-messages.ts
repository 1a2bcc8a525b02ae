import type { Migration } from './migration.ts';

const SHOPS = `shop_id = ANY (string_to_array(current_setting('lete.shop_ids', true), ','))`;

/**
 * Messages that terminals hand over, until they are sent, and which contacts of erased people get no marketing (sync
 * specification 7.4, 10). `lete_mail` sends: it sees all stores, and of people what a message needs.
 */
export const messages: Migration = {
  version: 300,
  script: `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lete_mail') THEN
    CREATE ROLE lete_mail NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT lete_mail TO CURRENT_USER;
CREATE TABLE message (
  shop_id text NOT NULL,
  message_id text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- The kiosk that queued it and is told of it.
  kiosk text,
  template text NOT NULL,
  channel text NOT NULL,
  locale text NOT NULL,
  subject_ref text NOT NULL,
  order_id text,
  notice text,
  -- What it says; emptied once it need not go out any more.
  letter text,
  state text NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sending', 'sent', 'bounced', 'uncertain', 'cancelled')),
  reason text,
  -- What it is sent once for, set when it goes.
  once text,
  queued_at bigint NOT NULL,
  expires_at bigint,
  state_at bigint NOT NULL,
  next_at bigint NOT NULL,
  first_try_at bigint,
  tries integer NOT NULL DEFAULT 0,
  PRIMARY KEY (shop_id, message_id),
  CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
  CHECK ((state IN ('queued', 'sending')) = (letter IS NOT NULL))
) PARTITION BY HASH (shop_id);
CREATE UNIQUE INDEX message_once ON message (shop_id, once) WHERE once IS NOT NULL;
CREATE INDEX message_next ON message (next_at) WHERE state IN ('queued', 'sending');
CREATE INDEX message_subject ON message (subject_ref);
CREATE INDEX message_order ON message (order_id) WHERE order_id IS NOT NULL;
DO $$ BEGIN
  FOR part IN 0..63 LOOP
    EXECUTE format('CREATE TABLE message_p%s PARTITION OF message FOR VALUES WITH (MODULUS 64, REMAINDER %s)',
      part, part);
    EXECUTE format('ALTER TABLE message_p%s ALTER COLUMN letter SET STATISTICS 0', part);
  END LOOP;
END $$;
CREATE TABLE suppression (
  contact_hash text NOT NULL,
  purpose text NOT NULL,
  channel text NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (contact_hash, purpose, channel)
);
GRANT USAGE ON SCHEMA public TO lete_mail;
GRANT SELECT, INSERT ON message TO lete_api;
GRANT SELECT, DELETE ON message TO lete_erase;
GRANT SELECT (shop_id, template, channel, state) ON message TO lete_report;
GRANT SELECT, UPDATE ON message TO lete_mail;
GRANT SELECT (shop_id, order_id, document, subject_ref, email, phone) ON orders TO lete_mail;
GRANT SELECT ON subject, suppression TO lete_mail;
GRANT SELECT, INSERT, UPDATE ON suppression TO lete_erase;
GRANT INSERT ON feed TO lete_mail;
GRANT USAGE, SELECT ON SEQUENCE feed_pos TO lete_mail;
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
CREATE POLICY api ON message TO lete_api USING (${SHOPS}) WITH CHECK (${SHOPS});
CREATE POLICY erase ON message TO lete_erase USING (true) WITH CHECK (true);
CREATE POLICY report ON message FOR SELECT TO lete_report USING (true);
CREATE POLICY mail ON message TO lete_mail USING (true) WITH CHECK (true);
CREATE POLICY mail ON orders FOR SELECT TO lete_mail USING (true);
CREATE POLICY mail ON subject FOR SELECT TO lete_mail USING (true);
CREATE POLICY mail ON feed FOR INSERT TO lete_mail WITH CHECK (true);
`,
};
