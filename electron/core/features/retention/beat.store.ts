import type { RetentionRule } from '../../../../shared/privacy/retentionRules.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

export interface Beat {
  readonly rule: RetentionRule;
  readonly doneAt: number;
  readonly count: number;
}

export const beatsOf = (db: ReadableDb): readonly Beat[] =>
  db.all<Beat>(sql`SELECT rule, done_at AS doneAt, count FROM retention_beat ORDER BY rule`);

/** Remembers that a rule was carried out to its end, and what that came to. */
export const noteBeat = (db: WritableDb, { rule, doneAt, count }: Beat): void =>
  void db.run(sql`INSERT INTO retention_beat (rule, done_at, count) VALUES (${rule}, ${doneAt}, ${count})
    ON CONFLICT (rule) DO UPDATE SET done_at = excluded.done_at, count = excluded.count`);

/** The oldest beat of these rules (UTC ms): since then everything was carried out. Null while one never was. */
export const lastPassOf = (db: ReadableDb, rules: readonly RetentionRule[]): number | null => {
  const beats = new Map(beatsOf(db).map(({ rule, doneAt }) => [rule, doneAt]));
  const times = rules.map((rule) => beats.get(rule));
  return times.reduce<number | null>(
    (oldest, at) => (oldest === null || at === undefined ? null : Math.min(oldest, at)),
    Number.MAX_SAFE_INTEGER,
  );
};
