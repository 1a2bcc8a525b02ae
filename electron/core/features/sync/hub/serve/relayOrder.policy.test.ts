import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../../../../../../shared/sync/op.ts';
import { type OwnOp, ownUpTo, type RelayedOp, relayRun } from './relayOrder.policy.ts';

const HUB = 'hub';
const EPOCH = 3;

interface Came {
  readonly by: string;
  readonly refs: readonly string[];
  readonly bytes?: number;
}
interface Queues {
  readonly relays: readonly RelayedOp[];
  readonly own: readonly OwnOp[];
}

/** Both queues of a hub after ops came in that order. */
const queuesOf = (came: readonly Came[]): Queues => {
  const seqs = new Map<string, number>();
  const relays: RelayedOp[] = [];
  const own: OwnOp[] = [];
  for (const { by, refs, bytes = 500 } of came) {
    const seq = (seqs.get(by) ?? 0) + 1;
    seqs.set(by, seq);
    if (by === HUB) own.push({ epoch: EPOCH, seq, refs });
    else
      relays.push({
        terminalId: by,
        epoch: 1,
        seq,
        ownEpoch: EPOCH,
        ownSeq: seqs.get(HUB) ?? 0,
        refs,
        bytes,
      });
  }
  return { relays, own };
};

const keyOf = (by: string, seq: number): string => `${by} ${seq}`;

/** Sends all in turns as `push` does: what went in each request. */
const drain = ({ relays, own }: Queues): string[][] => {
  const requests: string[][] = [];
  let [left, mine] = [relays, own];
  for (let sent = true; sent; ) {
    const run = relayRun(left.slice(0, MAX_BATCH_OPS), mine.slice(0, MAX_BATCH_OPS));
    left = left.filter((op) => !run.includes(op));
    const upTo = ownUpTo(left.slice(0, MAX_BATCH_OPS), mine.slice(0, MAX_BATCH_OPS));
    const batch = mine.slice(0, MAX_BATCH_OPS).filter(({ seq }) => seq <= upTo);
    mine = mine.slice(batch.length);
    for (const one of [
      run.map(({ terminalId, seq }) => keyOf(terminalId, seq)),
      batch.map(({ seq }) => keyOf(HUB, seq)),
    ])
      if (one.length > 0) requests.push(one);
    sent = run.length + batch.length > 0;
  }
  return requests;
};

const keysOf = (came: readonly Came[]): string[] => {
  const seqs = new Map<string, number>();
  return came.map(({ by }) => {
    const seq = (seqs.get(by) ?? 0) + 1;
    seqs.set(by, seq);
    return keyOf(by, seq);
  });
};

const few = fc.array(
  fc.record({
    by: fc.constantFrom(HUB, 'a', 'b', 'c'),
    refs: fc.subarray(['order 1', 'order 2', 'order 3', 'person 1', 'person 2'], {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { maxLength: 60 },
);
/** So many that neither queue is seen to its end. */
const many = fc
  .array(
    fc.record({
      by: fc.constantFrom(HUB, HUB, 'a', 'b'),
      refs: fc.nat(400).map((order) => [`order ${order}`]),
      times: fc.integer({ min: 1, max: 90 }),
    }),
    { minLength: 8, maxLength: 24 },
  )
  .map((stretches) =>
    stretches.flatMap(({ by, refs, times }) => Array.from({ length: times }, () => ({ by, refs }))),
  );

describe('what a hub brings to central', () => {
  it('[F16, I1, I9] goes to its end, each op once and each terminal’s in its order', () => {
    fc.assert(
      fc.property(fc.oneof(few, many), (came) => {
        const sent = drain(queuesOf(came)).flat();
        const keys = keysOf(came);
        expect([...sent].sort()).toEqual([...keys].sort());
        for (const by of [HUB, 'a', 'b', 'c']) {
          const of = (all: readonly string[]) => all.filter((key) => key.startsWith(`${by} `));
          expect(of(sent)).toEqual(of(keys));
        }
      }),
    );
  });

  it('[F16, I3] keeps what is about the same person, order or thing in the order in which it came', () => {
    fc.assert(
      fc.property(fc.oneof(few, many), (came) => {
        const keys = keysOf(came);
        const byKey = new Map(keys.map((key, at) => [key, came[at]?.refs ?? []]));
        const sent = drain(queuesOf(came)).flat();
        for (const ref of new Set(came.flatMap(({ refs }) => refs))) {
          const about = (all: readonly string[]) => all.filter((key) => byKey.get(key)?.includes(ref));
          expect(about(sent)).toEqual(about(keys));
        }
      }),
    );
  });

  it.each([
    ['own', [HUB], 'a'],
    ['others’', ['a', 'b'], HUB],
  ])('[F16, I3] keeps that order where more %s ops wait than are looked at', (_whose, before, last) => {
    const filler = Array.from({ length: 2.5 * MAX_BATCH_OPS }, (_, at) => ({
      by: before[at % before.length] ?? HUB,
      refs: [`order ${at}`],
    }));
    const [cause, effect] = [before[0] === HUB ? HUB : 'c', last];
    const sent = drain(
      queuesOf([...filler, { by: cause, refs: ['order'] }, { by: effect, refs: ['order'] }]),
    ).flat();
    const lastOf = (by: string): number => sent.findLastIndex((key) => key.startsWith(`${by} `));
    expect(sent).toHaveLength(filler.length + 2);
    expect(lastOf(effect)).toBeGreaterThan(lastOf(cause));
  });

  it('[F16, I9] takes a request for each terminal, not for each op, where all work in turns', () => {
    const came = Array.from({ length: 150 }, (_, at) => ({
      by: [HUB, 'a', 'b'][at % 3] ?? HUB,
      refs: [`order ${at}`],
    }));
    expect(drain(queuesOf(came)).map((request) => request.length)).toEqual([50, 50, 50]);
  });

  it('[F16] ends a request at the bytes that it may have', () => {
    const half = MAX_BATCH_BYTES / 2;
    const came = [half, half, 1].map((bytes, at) => ({ by: 'a', refs: [`order ${at}`], bytes }));
    expect(drain(queuesOf(came)).map((request) => request.length)).toEqual([2, 1]);
  });

  it('[F16, I3] brings first what came in an earlier epoch of the hub', () => {
    const { relays, own } = queuesOf([
      { by: HUB, refs: ['order 1'] },
      { by: 'a', refs: ['order 1'] },
    ]);
    const before = relays.map((op) => ({ ...op, ownEpoch: EPOCH - 1 }));
    expect(relayRun(before, own)).toEqual(before);
    expect(ownUpTo(before, own)).toBe(0);
  });
});
