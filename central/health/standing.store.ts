import type { Database, Sql } from '../db/database.ts';

/** One terminal as the operator sees it: ids and counts only. */
export interface TerminalStanding {
  readonly shopId: string;
  readonly terminalId: string;
  readonly role: string;
  readonly letter: string;
  readonly appVersion: string;
  readonly lastSeenAt: number | null;
  readonly unsent: number;
  readonly oldestS: number;
  readonly bytesLeft: number;
  readonly ledgerSeq: number | null;
  readonly revoked: boolean;
  /** Erasures of its store that it has not acknowledged. */
  readonly outstanding: number;
}

export interface Standing {
  readonly terminals: readonly TerminalStanding[];
  /** Ops that need attention, by store, status and code. */
  readonly letters: readonly {
    readonly shopId: string;
    readonly status: string;
    readonly code: string | null;
    readonly count: number;
  }[];
  /** Messages to people, by channel and state. */
  readonly messages: readonly { readonly channel: string; readonly state: string; readonly count: number }[];
  /** Photo files, by state. */
  readonly files: readonly { readonly state: string; readonly count: number; readonly bytes: number }[];
  /** When the photo file that was not read for longest was found whole; null without any. */
  readonly oldestLookAt: number | null;
  /** What passed to successors: counts and the recipient's registration number. */
  readonly transfers: readonly {
    readonly day: string;
    readonly recipient: string;
    readonly contract: string;
    readonly people: number;
    readonly heldBack: number;
    /** Whom no notice reaches, or has not reached. */
    readonly untold: number;
    /** Erased since: the recipient has to be told, by the next transfer. */
    readonly erased: number;
  }[];
  readonly opsCount: number;
  readonly feedRows: number;
  /** Age of the oldest transaction that holds the feed back, in seconds. */
  readonly feedLagS: number;
}

const terminals = (sql: Sql): Promise<readonly TerminalStanding[]> =>
  sql.query<TerminalStanding>(
    `SELECT t.shop_id AS "shopId", t.terminal_id AS "terminalId", t.role, t.letter, t.app_version AS "appVersion",
       t.last_seen_at AS "lastSeenAt", t.unsent, t.oldest_s AS "oldestS", t.bytes_left AS "bytesLeft",
       t.ledger_seq AS "ledgerSeq", t.revoked_at IS NOT NULL AS revoked,
       (SELECT count(*) FROM erasure e WHERE t.shop_id = ANY (e.shops) AND t.enrolled_at <= e.at
          AND NOT EXISTS (SELECT FROM erasure_ack a WHERE a.cmd_id = e.cmd_id
            AND a.terminal_id = t.terminal_id AND a.outcome = 'done')) AS outstanding
       FROM terminal t ORDER BY t.shop_id, t.letter`,
  );

const transfers = (sql: Sql): Promise<Standing['transfers']> =>
  sql.query<Standing['transfers'][number]>(
    `SELECT t.effective_day AS day, t.recipient, t.contract, t.people, t.held_back AS "heldBack",
       t.untold + (SELECT count(*) FROM message m WHERE m.notice = 'transfer:' || t.transfer_id
         AND m.state IN ('bounced', 'uncertain', 'cancelled')) AS untold,
       (SELECT count(*) FROM transfer_subject s JOIN tombstone b ON b.ref = s.subject_ref
         WHERE s.transfer_id = t.transfer_id) AS erased
       FROM transfer t ORDER BY t.at`,
  );

type Counts = Pick<Standing, 'opsCount' | 'feedRows' | 'feedLagS' | 'oldestLookAt'>;

const counts = async (sql: Sql): Promise<Counts> => {
  const [row] = await sql.query<Counts>(
    `SELECT (SELECT count(*) FROM op) AS "opsCount", (SELECT count(*) FROM feed) AS "feedRows",
       (SELECT min(coalesce(looked_at, verified_at)) FROM file WHERE state = 'verified') AS "oldestLookAt",
       coalesce((SELECT extract(epoch FROM max(now() - xact_start))::float8 FROM pg_stat_activity
         WHERE backend_xid IS NOT NULL), 0) AS "feedLagS"`,
  );
  return row ?? { opsCount: 0, feedRows: 0, feedLagS: 0, oldestLookAt: null };
};

/** What the operator's page and the metrics are made of. */
export const readStanding = (db: Database): Promise<Standing> =>
  db.transaction({ role: 'report' }, async (sql) => ({
    terminals: await terminals(sql),
    letters: await sql.query<Standing['letters'][number]>(
      `SELECT shop_id AS "shopId", status, code, count(*) AS count FROM op
        WHERE status IN ('rejected', 'deferred', 'conflict') GROUP BY shop_id, status, code
        ORDER BY shop_id, status, code`,
    ),
    messages: await sql.query<Standing['messages'][number]>(
      'SELECT channel, state, count(*) AS count FROM message GROUP BY channel, state ORDER BY channel, state',
    ),
    files: await sql.query<Standing['files'][number]>(
      `SELECT state, count(*) AS count, sum(size)::bigint AS bytes FROM file GROUP BY state ORDER BY state`,
    ),
    transfers: await transfers(sql),
    ...(await counts(sql)),
  }));
