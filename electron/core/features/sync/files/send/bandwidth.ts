/** A pause in ms that ends early, with the signal's reason, when it is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const BITS = 8;
/** What may go out at once after a rest, in ms of the limit. */
const BURST_MS = 200;

export interface BandwidthDeps {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly wait: Wait;
  /** Mbit/s; null: as fast as the line goes. */
  readonly limit: () => number | null;
}

/** Holds bytes back so that all uploads together keep to the limit. */
export const createBandwidth = ({ now, wait, limit }: BandwidthDeps) => {
  let freeAt = 0;
  return async (bytes: number, signal: AbortSignal): Promise<void> => {
    const mbit = limit();
    if (mbit === null) return;
    const at = now();
    const takes = (bytes * BITS) / (mbit * 1000);
    // A clock that was set back must not hold anything for longer than it takes.
    freeAt = Math.min(Math.max(freeAt, at - BURST_MS), at + 60_000) + takes;
    if (freeAt > at) await wait(freeAt - at, signal);
  };
};
