import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../../../../../../shared/sync/op.ts';

/** Whom and what an op is about. */
interface Named {
  readonly refs: readonly string[];
}

/** A change of the hub itself that waits. */
export interface OwnOp extends Named {
  readonly epoch: number;
  readonly seq: number;
}

/** An op of another terminal that waits here; it came behind the hub's own change `ownSeq`. */
export interface RelayedOp extends Named {
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly ownEpoch: number;
  readonly ownSeq: number;
  readonly bytes: number;
}

/** At most `MAX_BATCH_OPS` of each queue are looked at: behind so many there may be more. */
const isCut = (ops: readonly Named[]): boolean => ops.length >= MAX_BATCH_OPS;

/** Of an earlier epoch of the hub nothing waits under its number any more: what came then goes first. */
const isBefore = (own: OwnOp, relayed: RelayedOp): boolean =>
  own.epoch === relayed.ownEpoch && own.seq <= relayed.ownSeq;

const follows = (op: RelayedOp, before: RelayedOp): boolean =>
  op.epoch === before.epoch && op.seq === before.seq + 1;

/** What is left behind for now, by whom and what it is about. */
const createPassed = () => {
  const refs = new Set<string>();
  return {
    add: (op: Named): void => {
      for (const ref of op.refs) refs.add(ref);
    },
    isMetBy: (op: Named): boolean => op.refs.some((ref) => refs.has(ref)),
  };
};

/**
 * Which relayed ops may go in one request: those of the terminal that waits longest, without a gap and within the limits.
 * They pass what others and the hub itself did before, unless that is about the same person, order or thing: of those a
 * cause stays before its effect. Empty where a change of the hub goes first.
 */
export const relayRun = <R extends RelayedOp>(relays: readonly R[], own: readonly OwnOp[]): readonly R[] => {
  const passed = createPassed();
  const run: R[] = [];
  let [ahead, bytes] = [0, 0];
  for (const op of relays) {
    for (let next = own[ahead]; next && isBefore(next, op); next = own[ahead]) {
      passed.add(next);
      ahead += 1;
    }
    if (isCut(own) && ahead === own.length) break;
    const last = run.at(-1);
    if (last !== undefined && op.terminalId !== last.terminalId) {
      passed.add(op);
      continue;
    }
    bytes += op.bytes;
    const fits = last === undefined || (follows(op, last) && bytes <= MAX_BATCH_BYTES);
    if (!fits || passed.isMetBy(op)) break;
    run.push(op);
  }
  return run;
};

/** The last own change that may go: none passes a relayed op before it that is about the same person, order or thing. */
export const ownUpTo = (relays: readonly RelayedOp[], own: readonly OwnOp[]): number => {
  const passed = createPassed();
  let ahead = 0;
  for (const op of own) {
    for (let next = relays[ahead]; next && !isBefore(op, next); next = relays[ahead]) {
      passed.add(next);
      ahead += 1;
    }
    if ((isCut(relays) && ahead === relays.length) || passed.isMetBy(op)) return op.seq - 1;
  }
  return Number.MAX_SAFE_INTEGER;
};
