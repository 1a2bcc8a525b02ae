import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import {
  decideMove,
  isOpen,
  isSettled,
  type RequestActor,
  type RequestFacts,
  type RequestMove,
} from '../../../../shared/privacy/requestStates.ts';
import type { RequestState } from '../../../../shared/privacy/requestTypes.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { findRequest, type RequestRecord, saveRequest } from './store/requests.store.ts';
import { addStep, verificationOf } from './store/sides.store.ts';

type Why = Extract<RequestMove, { ok: false }>['why'];

const CODE_OF: Partial<Record<Why, ErrorCode>> = {
  identityIfNeeded: 'IDENTITY_NEEDED',
  decidedByAnother: 'OTHER_PERSON_NEEDED',
  dryRunMatches: 'REQUEST_CHANGED',
  nothingBlocked: 'REQUEST_BLOCKED',
  holdsListed: 'REASON_NEEDED',
  reasonGiven: 'REASON_NEEDED',
  letter: 'LETTER_NEEDED',
  mayReopen: 'REOPEN_EXPIRED',
};

export const getRequest = (tx: Pick<QueryContext, 'db'>, requestId: string): RequestRecord =>
  findRequest(tx.db, requestId) ?? reject('NOT_FOUND');

/** The request as the caller saw it; a step in between is not written over. */
export const getRequestAt = (
  tx: Pick<QueryContext, 'db'>,
  requestId: string,
  version: number,
): RequestRecord => {
  const request = getRequest(tx, requestId);
  return request.version === version ? request : reject('REQUEST_CHANGED');
};

export const actorOf = ({ caller }: Tx): RequestActor => {
  switch (caller.role) {
    case 'customer':
      return 'person';
    case 'nobody':
      return 'system';
    case 'staff':
    case 'manager':
      return caller.role;
  }
};

export interface Move {
  readonly to: RequestState;
  readonly who?: RequestActor;
  readonly facts?: Omit<RequestFacts, 'type'>;
  /** Why, as a code for the history. */
  readonly code?: string;
  /** What else changes with it. */
  readonly set?: Partial<RequestRecord>;
}

/** What follows from entering a state alone. */
const entered = (tx: Tx, to: RequestState): Partial<RequestRecord> => ({
  ...(to === 'clarify' ? { clarifySince: tx.now, remindedAt: null } : {}),
  ...(isSettled(to) ? { settledAt: tx.now } : {}),
  ...(to === 'closed' ? { closedAt: tx.now } : {}),
  ...(isOpen(to) ? { settledAt: null, closedAt: null } : {}),
  ...(to === 'failed_retrying' ? { triedAt: tx.now } : { failedIn: null, failure: null }),
});

/** One step of the state machine with its row of history, its audit row and its event; refuses what the table refuses. */
export const moveTo = (tx: Tx, request: RequestRecord, move: Move): RequestRecord => {
  const facts: RequestFacts = {
    failedIn: request.failedIn,
    ...move.facts,
    type: request.type,
    identityVerified: verificationOf(tx.db, request.requestId) !== undefined,
  };
  const decided = decideMove(request.state, move.to, move.who ?? actorOf(tx), facts);
  if (!decided.ok) return reject(CODE_OF[decided.why] ?? 'TRANSITION_REFUSED');
  const saved = saveRequest(tx.db, { ...request, ...entered(tx, move.to), ...move.set, state: move.to });
  addStep(tx.db, request.requestId, {
    at: tx.now,
    by: tx.caller.staffId,
    from: request.state,
    to: move.to,
    code: move.code ?? null,
  });
  tx.audit('request.step', request.requestId);
  tx.emit('requests-changed', { privacyRequestId: request.requestId });
  return saved;
};

/** A change that is no step: extension, escalation, reminder. Noted in the history under its code. */
export const note = (
  tx: Tx,
  request: RequestRecord,
  code: string,
  set: Partial<RequestRecord>,
): RequestRecord => {
  const saved = saveRequest(tx.db, { ...request, ...set });
  const { state, requestId } = request;
  addStep(tx.db, requestId, { at: tx.now, by: tx.caller.staffId, from: state, to: state, code });
  tx.audit('request.note', requestId);
  tx.emit('requests-changed', { privacyRequestId: requestId });
  return saved;
};
