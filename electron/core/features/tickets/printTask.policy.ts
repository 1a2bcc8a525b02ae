import type { PrintFailure } from '../../ports/printer.ts';

/** A print waits for its printer this long; after that only a person asks for it again (formats.md 12). */
export const PRINT_WAIT_MS = 15 * 60_000;
export const PRINT_RETRY_MS = 15_000;

/**
 * `sending` is stored before the first byte goes out: found again after a restart, nobody knows whether the
 * paper came, so it becomes `unknown` and is never sent by itself.
 */
export type PrintTaskState = 'waiting' | 'sending' | 'printed' | 'unknown' | 'expired' | 'cancelled';

export interface PrintTask {
  readonly state: PrintTaskState;
  /** When a person last asked for it, UTC ms. */
  readonly requestedAt: number;
  readonly lastTriedAt: number | null;
}

export type PrintTaskStep =
  | { readonly kind: 'send' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'expire' }
  | { readonly kind: 'rest' };

/** What the print loop does with a task now. Times that lie ahead were noted before the clock was set back. */
export function nextPrintStep(task: PrintTask, now: number): PrintTaskStep {
  if (task.state !== 'waiting') return { kind: 'rest' };
  if (now - task.requestedAt >= PRINT_WAIT_MS) return { kind: 'expire' };
  const { lastTriedAt } = task;
  if (lastTriedAt === null || now < lastTriedAt) return { kind: 'send' };
  const due = lastTriedAt + PRINT_RETRY_MS;
  return due <= now ? { kind: 'send' } : { kind: 'wait', until: due };
}

export type PrintOutcome = { readonly ok: true } | { readonly ok: false; readonly failure: PrintFailure };

/** The state after an attempt. A write that broke off may have reached the paper, so it does not wait again. */
export function afterPrint(outcome: PrintOutcome): PrintTaskState {
  if (outcome.ok) return 'printed';
  return outcome.failure === 'write-failed' ? 'unknown' : 'waiting';
}

/** What a restart makes of a task that was being sent. */
export function afterRestart(state: PrintTaskState): PrintTaskState {
  return state === 'sending' ? 'unknown' : state;
}

export type ReprintDecision =
  | { readonly kind: 'resume' }
  | { readonly kind: 'copy'; readonly n: number }
  | { readonly kind: 'refuse'; readonly code: 'PRINT_RUNNING' };

/**
 * A person asks again: paper that surely never came is the same print once more; whatever may have come is a copy
 * with the next number (TIC-3).
 */
export function decideReprint(state: PrintTaskState, copiesSoFar: number): ReprintDecision {
  switch (state) {
    case 'waiting':
    case 'expired':
    case 'cancelled':
      return { kind: 'resume' };
    case 'sending':
      return { kind: 'refuse', code: 'PRINT_RUNNING' };
    case 'printed':
    case 'unknown':
      return { kind: 'copy', n: copiesSoFar + 1 };
  }
}
