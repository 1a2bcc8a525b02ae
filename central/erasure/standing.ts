import type { ErasureStanding } from '../../shared/sync/ledger.ts';
import type { Sql } from '../db/database.ts';

/** A terminal not heard of for so long is offline, not at work. */
const OFFLINE_MS = 60 * 60_000;

interface Row {
  readonly cmdId: string;
  readonly requestId: string;
  readonly version: number;
  readonly at: number;
  readonly terminalId: string | null;
  readonly lastSeenAt: number | null;
  readonly outcome: 'done' | 'failed' | null;
  readonly proof: string | null;
  readonly ackAt: number | null;
}

type Line = ErasureStanding['terminals'][number];

const lineOf = (row: Row, now: number): readonly Line[] => {
  if (row.terminalId === null) return [];
  const isOffline = (row.lastSeenAt ?? row.at) < now - OFFLINE_MS;
  const state = row.outcome ?? (isOffline ? 'pending_offline' : 'running');
  const since = row.ackAt ?? (isOffline ? (row.lastSeenAt ?? row.at) : row.at);
  return [{ terminalId: row.terminalId as Line['terminalId'], state, since, proof: row.proof }];
};

/**
 * How far erasures that a store has part in are on each terminal of all stores that had something of the person. A
 * revoked terminal is named only where it acknowledged; nothing more is heard of it.
 */
export const standingsOf = async (
  sql: Sql,
  shopId: string,
  cmdIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, { readonly version: number; readonly state: ErasureStanding }>> => {
  // The store's own eyes see its own terminals alone, and the certificate would say that all have confirmed.
  await sql.query('SET LOCAL ROLE lete_report');
  const rows = await sql.query<Row>(
    `SELECT e.cmd_id AS "cmdId", e.request_id AS "requestId", e.version, e.at, t.terminal_id AS "terminalId",
       t.last_seen_at AS "lastSeenAt", a.outcome, a.proof, a.at AS "ackAt"
       FROM erasure e
       LEFT JOIN terminal t ON t.shop_id = ANY (e.shops) AND t.enrolled_at <= e.at
       LEFT JOIN erasure_ack a ON a.cmd_id = e.cmd_id AND a.terminal_id = t.terminal_id
      WHERE e.cmd_id = ANY ($1::text[]) AND $2 = ANY (e.shops) AND (t.revoked_at IS NULL OR a.outcome IS NOT NULL)
      ORDER BY e.cmd_id, t.shop_id, t.letter`,
    [cmdIds, shopId],
  );
  await sql.query('SET LOCAL ROLE lete_api');
  const standings = new Map<string, { readonly version: number; readonly state: ErasureStanding }>();
  for (const row of rows) {
    const before = standings.get(row.cmdId)?.state.terminals ?? [];
    const { cmdId, requestId, version } = row;
    const terminals = [...before, ...lineOf(row, now)];
    standings.set(cmdId, { version, state: { cmdId, requestId, terminals } });
  }
  return standings;
};
