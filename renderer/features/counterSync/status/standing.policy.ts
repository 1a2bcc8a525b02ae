import type { SyncStatus } from '../../../../shared/contract/sync.ts';

/** What staff see of sync, one word each: the strip, the page and its sentence go by it. */
export const STANDINGS = [
  'notSetUp',
  'allSent',
  'waiting',
  'files',
  'offline',
  'attention',
  'stuck',
  'locked',
  'revoked',
] as const;
export type Standing = (typeof STANDINGS)[number];

type Facts = Pick<SyncStatus, 'state' | 'waiting' | 'deadLetters'>;

/** What needs a person comes before what only waits. `stuck`: no answer is to be decided, the line itself is refused. */
export function standingOf({ state, waiting, deadLetters }: Facts): Standing {
  switch (state) {
    case 'not_enrolled':
      return 'notSetUp';
    case 'attention':
      return deadLetters > 0 ? 'attention' : 'stuck';
    case 'revoked':
    case 'locked':
    case 'offline':
      return state;
    case 'idle':
    case 'sending':
      if (waiting.ops > 0) return 'waiting';
      return waiting.files > 0 ? 'files' : 'allSent';
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Tone = 'plain' | 'success' | 'warning' | 'danger';

/** Quiet while it mends itself; a change that waits for an hour is amber, for a day red (sync specification 4.5). */
export function toneOf(status: Facts, now: number): Tone {
  switch (standingOf(status)) {
    case 'allSent':
      return 'success';
    case 'attention':
    case 'stuck':
      return 'warning';
    case 'locked':
    case 'revoked':
      return 'danger';
    case 'notSetUp':
    case 'files':
      return 'plain';
    case 'waiting':
    case 'offline': {
      const age = status.waiting.oldestAt === null ? 0 : now - status.waiting.oldestAt;
      if (age >= DAY_MS) return 'danger';
      return age >= HOUR_MS ? 'warning' : 'plain';
    }
  }
}
