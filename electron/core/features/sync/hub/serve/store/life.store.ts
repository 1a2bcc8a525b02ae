import { LedgerHead } from '../../../../../../../shared/sync/ledger.ts';
import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';

/** A life of the hub's feed; undefined while this terminal is no hub. */
export const hubIncarnation = (db: ReadableDb): string | undefined =>
  db.get<{ incarnation: string }>(sql`SELECT incarnation FROM hub_life`)?.incarnation;

/** Begins to be a hub, unless it is one; true where it was none. */
export const beginHub = (db: WritableDb, incarnation: string): boolean =>
  db.run(sql`INSERT INTO hub_life (only, incarnation) VALUES (1, ${incarnation})
    ON CONFLICT (only) DO NOTHING`) > 0;

/** Ends it, or a life of it: nobody reads on from places of before. What was relayed still goes to central. */
export const endHub = (db: WritableDb): void => {
  db.run(sql`DELETE FROM hub_life`);
  db.run(sql`DELETE FROM hub_feed`);
};

/** How far central's ledger goes as central signed it last; null before it did. */
export const signedHead = (db: ReadableDb): LedgerHead | null => {
  const head = db.get<{ head: string | null }>(sql`SELECT head FROM hub_life`)?.head ?? null;
  return head === null ? null : LedgerHead.parse(JSON.parse(head));
};

/** It was another central's. */
export const dropHead = (db: WritableDb): void => void db.run(sql`UPDATE hub_life SET head = NULL`);

export const keepHead = (db: WritableDb, head: LedgerHead): void =>
  void db.run(sql`UPDATE hub_life SET head = ${JSON.stringify(head)}`);
