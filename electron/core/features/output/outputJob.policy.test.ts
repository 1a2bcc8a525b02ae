import { describe, expect, it } from 'vitest';
import type { CompletionMode } from '../../../../shared/domain/labs.ts';
import { decideJob, isJobStale, type JobEvent, type JobState } from './outputJob.policy.ts';

const handed = (state: JobState) => ({ state, handedOverAt: 1_000 });
const fresh = (state: JobState) => ({ state, handedOverAt: null });

function run(events: readonly JobEvent[], mode: CompletionMode = 'manual'): JobState | 'refused' {
  let state: JobState = 'waiting';
  let handedOverAt: number | null = null;
  for (const event of events) {
    const decision = decideJob({ state, handedOverAt }, event, mode);
    if (decision.kind === 'refuse') return 'refused';
    state = decision.state;
    if (event === 'hand_over') handedOverAt = 1_000;
  }
  return state;
}

describe('output job states', () => {
  it('[OUT-2] follows a job from waiting to printed and refuses every other step', () => {
    expect(run(['build', 'hand_over', 'accept', 'report_printed'])).toBe('printed');
    expect(run(['build', 'hand_over', 'age', 'accept', 'confirm_printed'])).toBe('printed');
    expect(run(['build', 'interrupt', 'build', 'hand_over'])).toBe('handed_over');
    expect(run(['hand_over'])).toBe('refused');
    expect(run(['build', 'hand_over', 'build'])).toBe('refused');
    expect(run(['build', 'hand_over', 'age', 'retry'])).toBe('refused');
    for (const final of ['printed', 'cancelled'] as const) {
      for (const event of ['build', 'hand_over', 'retry', 'cancel', 'reject'] as const) {
        expect(decideJob(handed(final), event, 'manual').kind).toBe('refuse');
      }
    }
  });

  it('[OUT-2] retries a job that never left, and never one the controller already had', () => {
    expect(decideJob(fresh('failed'), 'retry', 'manual')).toEqual({ kind: 'go', state: 'waiting' });
    expect(run(['build', 'hand_over', 'reject'])).toBe('failed');
    expect(run(['build', 'hand_over', 'reject', 'retry'])).toBe('refused');
  });

  it('[OUT-2] completes by the mode of the controller', () => {
    expect(run(['build', 'hand_over'], 'on_handover')).toBe('printed');
    expect(run(['build', 'hand_over'], 'on_accept')).toBe('handed_over');
    expect(run(['build', 'hand_over', 'accept'], 'on_accept')).toBe('printed');
    expect(run(['build', 'hand_over', 'accept'])).toBe('accepted');
  });

  it('[OUT-4] calls a job stale exactly at the limit, and only while nobody has accepted it', () => {
    expect(isJobStale(handed('handed_over'), 900_999, 900_000)).toBe(false);
    expect(isJobStale(handed('handed_over'), 901_000, 900_000)).toBe(true);
    expect(isJobStale(handed('accepted'), 901_000, 900_000)).toBe(false);
  });
});
