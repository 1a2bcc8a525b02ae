import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { requests } from '../../../../shared/contract/requests.ts';
import type { Tx } from '../../call/context.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import { describeError } from '../../log/log.ts';
import { sendCode, statusByNumber, statusOf, verifyCode } from './intake/code.ts';
import { correctContact } from './intake/corrections.ts';
import { takeIn, verifyShown } from './intake/takeIn.ts';
import { prepareLetter, printLetter } from './letters/printLetter.ts';
import { getRequest, moveTo, note } from './move.ts';
import type { RequestsDeps } from './requests.deps.ts';
import { decide } from './review/decide.ts';
import { detailOf, viewRequest } from './review/get.ts';
import { listOwn, listRequests } from './review/list.ts';
import { answered, cancel, close, extend, linkDuplicate, reopen, skipCooling } from './review/steps.ts';
import { prove } from './run/complete.ts';
import { runRequest, tickRequests } from './run/tick.ts';
import { findRequest, type RequestRecord } from './store/requests.store.ts';

export interface RequestsFeature extends Feature<HandlersFor<typeof requests>> {
  /** One round of deadlines, reminders and waiting work; runs by itself each minute. */
  readonly tick: () => void;
  /** The end of an erasure that was ordered: proved, or not yet. */
  readonly onErasureSettled: (
    tx: Tx,
    end: {
      readonly requestId: string;
      readonly result: 'proved' | 'retrying';
      readonly certificateId: string | null;
    },
  ) => void;
  /** The access package that was ordered is there, or could not be built. */
  readonly onPackageReady: (tx: Tx, end: { readonly requestId: string; readonly built: boolean }) => void;
  /** A letter to the known contact came back. */
  readonly onLetterBounced: (tx: Tx, requestId: PrivacyRequestId) => void;
}

const TICK_MS = 60_000;
/** The first screen comes first; an intake is looked at as soon as its answer is on the way. */
const FIRST_TICK_MS = 5_000;
const SOON_MS = 500;

const failed = (tx: Tx, request: RequestRecord, failure: string): void => {
  if (request.state === 'executing')
    moveTo(tx, request, {
      to: 'failed_retrying',
      who: 'system',
      code: failure,
      set: { failedIn: 'executing', failure },
    });
};

/** What another feature ordered for a request has ended. */
const settled = (
  deps: RequestsDeps,
  tx: Tx,
  requestId: string,
  end: { readonly ok: boolean; readonly failure: string; readonly certificateId: string | null },
): void => {
  const request = findRequest(tx.db, requestId);
  if (!request) return;
  if (!end.ok) return failed(tx, request, end.failure);
  const running =
    request.state === 'failed_retrying'
      ? moveTo(tx, request, { to: 'executing', who: 'system', code: 'retry' })
      : request;
  if (running.state === 'executing') prove(deps, tx, running, end.certificateId);
};

const intakeHandlers = (deps: RequestsDeps, soon: () => void, after: After) => ({
  'requests:takeIn': command('requests:takeIn', (tx, input) => {
    const taken = takeIn(deps, tx, input);
    // At a kiosk the rest is done when the answer is long gone, so that its time tells nothing (R8).
    if (input.channel === 'kiosk') tx.afterCommit(soon);
    else after(tx, taken.privacyRequestId);
    return taken;
  }),
  'requests:sendCode': command('requests:sendCode', (tx, input) => {
    tx.afterCommit(soon);
    return sendCode(tx, input);
  }),
  'requests:verifyCode': command('requests:verifyCode', (tx, input) => verifyCode(deps, tx, input)),
  'requests:verifyInPerson': command('requests:verifyInPerson', (tx, { privacyRequestId, proof }) => {
    if (!can(tx.caller.role, 'privacy.takeIn')) return reject('FORBIDDEN');
    const request = getRequest(tx, privacyRequestId);
    verifyShown(tx, request, proof);
    moveTo(tx, request, { to: 'triage' });
    return {};
  }),
  'requests:correctContact': command('requests:correctContact', correctContact),
  'requests:cancel': command('requests:cancel', (tx, input) => cancel(deps, tx, input)),
  'requests:status': query('requests:status', statusOf),
  'requests:byNumber': query('requests:byNumber', statusByNumber),
});

