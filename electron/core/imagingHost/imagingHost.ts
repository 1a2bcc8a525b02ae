import { setTimeout as wait } from 'node:timers/promises';
import {
  DEFAULT_LIMITS,
  type Imaging,
  type ImagingJob,
  type ImagingLimits,
  type ImagingOptions,
} from '../ports/imaging.ts';
import { type Death, type ImagingChild, type OuterLimits, superviseChild } from './imagingChild.ts';
import { createJobQueue, type JobOutcome, type Ticket } from './jobQueue.ts';
import { type ImagingCommand, launch, networkCut } from './launch.ts';

/** For the log: closed words and numbers only. */
export type ImagingEvent =
  | { readonly kind: 'started'; readonly pid: number; readonly networkCut: boolean }
  | {
      readonly kind: 'died';
      readonly over: ImagingJob['kind'];
      readonly death: Death;
      readonly again: boolean;
    }
  | { readonly kind: 'out-of-service' };

export type ImagingHostOptions = {
  readonly command: ImagingCommand;
  readonly processes?: number;
  readonly limits?: ImagingLimits;
  readonly outer?: OuterLimits;
  readonly onEvent?: (event: ImagingEvent) => void;
};

export const DEFAULT_OUTER: OuterLimits = {
  readMs: 120_000,
  decodeMs: 20_000,
  residentBytes: 1.5 * 1024 ** 3,
};

/** Starts in a row, each after its pause; then waiting jobs are refused until the next one is asked for. */
const BACK_OFF_MS = [0, 200, 400, 800, 1600] as const;
/** While the terminal starts, its windows need the machine more than decoders that nothing waits for yet. */
const WARM_UP_AFTER_MS = 2_000;
/** A file may end two processes: the first may have been another's fault. */
const MAX_DEATHS = 2;

/**
 * Starts and watches the imaging processes and implements core's Imaging port. A process that dies, hangs or grows too
 * large costs its own file only: it is tried once more, then it is `damaged`.
 */
export function createImagingHost(options: ImagingHostOptions): Imaging {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const pool = createPool(options);
  return {
    close: pool.close,
    probe: async (source, how) => {
      const answer = await pool.run({ kind: 'probe', source, limits }, how);
      return answer.ok ? { ok: true, facts: present(answer.facts) } : answer;
    },
    thumbnail: async (source, thumbnail, how) => {
      const answer = await pool.run({ kind: 'thumbnail', source, limits, thumbnail }, how);
      return answer.ok ? { ok: true, picture: present(answer.picture) } : answer;
    },
    look: async (source, thumbnail, how) => {
      const answer = await pool.run({ kind: 'look', source, limits, thumbnail }, how);
      if (!answer.ok) return answer;
      return { ok: true, facts: present(answer.facts), picture: present(answer.picture) };
    },
    likeness: async (source, how) => {
      const answer = await pool.run({ kind: 'likeness', source, limits }, how);
      return answer.ok ? { ok: true, likeness: present(answer.likeness) } : answer;
    },
    sheet: async (sheet, how) => {
      const answer = await pool.run({ kind: 'sheet', sheet }, how);
      return answer.ok ? { ok: true, picture: present(answer.picture) } : answer;
    },
    print: async (source, print, how) => {
      const answer = await pool.run({ kind: 'print', source, limits, print }, how);
      return answer.ok ? { ok: true, picture: present(answer.picture) } : answer;
    },
  };
}

/** The pool lets only answers through that hold what their job asked for. */
function present<Part>(part: Part | null): Part {
  if (part === null) throw new TypeError('imaging-answer');
  return part;
}

const cancelled = { ok: false, reason: 'cancelled', format: null } as const;
const outOfService = { ok: false, reason: 'out_of_service', format: null } as const;
const damaged = { ok: false, reason: 'damaged', format: null } as const;
const unreadable = { ok: false, reason: 'unreadable_media', format: null } as const;

function createPool(options: ImagingHostOptions) {
  const queue = createJobQueue();
  const emit = options.onEvent ?? (() => undefined);
  let cut: Promise<readonly string[]> | null = null;
  const processes = options.processes ?? 2;
  const slots = Array.from({ length: processes }, () => createSlot());
  let closed = false;

  function createSlot() {
    let child: ImagingChild | null = null;
    let starting: Promise<ImagingChild | null> | null = null;

    const launchUntilReady = async (): Promise<ImagingChild | null> => {
      cut ??= networkCut();
      const words = await cut;
      for (const pause of BACK_OFF_MS) {
        await wait(pause);
        if (closed) return null;
        const next = superviseChild(launch(options.command, words), options.outer ?? DEFAULT_OUTER);
        child = next;
        if (await next.ready) {
          emit({ kind: 'started', pid: next.pid, networkCut: words.length > 0 });
          return next;
        }
      }
      return null;
    };
    const start = (): Promise<ImagingChild | null> => {
      if (child?.alive() && starting === null) return Promise.resolve(child);
      starting ??= launchUntilReady().finally(() => {
        starting = null;
      });
      return starting;
    };

    const serve = async (ticket: Ticket): Promise<void> => {
      const process = await start();
      if (process !== null) return runTicket(process, ticket);
      emit({ kind: 'out-of-service' });
      for (const waiting of [ticket, ...queue.takeAll()]) waiting.settle(closed ? cancelled : outOfService);
    };

    const end = async (): Promise<void> => {
      await starting;
      await child?.end();
    };
    return {
      start,
      end,
      work: createLane(queue.take, serve),
      // The next job lies with the process before it has answered: a preview does not wait for core's turn.
      workAhead: createLane(() => queue.takeAhead(processes), serve),
    };
  }

  async function runTicket(child: ImagingChild, ticket: Ticket): Promise<void> {
    const outcome = await child.run(ticket.job);
    if (!('death' in outcome)) return ticket.settle(outcome);
    if (closed) return ticket.settle(cancelled);
    const { death } = outcome;
    if (death === 'unbegun') return addAgain(ticket);
    ticket.deaths += 1;
    const again = ticket.deaths < MAX_DEATHS && death !== 'read-time';
    emit({ kind: 'died', over: ticket.job.kind, death, again });
    if (again) addAgain(ticket);
    else ticket.settle(death === 'read-time' ? unreadable : damaged);
  }

  const wake = () => {
    for (const slot of slots) void slot.work();
    for (const slot of slots) void slot.workAhead();
  };
  const addAgain = (ticket: Ticket): void => {
    queue.add(ticket);
    wake();
  };
  const warmUp = setTimeout(() => {
    for (const slot of slots) void slot.start();
  }, WARM_UP_AFTER_MS).unref();

  return {
    run: (job: ImagingJob, { priority, signal }: ImagingOptions): Promise<JobOutcome> =>
      new Promise((resolve) => {
        const ticket: Ticket = { job, priority, settle: resolve, deaths: 0 };
        if (closed || signal?.aborted) return resolve(cancelled);
        signal?.addEventListener(
          'abort',
          () => {
            queue.drop(ticket);
            resolve(cancelled);
          },
          { once: true },
        );
        queue.add(ticket);
        wake();
      }),
    close: async (): Promise<void> => {
      closed = true;
      clearTimeout(warmUp);
      for (const ticket of queue.takeAll()) ticket.settle(cancelled);
      await Promise.all(slots.map((slot) => slot.end()));
    },
  };
}

/** Serves one ticket after the other until `take` has none. */
function createLane(take: () => Ticket | undefined, serve: (ticket: Ticket) => Promise<void>) {
  let busy = false;
  return async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let ticket = take(); ticket !== undefined; ticket = take()) await serve(ticket);
    busy = false;
  };
}
