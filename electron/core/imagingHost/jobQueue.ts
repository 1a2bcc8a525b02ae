import type { ImagingJob, ImagingOptions, ImagingRefusal, ImagingResult } from '../ports/imaging.ts';

export type JobOutcome = ImagingResult | ImagingRefusal;

/** One asked-for job on its way. `settle` answers the caller, the first time only. */
export type Ticket = {
  readonly job: ImagingJob;
  readonly priority: ImagingOptions['priority'];
  readonly settle: (outcome: JobOutcome) => void;
  /** Processes that ended over it so far. */
  deaths: number;
};

/** Waiting jobs: all for the screen before all for the background, each in the order they came. */
export type JobQueue = {
  readonly add: (ticket: Ticket) => void;
  readonly take: () => Ticket | undefined;
  /** One to lie ready behind a job in work: only for the screen, and only while `others` more wait for whoever is free first. */
  readonly takeAhead: (others: number) => Ticket | undefined;
  readonly drop: (ticket: Ticket) => void;
  readonly takeAll: () => readonly Ticket[];
};

export function createJobQueue(): JobQueue {
  const waiting = { screen: new Set<Ticket>(), background: new Set<Ticket>() };
  const take = () => {
    const [first] = waiting.screen.size > 0 ? waiting.screen : waiting.background;
    if (first !== undefined) waiting[first.priority].delete(first);
    return first;
  };
  return {
    take,
    takeAhead: (others) => (waiting.screen.size > others ? take() : undefined),
    add: (ticket) => waiting[ticket.priority].add(ticket),
    drop: (ticket) => waiting[ticket.priority].delete(ticket),
    takeAll: () => {
      const all = [...waiting.screen, ...waiting.background];
      waiting.screen.clear();
      waiting.background.clear();
      return all;
    },
  };
}
