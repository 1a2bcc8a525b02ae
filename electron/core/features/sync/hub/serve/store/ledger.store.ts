import { canonicalJson } from '../../../../../../../shared/domain/canonicalJson.ts';
import { CentralLedgerLine } from '../../../../../../../shared/sync/ledger.ts';
import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';
import type { LedgerPlace } from '../../../loop/ledger.policy.ts';
import { sha256 } from '../../../outbox/seal.policy.ts';

/** The last line that can be passed on; null before the first. */
export const passedLedger = (db: ReadableDb): LedgerPlace | null =>
  db.get<LedgerPlace>(sql`SELECT seq, hash FROM hub_ledger ORDER BY seq DESC LIMIT 1`) ?? null;

/** Hash of one line. */
export const ledgerHashAt = (db: ReadableDb, seq: number): string | undefined =>
  db.get<{ hash: string }>(sql`SELECT hash FROM hub_ledger WHERE seq = ${seq}`)?.hash;

/** Lines that were proved to follow the last one, and whom they name. */
export const keepLines = (db: WritableDb, lines: readonly CentralLedgerLine[]): void => {
  for (const line of lines) {
    const text = canonicalJson(line);
    db.run(sql`INSERT INTO hub_ledger (seq, line, hash) VALUES (${line.seq}, ${text}, ${sha256(text)})
      ON CONFLICT (seq) DO NOTHING`);
    for (const ref of [...line.subjectRefs, ...line.orderRefs])
      db.run(sql`INSERT INTO hub_erased (ref) VALUES (${ref}) ON CONFLICT (ref) DO NOTHING`);
  }
};

export const ledgerLinesAfter = (db: ReadableDb, seq: number, limit: number): readonly CentralLedgerLine[] =>
  db
    .all<{ line: string }>(sql`SELECT line FROM hub_ledger WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`)
    .map(({ line }) => CentralLedgerLine.parse(JSON.parse(line)));

/** Which of these pseudonyms and orders the ledger names. */
export const erasedAmong = (db: ReadableDb, refs: readonly string[]): ReadonlySet<string> =>
  new Set(
    db
      .all<{ ref: string }>(
        sql`SELECT ref FROM hub_erased WHERE ref IN (SELECT value FROM json_each(${JSON.stringify(refs)}))`,
      )
      .map(({ ref }) => ref),
  );
