import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { heldBack } from './heldBack.ts';
import type { FileBacklog } from './loop/syncStore.ts';
import { ledgerPlace } from './loop/place.store.ts';
import type { LoopState } from './loop/syncLoop.ts';
import { backlogOf } from './outbox/outbox.store.ts';
import { findTerminal, type SyncTerminal } from './terminal.store.ts';

/** Answers that need somebody. */
const ATTENTION = sql`state IN ('conflict', 'rejected', 'deferred') AND settled IS NULL`;

const countDeadLetters = (db: ReadableDb): number =>
  (db.get<{ n: number }>(sql`SELECT count(*) AS n FROM outbox WHERE ${ATTENTION}`)?.n ?? 0) +
  heldBack(db).length;

/** After these central takes nothing more from this terminal, whoever does what here. */
const ENDED = new Set(['revoked', 'unknown_terminal', 'wipe']);

const stateOf = (
  who: SyncTerminal,
  deadLetters: number,
  ops: number,
  { phase, error }: LoopState,
): SyncStatus['state'] => {
  if (who.refused !== null && ENDED.has(who.refused)) return 'revoked';
  if (who.lockedAt !== null) return 'locked';
  if (who.refused !== null || deadLetters > 0 || error === 'client_too_old') return 'attention';
  if (who.offlineSince !== null) return 'offline';
  return phase === 'sending' || ops > 0 ? 'sending' : 'idle';
};

/** What the line to central is at; what there is of a hub comes beside it. */
type LineStatus = Omit<SyncStatus, 'hub'>;

const NOT_ENROLLED: LineStatus = {
  state: 'not_enrolled',
  waiting: { ops: 0, files: 0, bytes: 0, oldestAt: null },
  offlineSince: null,
  lastContactAt: null,
  lastError: null,
  deadLetters: 0,
  host: null,
  terminalId: null,
  role: null,
  letter: null,
  ledgerAt: null,
};

export const statusOf = (db: ReadableDb, loop: LoopState, files: FileBacklog): LineStatus => {
  const who = findTerminal(db);
  if (who === undefined) return NOT_ENROLLED;
  const backlog = backlogOf(db);
  const deadLetters = countDeadLetters(db);
  return {
    state: stateOf(who, deadLetters, backlog.ops, loop),
    waiting: { ops: backlog.ops, oldestAt: backlog.oldestAt, ...files },
    offlineSince: who.offlineSince,
    lastContactAt: who.lastContactAt,
    lastError: loop.error ?? who.refused,
    deadLetters,
    host: new URL(who.url).host,
    terminalId: who.terminalId,
    role: who.role,
    letter: who.letter,
    ledgerAt: ledgerPlace(db)?.attestedAt ?? null,
  };
};

const DAY_MS = 86_400_000;

/** The strip's line of the network (ADM-6). */
export const networkHealth = (status: LineStatus, now: number): Health['network'] => {
  const { state, offlineSince, waiting } = status;
  if (state === 'not_enrolled') return { level: 'ok', state: 'notSetUp', offlineSince: null };
  const stuck = waiting.oldestAt !== null && now - waiting.oldestAt > DAY_MS;
  const calm = state === 'idle' || state === 'sending';
  const level = stuck || state === 'revoked' || state === 'locked' ? 'critical' : calm ? 'ok' : 'warning';
  return { level, state: offlineSince === null ? 'online' : 'offline', offlineSince };
};

interface OpRow {
  readonly opId: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly letter: string | null;
  readonly n: number | null;
  readonly at: number;
  readonly answeredAt: number | null;
  readonly attempts: number;
  readonly by: string | null;
  readonly state: 'conflict' | 'rejected' | 'deferred';
  readonly code: string | null;
  readonly hasBody: number;
}

const PAGE = 200;

const rowsOf = (db: ReadableDb, which: Sql): readonly OpRow[] =>
  db.all<OpRow>(sql`SELECT p.op_id AS opId, p.type AS kind, o.order_id AS orderId, o.letter, o.n, p.at,
      p.acked_at AS answeredAt, p.attempts, s.name AS by, p.state, p.code, p.body IS NOT NULL AS hasBody
    FROM outbox p LEFT JOIN orders o ON o.order_id = coalesce(CASE p.entity WHEN 'order' THEN p.entity_id END,
      p.orders ->> '$[0]')
    LEFT JOIN staff s ON s.staff_id = p.actor_ref
    WHERE ${which} ORDER BY p.epoch, p.seq LIMIT ${PAGE}`);

const numberOf = ({ letter, n }: OpRow): string | null =>
  letter === null || n === null ? null : formatOrderNumber({ letter, n });

/** See `sync:waiting`. */
export const waitingOps = (db: ReadableDb, { error }: LoopState): CallOutput<'sync:waiting'>['ops'] =>
  rowsOf(db, sql`p.state = 'pending'`).map((row) => ({
    opId: row.opId,
    kind: row.kind,
    orderId: row.orderId as never,
    number: numberOf(row),
    since: row.at,
    attempts: row.attempts,
    lastError: row.attempts > 0 ? error : null,
  }));

/** See `sync:deadLetters`. */
export const deadLetters = (db: ReadableDb): CallOutput<'sync:deadLetters'>['letters'] =>
  rowsOf(db, ATTENTION).map((row) => ({
    opId: row.opId,
    kind: row.kind,
    orderId: row.orderId as never,
    number: numberOf(row),
    at: row.at,
    answeredAt: row.answeredAt ?? row.at,
    by: row.by,
    status: row.state,
    code: row.code,
    canResend: row.hasBody === 1 && row.state !== 'deferred',
  }));
