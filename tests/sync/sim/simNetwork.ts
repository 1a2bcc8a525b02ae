import { NETWORK, type Reply } from '../../../electron/core/features/sync/transport/reply.ts';
import type { SyncTransport } from '../../../electron/core/features/sync/transport/calls.ts';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import type { SimCentral } from './simCentral.ts';
import type { VirtualTime } from './virtualTime.ts';

/** Chances from 0 to 1 of what the line does to one call. */
export interface LineFaults {
  /** The connection breaks before the request is through. */
  readonly lost: number;
  /** Central does the work, and its answer is lost. */
  readonly unanswered: number;
  /** The request arrives twice, the second time up to a minute later. */
  readonly twice: number;
  /** The call is swallowed and ends with its time: a half-open connection. */
  readonly swallowed: number;
  /** Most ms of one way. */
  readonly latency: number;
}

export interface NetworkStats {
  calls: number;
  lost: number;
  unanswered: number;
  twice: number;
  swallowed: number;
  cut: number;
}

export interface SimNetwork {
  faults: LineFaults;
  /** Terminals that are cut off now. */
  readonly cut: Set<number>;
  readonly stats: NetworkStats;
  /** When the last call that was swallowed will have ended. */
  readonly stuckUntil: () => number;
  readonly connect: (terminal: number, terminalId: string, isAlive: () => boolean) => SyncTransport;
}

const CALL_MS = 30_000;
const BULK_MS = 120_000;
const LATE_MS = 60_000;

/** What crosses a line is text. */
const copied = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

const refusalOf = (error: unknown): Reply<never> => {
  if (!(error instanceof SyncFault)) throw error;
  const { status, code, details } = error;
  return { kind: 'refused', status, code, expected: details.expected ?? null, retryAfterMs: null };
};

interface Needs {
  readonly time: VirtualTime;
  readonly random: () => number;
  readonly central: () => SimCentral;
  /** What central threw that is no answer: it ends the run. */
  readonly onBroken: (error: unknown) => void;
}

/** A line between terminals and central that loses, repeats, delays and reorders. */
export const createSimNetwork = ({ time, random, central, onBroken }: Needs): SimNetwork => {
  const stats: NetworkStats = { calls: 0, lost: 0, unanswered: 0, twice: 0, swallowed: 0, cut: 0 };
  const cut = new Set<number>();
  let stuckUntil = 0;
  const network: SimNetwork = {
    faults: { lost: 0, unanswered: 0, twice: 0, swallowed: 0, latency: 20 },
    cut,
    stats,
    stuckUntil: () => stuckUntil,
    connect: (terminal, terminalId, isAlive) => {
      const wayMs = (): number => 1 + Math.floor(random() * network.faults.latency);
      const happens = (chance: number): boolean => random() < chance;

      const call = <T>(
        work: (at: SimCentral) => Promise<T> | T,
        timeoutMs: number,
        signal?: AbortSignal,
      ): Promise<Reply<T>> =>
        new Promise((resolve) => {
          let open = true;
          const settle = (reply: Reply<T>): void => {
            if (!open) return;
            open = false;
            cancel();
            // A terminal that was killed hears nothing any more.
            if (isAlive()) resolve(reply);
          };
          const cancel = time.after(timeoutMs, () => settle(NETWORK));
          if (signal?.aborted) return settle(NETWORK);
          signal?.addEventListener('abort', () => settle(NETWORK));
          stats.calls += 1;
          const broken = (): void => void time.after(wayMs(), () => settle(NETWORK));
          const arrive = async (isAnswered: boolean): Promise<void> => {
            const at = central();
            if (!at.isAlive()) return broken();
            const answer = Promise.resolve()
              .then(() => work(at))
              .then((value): Reply<T> => ({ kind: 'ok', value: copied(value) }))
              .catch(refusalOf);
            const reply = await Promise.race([answer, at.killed]).catch((error: unknown) => {
              onBroken(error);
              return NETWORK;
            });
            // A process that was killed while it worked resets its connections.
            if (isAnswered) time.after(wayMs(), () => settle(reply ?? NETWORK));
          };
          const { faults } = network;
          if (cut.has(terminal)) {
            stats.cut += 1;
            return broken();
          }
          if (happens(faults.swallowed)) {
            stats.swallowed += 1;
            stuckUntil = Math.max(stuckUntil, time.now() + timeoutMs);
            return;
          }
          if (happens(faults.lost)) {
            stats.lost += 1;
            return broken();
          }
          const isAnswered = !happens(faults.unanswered);
          if (!isAnswered) {
            stats.unanswered += 1;
            time.after(2 * faults.latency, () => settle(NETWORK));
          }
          time.after(wayMs(), () => void arrive(isAnswered));
          if (happens(faults.twice)) {
            stats.twice += 1;
            time.after(random() * LATE_MS, () => void arrive(false));
          }
        });

      return {
        openEpoch: (_who, body) => call<void>((at) => at.epoch(copied(body)), CALL_MS),
        hello: (_who, body) => call((at) => at.hello(terminalId, copied(body)), CALL_MS),
        ledger: (_who, after) => call((at) => at.ledger(after), BULK_MS),
        returnLedger: () => {
          throw new Error('nobody loses the simulated ledger');
        },
        ops: (_who, body) => {
          const sent = copied(body);
          return call((at) => at.ops(terminalId, copied(sent)), BULK_MS) as ReturnType<SyncTransport['ops']>;
        },
        feed: (_who, { scope, cursor, waitS }, signal) =>
          call((at) => at.feed(terminalId, scope, cursor ?? '', waitS), BULK_MS, signal),
        snapshot: (_who, { scope }) => call((at) => at.snapshot(terminalId, scope), BULK_MS),
      };
    },
  };
  return network;
};
