import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { RequestRow } from '../../../../../shared/contract/requests.ts';
import { daysBetween, shopDayOf } from '../../../../../shared/domain/time.ts';
import { addWorkingDays, dueAfter } from '../../../../../shared/privacy/legalCalendar.ts';
import { isOpen, REVIEW_WITHIN_WORKING_DAYS } from '../../../../../shared/privacy/requestStates.ts';
import type { QueryContext } from '../../../call/context.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { knownTime } from '../run/tick.ts';
import { deadlineOf, escalationOf } from '../run/watch.policy.ts';
import { countOf, queueOf, type RequestRecord } from '../store/requests.store.ts';

/** One request as the queue shows it at an instant: what is late is seen to be late even before the next round. */
export const rowOf = (deps: Pick<RequestsDeps, 'calendar'>, r: RequestRecord, now: number): RequestRow => {
  const dueAt = deadlineOf(r);
  const open = isOpen(r.state);
  return {
    privacyRequestId: r.requestId,
    number: r.number,
    type: r.type,
    state: r.state,
    channel: r.channel,
    receivedAt: r.receivedAt,
    dueAt,
    daysLeft: daysBetween(shopDayOf(now), shopDayOf(dueAt)),
    extended: r.extendedUntil !== null,
    overdue: r.overdueAt !== null || (open && now > dueAt),
    escalation: open ? Math.max(r.escalation, escalationOf(r, now)) : r.escalation,
    reviewBy: addWorkingDays(shopDayOf(r.receivedAt), REVIEW_WITHIN_WORKING_DAYS, deps.calendar),
    pendingOffline: r.pendingOffline,
    failure: r.failure,
  };
};

const SETTLED = sql`state IN ('refused', 'completed', 'duplicate', 'cancelled', 'closed')`;

const whichOf = ({ show, types }: CallInput<'requests:list'>, now: number): Sql => {
  const ofType =
    types.length === 0 ? sql`1` : sql`type IN (SELECT value FROM json_each(${JSON.stringify(types)}))`;
  switch (show) {
    case 'open':
      return sql`NOT ${SETTLED} AND ${ofType}`;
    case 'overdue':
      return sql`NOT ${SETTLED} AND coalesce(extended_until, due_at) < ${now} AND ${ofType}`;
    case 'settled':
      return sql`${SETTLED} AND ${ofType}`;
    case 'all':
      return ofType;
  }
};

/** The queue by due date. */
export const listRequests = (
  deps: Pick<RequestsDeps, 'calendar'>,
  q: QueryContext,
  input: CallInput<'requests:list'>,
): CallOutput<'requests:list'> => {
  const now = knownTime(q);
  const which = whichOf(input, now);
  const found = queueOf(q.db, which, input.limit);
  const missing = found.map((r) => dueAfter(r.receivedAt, r.extendedUntil === null ? 1 : 3, deps.calendar));
  const years = missing.flatMap(({ missingYear }) => (missingYear === null ? [] : [missingYear]));
  return {
    total: countOf(q.db, which),
    rows: found.map((r) => rowOf(deps, r, now)),
    calendarMissing: [...new Set(years)].toSorted((a, b) => a - b).slice(0, 5),
  };
};

const MOST_OWN = 100;

/** What the caller took in and is not closed yet, and what anybody may hand over; the earliest due first. */
export const listOwn = (
  deps: Pick<RequestsDeps, 'calendar' | 'ports'>,
  q: QueryContext,
): CallOutput<'requests:mine'> => {
  const now = knownTime(q);
  const handedOver = JSON.stringify(deps.ports.packaging?.toHandOver(q.db) ?? []);
  const which = sql`(intake_staff = ${q.caller.staffId} AND state <> 'closed')
    OR request_id IN (SELECT value FROM json_each(${handedOver}))`;
  const own = queueOf(q.db, which, MOST_OWN);
  return { rows: own.map((r) => rowOf(deps, r, now)) };
};
