import {
  CLARIFY_REMINDER_MS,
  CLOSE_AFTER_MS,
  escalationStep,
  isOpen,
  isSettled,
  PURGE_CONTACT_MS,
  RETRY_MS,
} from '../../../../../shared/privacy/requestStates.ts';
import { addPeriod, daysBetween, shopDayOf } from '../../../../../shared/domain/time.ts';
import type { RequestRecord } from '../store/requests.store.ts';

/** The part of a request that time moves. */
export type Watched = Pick<
  RequestRecord,
  | 'state'
  | 'receivedAt'
  | 'dueAt'
  | 'extendedUntil'
  | 'escalation'
  | 'overdueAt'
  | 'clarifySince'
  | 'remindedAt'
  | 'coolingUntil'
  | 'triedAt'
  | 'orderedAt'
  | 'provenAt'
  | 'matchedAt'
  | 'settledAt'
  | 'closedAt'
  | 'contactEnc'
>;

export type Notice =
  | 'escalate'
  | 'overdue'
  | 'remind'
  | 'match'
  | 'coolingOver'
  | 'execute'
  | 'retry'
  | 'close'
  | 'purge';

/** The date that counts. */
export const deadlineOf = ({ dueAt, extendedUntil }: Pick<Watched, 'dueAt' | 'extendedUntil'>): number =>
  extendedUntil ?? dueAt;

/** Days 20, 25 and 28 count from receipt, after an extension from two months later. */
export const escalationOf = (
  { receivedAt, extendedUntil }: Pick<Watched, 'receivedAt' | 'extendedUntil'>,
  now: number,
): number => {
  const received = shopDayOf(receivedAt);
  return escalationStep(
    daysBetween(extendedUntil === null ? received : addPeriod(received, 2, 'months'), shopDayOf(now)),
  );
};

const reached = (at: number | null, after: number, now: number): boolean => at !== null && now >= at + after;

/** What is due at an instant, in the order it is to be done. `now` is the highest time this terminal ever knew. */
export const dueNotices = (r: Watched, now: number): readonly Notice[] => {
  const open = isOpen(r.state);
  const due: readonly (readonly [Notice, boolean])[] = [
    ['escalate', open && escalationOf(r, now) > r.escalation],
    ['overdue', open && r.overdueAt === null && now > deadlineOf(r)],
    ['match', r.matchedAt === null && open],
    [
      'remind',
      r.state === 'clarify' && r.remindedAt === null && reached(r.clarifySince, CLARIFY_REMINDER_MS, now),
    ],
    ['coolingOver', r.state === 'cooling' && reached(r.coolingUntil, 0, now)],
    ['execute', r.state === 'executing' && r.orderedAt === null && r.provenAt === null],
    ['retry', r.state === 'failed_retrying' && r.orderedAt === null && reached(r.triedAt, RETRY_MS, now)],
    ['close', isSettled(r.state) && reached(r.settledAt, CLOSE_AFTER_MS, now)],
    ['purge', r.contactEnc !== null && reached(r.closedAt, PURGE_CONTACT_MS, now)],
  ];
  return due.filter(([, is]) => is).map(([notice]) => notice);
};
