import type { ChildProcess } from 'node:child_process';
import { type ImagingJob, ImagingMessage, type ImagingResult } from '../ports/imaging.ts';
import { isAnswerTo } from './answers.ts';
import { residentBytes } from './memory.ts';

/** Milliseconds and bytes for one job; beyond them its process is ended. */
export type OuterLimits = {
  /** Until all bytes have come from the medium. */
  readonly readMs: number;
  readonly decodeMs: number;
  readonly residentBytes: number;
};

/** Why a process ended. `untrue`: it said what no schema allows, or answered what was not asked. */
export type Death = 'exit' | 'read-time' | 'decode-time' | 'memory' | 'untrue';

/** What came of a job: its result, the death of the process over it, or `unbegun` where the process died over the one before. */
type Outcome = ImagingResult | { readonly death: Death | 'unbegun' };

/** One imaging process, with at most one job in work. A further one may lie ready, so that it need not wait for core. */
export type ImagingChild = {
  readonly pid: number;
  /** True when the process can take jobs, false when it ends first. */
  readonly ready: Promise<boolean>;
  readonly run: (job: ImagingJob) => Promise<Outcome>;
  readonly alive: () => boolean;
  readonly end: () => Promise<void>;
};

const MEMORY_CHECK_MS = 100;

/** Watches a started process. */
export function superviseChild(child: ChildProcess, limits: OuterLimits): ImagingChild {
  let nextId = 0;
  const works = createWorks();
  let death: Death = 'exit';
  const gone = endOf(child);
  const kill = (reason: Death) => {
    death = reason;
    child.kill('SIGKILL');
  };
  const ready = new Promise<boolean>((resolve) => {
    child.on('message', (raw: unknown) => {
      const message = ImagingMessage.safeParse(raw).data;
      if (message?.type === 'ready') resolve(true);
      else if (!message || !works.hear(message)) kill('untrue');
    });
    void gone.then(() => resolve(false));
  });

  return {
    pid: child.pid ?? 0,
    ready,
    alive: () => child.exitCode === null && child.signalCode === null && child.connected,
    end: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    run: (job) => {
      const work = createWork({ id: nextId, job }, limits, kill, child.pid);
      nextId += 1;
      works.add(work);
      void gone.then(() => work.die(death));
      child.send({ id: work.id, job }, (error) => {
        if (error) kill('exit');
      });
      return work.outcome;
    },
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/** The first is in work; the next one's limits count from when that has ended. */
function createWorks() {
  const works: Work[] = [];
  return {
    add: (work: Work): void => {
      if (works.push(work) === 1) work.begin();
    },
    hear: (message: ImagingMessage): boolean => {
      if (!works[0]?.hear(message)) return false;
      if (message.type === 'done') {
        works.shift();
        works[0]?.begin();
      }
      return true;
    },
  };
}

type Work = {
  readonly id: number;
  readonly outcome: Promise<Outcome>;
  /** From now on its limits count. */
  readonly begin: () => void;
  /** False for a message that does not belong here. */
  readonly hear: (message: ImagingMessage) => boolean;
  readonly die: (death: Death) => void;
};

function createWork(
  { id, job }: { readonly id: number; readonly job: ImagingJob },
  limits: OuterLimits,
  kill: (death: Death) => void,
  pid: number | undefined,
): Work {
  const { promise: outcome, resolve: settle } = Promise.withResolvers<Outcome>();
  let stage: 'unbegun' | 'reading' | 'decoding' = 'unbegun';
  let clock: NodeJS.Timeout | undefined;
  let memory: NodeJS.Timeout | undefined;
  const finish = (result: Outcome): void => {
    clearTimeout(clock);
    clearInterval(memory);
    settle(result);
  };
  return {
    id,
    outcome,
    begin: () => {
      stage = 'reading';
      clock = setTimeout(() => kill('read-time'), limits.readMs);
      memory = setInterval(() => {
        if (pid !== undefined && (residentBytes(pid) ?? 0) > limits.residentBytes) kill('memory');
      }, MEMORY_CHECK_MS);
    },
    die: (death) => finish({ death: stage === 'unbegun' ? stage : death }),
    hear: (message) => {
      if (message.type === 'ready' || message.id !== id) return false;
      if (message.type === 'done') {
        if (!isAnswerTo(job, message.result)) return false;
        finish(message.result);
        return true;
      }
      // Once only: a captured decoder must not be able to buy time.
      if (stage === 'decoding') return false;
      stage = 'decoding';
      clearTimeout(clock);
      clock = setTimeout(() => kill('decode-time'), limits.decodeMs);
      return true;
    },
  };
}
