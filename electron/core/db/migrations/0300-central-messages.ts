import type { Migration } from './types.ts';

/**
 * Messages leave as ops of their own kind, central says by which channels it sends, and one that may have arrived is told
 * from one that came back. The column's check is replaced with the column: rebuilding the table would lose what others
 * add to it.
 */
export const centralMessages: Migration = {
  version: 300,
  name: 'central-messages',
  up: (_run, exec) => {
    exec(`ALTER TABLE outbox ADD COLUMN what TEXT NOT NULL DEFAULT 'order'
      CHECK (what IN ('order', 'subject', 'message', 'erasure'))`);
    exec('UPDATE outbox SET what = entity');
    exec('DROP INDEX outbox_pending_entity');
    exec('ALTER TABLE outbox DROP COLUMN entity');
    exec('ALTER TABLE outbox RENAME COLUMN what TO entity');
    exec(`CREATE INDEX outbox_pending_entity ON outbox (entity, entity_id) WHERE state = 'pending'`);
    exec(`ALTER TABLE sync_terminal ADD COLUMN sends_email INTEGER NOT NULL DEFAULT 0
      CHECK (sends_email IN (0, 1))`);
    exec(
      'ALTER TABLE sync_terminal ADD COLUMN sends_sms INTEGER NOT NULL DEFAULT 0 CHECK (sends_sms IN (0, 1))',
    );
    exec(`ALTER TABLE message ADD COLUMN uncertain INTEGER NOT NULL DEFAULT 0
      CHECK (uncertain = 0 OR (uncertain = 1 AND state = 'bounced'))`);
  },
};
