import type { PrivacyRequestId } from '../../../../../shared/domain/ids.ts';
import type { RequestState } from '../../../../../shared/privacy/requestTypes.ts';
import type { QueryContext, Tx } from '../../../call/context.ts';
import { Rejection } from '../../../call/rejection.ts';
import { describeError } from '../../../log/log.ts';
import { highestTimeSeen } from '../../terminal/index.ts';
import { issueCodes } from '../intake/code.ts';
import { matchSubjects } from '../intake/match.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { getRequest, moveTo, note } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { type RequestRecord, watchedRequests } from '../store/requests.store.ts';
import { purgeContact } from '../store/sides.store.ts';
import { execute, NotAvailable } from './execute.ts';
import { dueNotices, escalationOf, type Notice } from './watch.policy.ts';

/** The latest instant ever known here: a clock set back takes no deadline away. */
export const knownTime = (tx: Pick<QueryContext, 'db' | 'now'>): number =>
  Math.max(tx.now, highestTimeSeen(tx.db));

const remind = (deps: RequestsDeps, tx: Tx, request: RequestRecord): RequestRecord => {
  const sent = sendLetter(deps, tx, request, { kind: 'clarification', way: 'message' });
  return note(tx, request, sent ? 'reminded' : 'remind_by_hand', { remindedAt: knownTime(tx) });
};

const purge = (tx: Tx, request: RequestRecord): RequestRecord => {
  purgeContact(tx.db, request.requestId);
  return note(tx, request, 'contact_purged', { contactEnc: null });
};

const act = (deps: RequestsDeps, tx: Tx, request: RequestRecord, notice: Notice): RequestRecord => {
  const now = knownTime(tx);
  switch (notice) {
    case 'escalate': {
      const escalation = escalationOf(request, now);
      return note(tx, request, `escalation_${escalation}`, { escalation });
    }
    case 'overdue':
      return note(tx, request, 'overdue', { overdueAt: now });
    case 'match':
      return matchSubjects(deps, tx, request);
    case 'remind':
      return remind(deps, tx, request);
    case 'coolingOver':
      return moveTo(tx, request, { to: 'executing', who: 'system', facts: { coolingOver: true } });
    case 'execute':
      return execute(deps, tx, request);
    case 'retry':
      return moveTo(tx, request, { to: request.failedIn ?? 'executing', who: 'system', code: 'retry' });
    case 'close':
      return moveTo(tx, request, { to: 'closed', who: 'system', code: 'by_itself' });
    case 'purge':
      return purge(tx, request);
  }
};

const FAILABLE: readonly RequestState[] = ['executing', 'propagating', 'verifying'];

const codeOf = (error: unknown): string => {
  if (error instanceof NotAvailable) return error.code;
  return error instanceof Rejection ? error.code.toLowerCase() : 'internal';
};

/** The step did not happen: nothing of it stays, and the request says which one and why. */
const recordFailure = (deps: RequestsDeps, requestId: PrivacyRequestId, error: unknown): void => {
  deps.log.error('request-step-failed', describeError(error));
  deps.transact((tx) => {
    const request = getRequest(tx, requestId);
    if (!FAILABLE.includes(request.state)) return;
    const failure = codeOf(error);
    moveTo(tx, request, {
      to: 'failed_retrying',
      who: 'system',
      code: failure,
      set: { failedIn: request.state, failure },
    });
  });
};

const MOST_STEPS = 9;

/** Does all that is due on one request, each in a transaction of its own; a failure is recorded and ends it. */
export const runRequest = (deps: RequestsDeps, requestId: PrivacyRequestId): void => {
  const done = new Set<Notice>();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    try {
      const notice = deps.transact((tx) => {
        const request = getRequest(tx, requestId);
        const next = dueNotices(request, knownTime(tx)).find((one) => !done.has(one));
        if (next) act(deps, tx, request, next);
        return next;
      });
      if (!notice) return;
      done.add(notice);
    } catch (error) {
      recordFailure(deps, requestId, error);
      return;
    }
  }
};

/** One round over all requests: deadlines, reminders, what waits to be done, codes that wait to be sent. */
export const tickRequests = (deps: RequestsDeps): void => {
  for (const { requestId } of watchedRequests(deps.read)) runRequest(deps, requestId);
  deps.transact((tx) => issueCodes(deps, tx));
};
