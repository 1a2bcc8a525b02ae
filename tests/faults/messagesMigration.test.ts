import { describe, expect, it } from 'vitest';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import {
  CANCEL_REASONS,
  MESSAGE_STATES,
  MESSAGE_TEMPLATE_IDS,
} from '../../shared/privacy/messages/templates.ts';
import { dataFolder, opening } from './dataFolder.ts';

const ID = '01ARZ3NDEKTSV4RRFFQ69G5FA';

describe('the migration to messages', () => {
  it('[P17, NOT-2] keeps what was there and lets only declared messages, states and reasons in', () => {
    const folder = dataFolder();
    const before = migrations.filter(({ version }) => version < 100);
    const old = opening(folder, { migrations: before });
    old.writer.exec(
      `INSERT INTO person (person_id, email, created_at) VALUES ('p1', 'anna@example.org', 1);`,
    );
    old.close();
    const { writer, close } = opening(folder);
    expect(writer.prepare('SELECT email FROM person').all()).toEqual([{ email: 'anna@example.org' }]);
    let n = 0;
    const insert = (template: string, state = 'queued', reason = 'none') => {
      n += 1;
      const row = [`${ID}${String.fromCodePoint(64 + n)}`, `c${n}`, template, state, reason];
      return () =>
        writer
          .prepare(`INSERT INTO message (message_id, cause, template, person_id, channel, locale, state, reason,
            queued_at, state_at) VALUES (?, ?, ?, 'p1', 'email', 'lv', ?, ?, 1, 1)`)
          .run(...row);
    };
    expect(insert('marketing.hours')).not.toThrow();
    expect(insert('marketing.survey')).toThrow('CHECK');
    expect(insert('marketing.hours', 'lost')).toThrow('CHECK');
    expect(insert('marketing.hours', 'cancelled')).toThrow('CHECK');
    expect(insert('marketing.hours', 'sent', 'erased')).toThrow('CHECK');
    // An order's message has its order.
    expect(insert('order.ready')).toThrow('CHECK');
    close();
  });

  it('[P17] knows the same templates, states and reasons as the code', () => {
    const { writer, close } = opening(dataFolder());
    const schema = writer
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'message'")
      .pluck()
      .get() as string;
    const listed = (column: string) =>
      [...(new RegExp(`${column} IN \\(([^)]*)\\)`).exec(schema)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
        ([, value]) => value,
      );
    expect(listed('template')).toEqual([...MESSAGE_TEMPLATE_IDS]);
    expect(listed('state')).toEqual([...MESSAGE_STATES]);
    expect(listed('reason')).toEqual(['none', ...CANCEL_REASONS]);
    close();
  });

  it('looks for what waits by an index, however many went out before', () => {
    const { writer, close } = opening(dataFolder());
    const planOf = (statement: string) =>
      (writer.prepare(`EXPLAIN QUERY PLAN ${statement}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join();
    for (const statement of [
      "SELECT * FROM message WHERE state = 'queued' AND message_id > 'x' ORDER BY message_id LIMIT 100",
      "SELECT count(*) FROM message m WHERE m.state IN ('queued', 'handed')",
      "SELECT count(*) FROM message m WHERE m.state = 'bounced' AND m.called_at IS NULL",
    ])
      expect(planOf(statement)).toMatch(/USING (COVERING )?INDEX message_state/);
    close();
  });
});
