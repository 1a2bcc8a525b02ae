import type { HubTerminal } from '../../../../../../../shared/sync/endpoints.ts';
import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';

/** A terminal of the store as its hub knows it. */
export interface KnownTerminal extends Omit<HubTerminal, 'revoked'> {
  readonly revoked: number;
  readonly ledgerSeq: number | null;
}

export const knownTerminal = (db: ReadableDb, terminalId: string): KnownTerminal | undefined =>
  db.get<KnownTerminal>(sql`SELECT terminal_id AS terminalId, role, sign_pub AS signPub, epoch, last_seq AS lastSeq,
      last_hash AS lastHash, revoked, ledger_seq AS ledgerSeq FROM hub_terminal WHERE terminal_id = ${terminalId}`);

/** Takes what central says of the store's terminals; a chain that goes further here stays as it is. */
export const takeRoster = (db: WritableDb, terminals: readonly HubTerminal[]): void => {
  const named = JSON.stringify(terminals.map(({ terminalId }) => terminalId));
  db.run(sql`DELETE FROM hub_terminal WHERE terminal_id NOT IN (SELECT value FROM json_each(${named}))`);
  for (const t of terminals)
    db.run(sql`INSERT INTO hub_terminal (terminal_id, role, sign_pub, epoch, last_seq, last_hash, revoked)
      VALUES (${t.terminalId}, ${t.role}, ${t.signPub}, ${t.epoch}, ${t.lastSeq}, ${t.lastHash}, ${t.revoked ? 1 : 0})
      ON CONFLICT (terminal_id) DO UPDATE SET role = excluded.role, sign_pub = excluded.sign_pub,
        revoked = excluded.revoked,
        last_seq = CASE WHEN excluded.epoch = epoch AND last_seq >= excluded.last_seq THEN last_seq ELSE excluded.last_seq END,
        last_hash = CASE WHEN excluded.epoch = epoch AND last_seq >= excluded.last_seq THEN last_hash ELSE excluded.last_hash END,
        epoch = excluded.epoch`);
};

export const moveChain = (
  db: WritableDb,
  terminalId: string,
  { seq, hash }: { readonly seq: number; readonly hash: string },
): void =>
  void db.run(
    sql`UPDATE hub_terminal SET last_seq = ${seq}, last_hash = ${hash} WHERE terminal_id = ${terminalId}`,
  );

export const noteLevel = (db: WritableDb, terminalId: string, ledgerSeq: number | null): void =>
  void db.run(sql`UPDATE hub_terminal SET ledger_seq = ${ledgerSeq} WHERE terminal_id = ${terminalId}`);
