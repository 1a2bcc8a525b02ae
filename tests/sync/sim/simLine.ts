import { NETWORK, type Reply } from '../../../electron/core/features/sync/transport/reply.ts';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import type { VirtualTime } from './virtualTime.ts';

/** Chances from 0 to 1 of what the line does to one call. */
export interface LineFaults {
  /** The connection breaks before the request is through. */
  readonly lost: number;
  /** The work is done, and its answer is lost. */
  readonly unanswered: number;
  /** The request arrives twice, the second time up to a minute later. */
  readonly twice: number;
  /** The call is swallowed and ends with its time: a half-open connection. */
  readonly swallowed: number;
  /** Most ms of one way. */
  readonly latency: number;
}

export interface LineStats {
  calls: number;
  lost: number;
  unanswered: number;
  twice: number;
  swallowed: number;
  cut: number;
}

/** Whoever answers, until it is killed. */
export interface FarEnd {
  readonly isAlive: () => boolean;
  /** Resolves when it is killed. */
  readonly killed: Promise<null>;
}

/** Asks the far end for something; ends with its time, or when the signal says so. */
export type LineCall<F> = <T>(
  work: (at: F) => Promise<T> | T,
  timeoutMs: number,
  signal?: AbortSignal,
) => Promise<Reply<T>>;

export interface SimLine<F> {
  faults: LineFaults;
  /** Terminals that are cut off now. */
  readonly cut: Set<number>;
  readonly stats: LineStats;
  /** When the last call that was swallowed will have ended. */
  readonly stuckUntil: () => number;
  readonly connect: (terminal: number, isAlive: () => boolean) => LineCall<F>;
}

const LATE_MS = 60_000;

/** What crosses a line is text. */
export const copied = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);

const refusalOf = (error: unknown): Reply<never> => {
  if (!(error instanceof SyncFault)) throw error;
  const { status, code, details } = error;
  return { kind: 'refused', status, code, expected: details.expected ?? null, retryAfterMs: null };
};

interface Needs<F> {
  readonly time: VirtualTime;
  readonly random: () => number;
  /** Null while nobody is there. */
  readonly far: () => F | null;
  /** What the far end threw that is no answer: it ends the run. */
  readonly onBroken: (error: unknown) => void;
}

export const NO_FAULTS: LineFaults = { lost: 0, unanswered: 0, twice: 0, swallowed: 0, latency: 20 };

/** A line from terminals to a far end that loses, repeats, delays and reorders. */
export const createSimLine = <F extends FarEnd>({ time, random, far, onBroken }: Needs<F>): SimLine<F> => {
  const stats: LineStats = { calls: 0, lost: 0, unanswered: 0, twice: 0, swallowed: 0, cut: 0 };
  const cut = new Set<number>();
  let stuckUntil = 0;
  const line: SimLine<F> = {
    faults: NO_FAULTS,
    cut,
    stats,
    stuckUntil: () => stuckUntil,
    connect: (terminal, isAlive) => {
      const wayMs = (): number => 1 + Math.floor(random() * line.faults.latency);
      const happens = (chance: number): boolean => random() < chance;
      return <T>(work: (at: F) => Promise<T> | T, timeoutMs: number, signal?: AbortSignal) =>
        new Promise<Reply<T>>((resolve) => {
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
            const at = far();
            if (at === null || !at.isAlive()) return broken();
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
          const { faults } = line;
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
    },
  };
  return line;
};
