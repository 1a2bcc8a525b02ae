import type { ChildProcess } from 'node:child_process';
import { type ImagingJob, ImagingMessage, type ImagingResult } from '../ports/imaging.ts';
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

/** One imaging process, with at most one job in work. */
export type ImagingChild = {
  readonly pid: number;
  /** True when the process can take jobs, false when it ends first. */
  readonly ready: Promise<boolean>;
  /** Resolves with the result, or with the death of the process over this job. */
  readonly run: (job: ImagingJob) => Promise<ImagingResult | { readonly death: Death }>;
  readonly alive: () => boolean;
  readonly end: () => Promise<void>;
};

const MEMORY_CHECK_MS = 100;

/** Watches a started process. */
export function superviseChild(child: ChildProcess, limits: OuterLimits): ImagingChild {
  let nextId = 0;
  let work: Work | null = null;
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
      else if (!message || !work?.hear(message)) kill('untrue');
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
    run: async (job) => {
      const current = createWork(nextId, limits, kill, child.pid);
      nextId += 1;
      work = current;
      void gone.then(() => current.die(death));
      child.send({ id: current.id, job }, (error) => {
        if (error) kill('exit');
      });
      const outcome = await current.outcome;
      work = null;
      return outcome;
    },
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

type Work = {
  readonly id: number;
  readonly outcome: Promise<ImagingResult | { readonly death: Death }>;
  /** False for a message that does not belong here. */
  readonly hear: (message: ImagingMessage) => boolean;
  readonly die: (death: Death) => void;
};

function createWork(
  id: number,
  limits: OuterLimits,
  kill: (death: Death) => void,
  pid: number | undefined,
): Work {
  let settle: (outcome: ImagingResult | { readonly death: Death }) => void = () => undefined;
  const outcome = new Promise<ImagingResult | { readonly death: Death }>((resolve) => {
    settle = resolve;
  });
  let decoding = false;
  let clock = setTimeout(() => kill('read-time'), limits.readMs);
  const memory = setInterval(() => {
    if (pid !== undefined && (residentBytes(pid) ?? 0) > limits.residentBytes) kill('memory');
  }, MEMORY_CHECK_MS);
  const finish = (result: ImagingResult | { readonly death: Death }) => {
    clearTimeout(clock);
    clearInterval(memory);
    settle(result);
  };
  return {
    id,
    outcome,
    die: (death) => finish({ death }),
    hear: (message) => {
      if (message.type === 'ready' || message.id !== id) return false;
      if (message.type === 'done') {
        finish(message.result);
        return true;
      }
      // Once only: a captured decoder must not be able to buy time.
      if (decoding) return false;
      decoding = true;
      clearTimeout(clock);
      clock = setTimeout(() => kill('decode-time'), limits.decodeMs);
      return true;
    },
  };
}
