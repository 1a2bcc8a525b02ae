import type { Settings } from '../../../../shared/contract/settings.ts';

export interface IdleFacts {
  readonly quietMs: number;
  /** Copying, or a phone's sending, counts as somebody being there. */
  readonly isCopying: boolean;
  readonly moreTime: boolean;
  /** Null while no warning stands. */
  readonly secondsLeft: number | null;
}

export type IdleNext =
  | { readonly do: 'nothing' }
  | { readonly do: 'warn'; readonly seconds: number }
  | { readonly do: 'count'; readonly seconds: number }
  | { readonly do: 'end' };

const SECOND_MS = 1000;

/** What one second of quiet leads to. It never ends a visit that was not warned (KIO-2). */
export function nextIdle(facts: IdleFacts, times: Settings['kiosk']): IdleNext {
  if (facts.secondsLeft !== null) {
    const seconds = facts.secondsLeft - 1;
    return seconds <= 0 ? { do: 'end' } : { do: 'count', seconds };
  }
  const limit = facts.moreTime ? Math.max(times.moreTimeMs, times.idleWarningMs) : times.idleWarningMs;
  if (facts.isCopying || facts.quietMs < limit) return { do: 'nothing' };
  return { do: 'warn', seconds: Math.round(times.idleAnswerMs / SECOND_MS) };
}
