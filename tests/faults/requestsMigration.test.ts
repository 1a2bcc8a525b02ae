import { describe, expect, it } from 'vitest';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { dataFolder, opening } from './dataFolder.ts';

describe('the migration to privacy requests', () => {
  it('[PRV-1] keeps what was there and lets only known types, states and channels in', () => {
    const folder = dataFolder();
    const before = migrations.filter(({ version }) => version < 60);
    const old = opening(folder, { migrations: before });
    old.writer.exec(`INSERT INTO person (person_id, email, created_at) VALUES ('p1', 'anna@example.org', 1);
      INSERT INTO subject_map (subject_ref, person_id) VALUES ('s1', 'p1');`);
    old.close();
    const { writer, close } = opening(folder);
    expect(writer.prepare('SELECT email FROM person').all()).toEqual([{ email: 'anna@example.org' }]);
    const insert = (type: string, state: string, channel: string) => () =>
      writer
        .prepare(`INSERT INTO privacy_request (request_id, number, type, state, channel, locale, received_at,
          recorded_at, terminal, scope, due_at) VALUES (?, ?, ?, ?, ?, 'lv', 1, 1, 'counter', '[]', 2)`)
        .run(`r-${type}${state}${channel}`, `n-${type}${state}${channel}`, type, state, channel);
    expect(insert('erasure', 'received', 'kiosk')).not.toThrow();
    expect(insert('erase', 'received', 'kiosk')).toThrow('CHECK');
    expect(insert('erasure', 'done', 'kiosk')).toThrow('CHECK');
    expect(insert('erasure', 'received', 'phone')).toThrow('CHECK');
    writer.exec(
      `INSERT INTO privacy_step (request_id, at, to_state) SELECT request_id, 1, 'received' FROM privacy_request`,
    );
    expect(() => writer.exec("UPDATE privacy_step SET to_state = 'completed'")).toThrow('append-only');
    const plan = writer
      .prepare("EXPLAIN QUERY PLAN SELECT * FROM privacy_subject WHERE subject_ref = 's1'")
      .all() as readonly { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('privacy_subject_ref');
    close();
  });
});
