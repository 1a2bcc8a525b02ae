import { sql } from '../../../electron/core/db/sql.ts';
import type { StoredAnswer, Tables } from './memoryTables.ts';
import type { SimTerminal } from './simTerminal.ts';

interface RelayRow {
  readonly place: number;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly state: 'waiting' | 'held' | 'acked' | 'stranded';
  readonly ownEpoch: number;
  readonly ownSeq: number;
  readonly refs: readonly string[];
}

interface Stored {
  readonly entityId: string;
  readonly subjects: string;
  readonly orders: string;
}
const REFS = sql`entity_id AS entityId, subjects, orders`;
/** Whom and what an op is about. */
const refsOf = ({ entityId, subjects, orders }: Stored): readonly string[] => [
  entityId,
  ...(JSON.parse(subjects) as string[]),
  ...(JSON.parse(orders) as string[]),
];
const isShared = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((ref) => other.includes(ref));

/** What the hub holds of others, in the order in which it came. */
export const relaysOf = (hub: SimTerminal): readonly RelayRow[] =>
  hub
    .read()
    .all<Omit<RelayRow, 'refs'> & Stored>(
      sql`SELECT place, terminal_id AS terminalId, epoch, seq, op_id AS opId, state, own_epoch AS ownEpoch,
        own_seq AS ownSeq, ${REFS} FROM hub_op ORDER BY place`,
    )
    .map((row) => ({ ...row, refs: refsOf(row) }));

interface OwnRow {
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly refs: readonly string[];
}

/** Ops of the hub itself that central has not answered. */
const ownWaiting = (hub: SimTerminal): readonly OwnRow[] =>
  hub
    .read()
    .all<Omit<OwnRow, 'refs'> & Stored>(
      sql`SELECT epoch, seq, op_id AS opId, ${REFS} FROM outbox WHERE state = 'pending'`,
    )
    .map((row) => ({ ...row, refs: refsOf(row) }));

const isGoing = ({ state }: RelayRow): boolean => state === 'waiting' || state === 'acked';

/**
 * Those that central can take from the hub. One with a hole before it, which a disk that was set back leaves where central
 * was restored too, waits for its terminal to send by itself, and keeps nobody back meanwhile.
 */
const withoutHole = (rows: readonly RelayRow[], { ops }: Tables): readonly RelayRow[] => {
  const isHere = ({ terminalId, epoch, seq }: RelayRow): boolean =>
    seq === 1 ||
    ops.has(`${terminalId} ${epoch} ${seq - 1}`) ||
    rows.some(
      (row) => row.terminalId === terminalId && row.epoch === epoch && row.seq === seq - 1 && isHere(row),
    );
  return rows.filter(isHere);
};

/**
 * I3 over the hub: what is about the same person, order or thing is committed in the order in which it came there, the
 * hub's own ops among it. Answers what was left behind.
 */
export const overtaken = (
  hub: SimTerminal,
  tables: Tables,
  { terminalId, epoch, seq, result }: StoredAnswer,
  sender: string,
): string | null => {
  const hubId = hub.enrolment.terminalId;
  const { results } = tables;
  const going = relaysOf(hub).filter((row) => isGoing(row) && !results.has(row.opId));
  const relays = withoutHole(going, tables);
  if (terminalId === hubId) {
    const refs = ownWaiting(hub).find(({ opId }) => opId === result.opId)?.refs ?? [];
    const isLeft = (row: RelayRow): boolean =>
      row.ownEpoch === epoch && row.ownSeq < seq && isShared(row.refs, refs);
    return relays.some(isLeft) ? 'a relayed op' : null;
  }
  const row = relaysOf(hub).find(({ opId }) => opId === result.opId);
  if (sender !== hubId || row === undefined) return null;
  if (relays.some(({ place, refs }) => place < row.place && isShared(refs, row.refs)))
    return 'another relayed op';
  const own = ownWaiting(hub).some(
    (op) =>
      op.epoch === row.ownEpoch &&
      op.seq <= row.ownSeq &&
      !results.has(op.opId) &&
      isShared(op.refs, row.refs),
  );
  return own ? 'an op of the hub' : null;
};
