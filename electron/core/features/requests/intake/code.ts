import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import { isOpen } from '../../../../../shared/privacy/requestStates.ts';
import { parseRequestNumber } from '../../../../../shared/privacy/requestTypes.ts';
import type { QueryContext, Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { actorOf, getRequest, moveTo } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { codeFrom, codeMac, codeMatches } from '../sealed.ts';
import { codesWanted, countTry, dropCode, findCode, setCode, wantCode } from '../store/codes.store.ts';
import { findRequest, findRequestByNumber, type RequestRecord } from '../store/requests.store.ts';
import { addVerification, peopleOf, verificationOf } from '../store/sides.store.ts';
import { sendLetter } from '../letters/sendLetter.ts';

/** Long enough for a message that waits for the line; short enough that five tries at a million codes mean nothing. */
const CODE_MS = 24 * 3_600_000;
const MAX_TRIES = 5;
const MAX_SENDS = 5;

/**
 * Makes the codes that were asked for and sends each to the known contact. A request that names nobody gets a code too,
 * which nobody ever learns: what follows is the same (R8).
 */
export const issueCodes = (deps: RequestsDeps, tx: Tx): void => {
  if (!deps.ports.notifying) return;
  for (const requestId of codesWanted(tx.db)) {
    const request = findRequest(tx.db, requestId);
    if (!request || request.matchedAt === null) continue;
    const code = codeFrom(tx.ids.bytes(4));
    const until = tx.now + CODE_MS;
    setCode(tx.db, requestId, codeMac(deps.contactKey, requestId, code), until);
    if (peopleOf(tx.db, requestId).length > 0)
      sendLetter(deps, tx, request, { kind: 'code', way: 'message', more: { code }, until });
  }
};

/** A customer reaches the requests of kiosks only, and by an id that only the one who asked has. */
export const ownRequest = (tx: Pick<QueryContext, 'db' | 'caller'>, requestId: string): RequestRecord => {
  const request = getRequest(tx, requestId);
  return tx.caller.role === 'customer' && request.channel !== 'kiosk' ? reject('NOT_FOUND') : request;
};

/** A new code in one tap; so many in all. */
export const sendCode = (
  tx: Tx,
  { privacyRequestId }: CallInput<'requests:sendCode'>,
): Record<string, never> => {
  const request = ownRequest(tx, privacyRequestId);
  if (request.state !== 'id_pending') return reject('TRANSITION_REFUSED');
  if ((findCode(tx.db, privacyRequestId)?.sends ?? 0) >= MAX_SENDS) return reject('TRY_LATER');
  wantCode(tx.db, privacyRequestId, tx.now);
  return {};
};

const isRight = (deps: RequestsDeps, tx: Tx, requestId: string, typed: string): boolean => {
  const { mac = null, until = null, tries = 0 } = findCode(tx.db, requestId) ?? {};
  if (mac === null || until === null || tx.now > until || tries >= MAX_TRIES) return false;
  return codeMatches(deps.contactKey, requestId, typed, mac);
};

/** Checks a code. A wrong one is counted; the answer never says whether there was a right one (R8). */
export const verifyCode = (
  deps: RequestsDeps,
  tx: Tx,
  { privacyRequestId, code }: CallInput<'requests:verifyCode'>,
): CallOutput<'requests:verifyCode'> => {
  const request = ownRequest(tx, privacyRequestId);
  if (request.state !== 'id_pending') return reject('TRANSITION_REFUSED');
  if (!isRight(deps, tx, privacyRequestId, code)) {
    countTry(tx.db, privacyRequestId);
    return { verified: false, triesLeft: triesLeft(tx.db, privacyRequestId) };
  }
  dropCode(tx.db, privacyRequestId);
  addVerification(tx.db, privacyRequestId, { method: 'contact_code', at: tx.now, by: tx.caller.staffId });
  moveTo(tx, request, { to: 'triage', who: actorOf(tx) });
  return { verified: true, triesLeft: 0 };
};

export const triesLeft = (db: ReadableDb, requestId: string): number =>
  Math.max(0, MAX_TRIES - (findCode(db, requestId)?.tries ?? 0));

/** What a kiosk shows: the same for everybody. */
export const statusOf = (
  tx: Pick<QueryContext, 'db' | 'caller'>,
  { privacyRequestId }: CallInput<'requests:status'>,
): CallOutput<'requests:status'> => {
  const request = ownRequest(tx, privacyRequestId);
  return {
    number: request.number,
    dueAt: request.extendedUntil ?? request.dueAt,
    verified: verificationOf(tx.db, privacyRequestId) !== undefined,
    triesLeft: triesLeft(tx.db, privacyRequestId),
    codeUntil: findCode(tx.db, privacyRequestId)?.until ?? null,
  };
};

/** The request whose number somebody says at the counter, while it is open: no word of who asked, or whether they are known. */
export const statusByNumber = (
  q: QueryContext,
  { number }: CallInput<'requests:byNumber'>,
): CallOutput<'requests:byNumber'> => {
  const parsed = parseRequestNumber(number);
  const request = parsed === null ? undefined : findRequestByNumber(q.db, parsed);
  if (!request || !isOpen(request.state)) return reject('NOT_FOUND');
  const privacyRequestId = request.requestId;
  return { privacyRequestId, ...statusOf(q, { privacyRequestId }) };
};
