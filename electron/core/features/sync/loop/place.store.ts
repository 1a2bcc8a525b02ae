import { CentralLedgerLine } from '../../../../../shared/sync/ledger.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { LedgerPlace } from './ledger.policy.ts';
import type { ReadItem, ScopePlace } from './port.ts';

/** How far the ledger was taken in; `attestedAt` is when central last said that this is all, UTC ms. */
export const ledgerPlace = (db: ReadableDb): (LedgerPlace & { readonly attestedAt: number }) | null =>
  db.get<LedgerPlace & { attestedAt: number }>(
    sql`SELECT seq, hash, attested_at AS attestedAt FROM sync_ledger`,
  ) ?? null;

export const putLedgerPlace = (db: WritableDb, { seq, hash }: LedgerPlace): void =>
  void db.run(sql`INSERT INTO sync_ledger (only, seq, hash, attested_at) VALUES (1, ${seq}, ${hash}, 0)
    ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`);

export const attestLedger = (db: WritableDb, at: number): void =>
  void db.run(sql`UPDATE sync_ledger SET attested_at = max(attested_at, ${at})`);

/** The lines behind that number as central signed them, without a gap; fewer where they are from before they were kept. */
export const ledgerLines = (db: ReadableDb, after: number, limit: number): readonly CentralLedgerLine[] =>
  db
    .all<{ seq: number; line: string }>(
      sql`SELECT ledger_seq AS seq, line FROM sync_erasure WHERE ledger_seq > ${after} AND line IS NOT NULL
        ORDER BY ledger_seq LIMIT ${limit}`,
    )
    .filter(({ seq }, i) => seq === after + 1 + i)
    .map(({ line }) => CentralLedgerLine.parse(JSON.parse(line)));

/** Where a scope is read on; null where it was never read, or in another life of central's database. */
export const placeOf = (db: ReadableDb, scope: string, incarnation: string): ScopePlace | null =>
  db.get<ScopePlace>(
    sql`SELECT cursor, after FROM feed_state WHERE scope = ${scope} AND incarnation = ${incarnation}`,
  ) ?? null;

export const dropCursor = (db: WritableDb, scope: string): void =>
  void db.run(sql`DELETE FROM feed_state WHERE scope = ${scope}`);

export const putPlace = (
  db: WritableDb,
  scope: string,
  incarnation: string,
  { cursor, after }: ScopePlace,
): void =>
  void db.run(sql`INSERT INTO feed_state (scope, incarnation, cursor, after)
    VALUES (${scope}, ${incarnation}, ${cursor}, ${after})
    ON CONFLICT (scope) DO UPDATE SET incarnation = excluded.incarnation, cursor = excluded.cursor,
      after = excluded.after`);

/** What a later change will be based on. */
export const takeVersion = (
  db: WritableDb,
  { entity, id, kind, version }: Pick<ReadItem, 'entity' | 'id' | 'kind' | 'version'>,
): void => {
  if (entity === 'erasure' || entity === 'message' || entity === 'settings') return;
  if (kind === 'gone') db.run(sql`DELETE FROM sync_entity WHERE entity = ${entity} AND entity_id = ${id}`);
  else
    db.run(sql`INSERT INTO sync_entity (entity, entity_id, version) VALUES (${entity}, ${id}, ${version})
      ON CONFLICT (entity, entity_id) DO UPDATE SET version = excluded.version`);
};