type After = (tx: Tx, requestId: PrivacyRequestId) => void;

const reviewHandlers = (deps: RequestsDeps, after: After) => {
  const done = (tx: Tx, request: RequestRecord) => {
    after(tx, request.requestId);
    return { version: request.version };
  };
  return {
    'requests:mine': query('requests:mine', (q) => listOwn(deps, q)),
    'requests:list': query('requests:list', (q, input) => listRequests(deps, q, input)),
    'requests:get': query('requests:get', (q, input) => detailOf(deps, q, input)),
    'requests:view': command('requests:view', viewRequest),
    'requests:decide': command('requests:decide', (tx, input) => done(tx, decide(deps, tx, input))),
    'requests:extend': command('requests:extend', (tx, input) => {
      const request = extend(deps, tx, input);
      return { version: request.version, dueAt: request.extendedUntil ?? request.dueAt };
    }),
    'requests:skipCooling': command('requests:skipCooling', (tx, input) => done(tx, skipCooling(tx, input))),
    'requests:linkDuplicate': command('requests:linkDuplicate', (tx, input) =>
      done(tx, linkDuplicate(tx, input)),
    ),
    'requests:answered': command('requests:answered', (tx, input) => done(tx, answered(deps, tx, input))),
    'requests:retry': command('requests:retry', (tx, { privacyRequestId, version }) => {
      const request = getRequest(tx, privacyRequestId);
      if (request.version !== version) return reject('REQUEST_CHANGED');
      const to = request.failedIn ?? reject('TRANSITION_REFUSED');
      return done(tx, moveTo(tx, request, { to, code: 'retry' }));
    }),
    'requests:close': command('requests:close', (tx, input) => done(tx, close(tx, input))),
    'requests:reopen': command('requests:reopen', (tx, input) => done(tx, reopen(tx, input))),
    'requests:letter': preparedCommand(
      'requests:letter',
      (q, input) => prepareLetter(deps, q, input),
      (tx, input, file) => printLetter(deps, tx, input, file),
    ),
  };
};

/** Rounds by themselves; one that fails is told in the log and does not end them. */
const rounds = (deps: RequestsDeps) => {
  let timer: NodeJS.Timeout | null = null;
  let sooner: NodeJS.Timeout | null = null;
  const tick = (): void => {
    try {
      tickRequests(deps);
    } catch (error) {
      deps.log.error('requests-round-failed', describeError(error));
    }
  };
  const again = (): void => {
    tick();
    timer = setTimeout(again, TICK_MS);
  };
  return {
    tick,
    soon: (): void => {
      sooner ??= setTimeout(() => {
        sooner = null;
        tick();
      }, SOON_MS);
    },
    start: (): void => {
      timer = setTimeout(again, FIRST_TICK_MS);
    },
    stop: (): void => {
      if (timer) clearTimeout(timer);
      if (sooner) clearTimeout(sooner);
    },
  };
};

/** Requests under the data protection rules, from intake to proof (privacy specification 4.4). */
export const createRequestsFeature = (deps: RequestsDeps): RequestsFeature => {
  const { tick, soon, start, stop } = rounds(deps);
  const after: After = (tx, requestId) => tx.afterCommit(() => runRequest(deps, requestId));
  return {
    handlers: { ...intakeHandlers(deps, soon, after), ...reviewHandlers(deps, after) },
    tick,
    start,
    stop,
    onErasureSettled: (tx, { requestId, result, certificateId }) =>
      settled(deps, tx, requestId, { ok: result === 'proved', failure: 'erasure_retrying', certificateId }),
    onPackageReady: (tx, { requestId, built }) =>
      settled(deps, tx, requestId, { ok: built, failure: 'package_failed', certificateId: null }),
    onLetterBounced: (tx, requestId) => void note(tx, getRequest(tx, requestId), 'letter_bounced', {}),
  };
};
