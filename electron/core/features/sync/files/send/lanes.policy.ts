/** How many uploads run at once, and what made it so. */
export interface Lanes {
  readonly limit: number;
  /** Bytes per ms of the best window so far. */
  readonly best: number;
}

const START = 2;
const MOST = 4;
/** A lane more must bring a tenth more, or it only takes turns with the others. */
const WORTH = 1.1;

/** How long one look at the throughput lasts, in ms. */
export const WINDOW_MS = 5000;

export const FIRST_LANES: Lanes = { limit: START, best: 0 };

/** One lane more while throughput grows with it (sync specification 6.2). */
export const afterWindow = ({ limit, best }: Lanes, bytes: number, ms: number): Lanes => {
  const rate = bytes / ms;
  return rate > best * WORTH
    ? { limit: Math.min(limit + 1, MOST), best: rate }
    : { limit: Math.max(START, limit), best };
};

/** Half as many when central asks for less. */
export const whenBusy = ({ limit }: Lanes): Lanes => ({ limit: Math.max(1, Math.floor(limit / 2)), best: 0 });
