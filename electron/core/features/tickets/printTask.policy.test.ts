import { describe, expect, it } from 'vitest';
import {
  afterPrint,
  afterRestart,
  decideReprint,
  nextPrintStep,
  PRINT_RETRY_MS,
  PRINT_WAIT_MS,
} from './printTask.policy.ts';

const waiting = { state: 'waiting', requestedAt: 1_000, lastTriedAt: null } as const;

describe('print tasks', () => {
  it('[TIC-2] tries at once, then again while the order is fresh, and after 15 minutes only on request', () => {
    expect(nextPrintStep(waiting, 1_000)).toEqual({ kind: 'send' });
    const tried = { ...waiting, lastTriedAt: 2_000 };
    expect(nextPrintStep(tried, 2_001)).toEqual({ kind: 'wait', until: 2_000 + PRINT_RETRY_MS });
    expect(nextPrintStep(tried, 2_000 + PRINT_RETRY_MS)).toEqual({ kind: 'send' });
    expect(nextPrintStep(tried, 999 + PRINT_WAIT_MS)).toEqual({ kind: 'send' });
    expect(nextPrintStep(tried, 1_000 + PRINT_WAIT_MS)).toEqual({ kind: 'expire' });
    for (const state of ['sending', 'printed', 'unknown', 'expired', 'cancelled'] as const) {
      expect(nextPrintStep({ ...waiting, state }, 5_000)).toEqual({ kind: 'rest' });
    }
  });

  it('[TIC-3] prints nothing twice by itself, whatever broke off', () => {
    expect(afterPrint({ ok: true })).toBe('printed');
    expect(afterPrint({ ok: false, failure: 'unreachable' })).toBe('waiting');
    expect(afterPrint({ ok: false, failure: 'paper-out' })).toBe('waiting');
    expect(afterPrint({ ok: false, failure: 'write-failed' })).toBe('unknown');
    expect(afterRestart('sending')).toBe('unknown');
    expect(afterRestart('waiting')).toBe('waiting');
  });

  it('[TIC-3] numbers what may have been printed before, and only that', () => {
    expect(decideReprint('printed', 0)).toEqual({ kind: 'copy', n: 1 });
    expect(decideReprint('unknown', 2)).toEqual({ kind: 'copy', n: 3 });
    expect(decideReprint('expired', 0)).toEqual({ kind: 'resume' });
    expect(decideReprint('sending', 0).kind).toBe('refuse');
  });
});
