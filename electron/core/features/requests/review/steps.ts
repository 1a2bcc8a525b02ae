import type { CallInput } from '../../../../../shared/contract/index.ts';
import { dueAfter } from '../../../../../shared/privacy/legalCalendar.ts';
import type { LetterWay } from '../../../../../shared/privacy/requestLetters.ts';
import { extensionFault, mayReopen as mayStillReopen } from '../../../../../shared/privacy/requestStates.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { sql } from '../../../db/sql.ts';
import { ownRequest } from '../intake/code.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { getRequestAt, moveTo, note } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { completeWith } from '../run/complete.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { endCooling } from './cooling.ts';
import { assertManager, assertTyped } from './decide.ts';

/** Two months more: once, before the first due date, with a reason and a letter (GDPR 12(3); R4). */
export const extend = (deps: RequestsDeps, tx: Tx, input: CallInput<'requests:extend'>): RequestRecord => {
  assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  const { state, dueAt, extendedUntil, receivedAt } = request;
  const facts = { state, dueAt, extendedUntil, now: tx.now, reasonGiven: true, letterSent: true };
  if (extensionFault(facts) !== null) return reject('EXTENSION_REFUSED');
  const until = dueAfter(receivedAt, 3, deps.calendar).at;
  const extended = note(tx, request, 'extended', { extendedUntil: until, extensionReason: input.reason });
  // Without its letter there is no extension: the refusal takes all of it back.
  return sendLetter(deps, tx, extended, { kind: 'extension', way: input.letter })
    ? extended
    : reject('LETTER_NEEDED');
};

/** The person asks not to wait; the deletion begins with the typed number. */
export const skipCooling = (tx: Tx, input: CallInput<'requests:skipCooling'>): RequestRecord => {
  assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  assertTyped(request, input.typedNumber);
  return moveTo(tx, request, { to: 'executing', code: 'cooling_skipped', facts: { coolingOver: true } });
};

/** The person takes the request back. */
export const cancel = (
  deps: RequestsDeps,
  tx: Tx,
  { privacyRequestId }: CallInput<'requests:cancel'>,
): Record<string, never> => {
  const request = ownRequest(tx, privacyRequestId);
  moveTo(tx, request, { to: 'cancelled' });
  endCooling(deps, tx, request);
  return {};
};

const sharesSubject = (tx: Tx, one: string, other: string): boolean =>
  one !== other &&
  tx.db.get(sql`SELECT 1 FROM privacy_subject a JOIN privacy_subject b ON b.subject_ref = a.subject_ref
    WHERE a.request_id = ${one} AND b.request_id = ${other} LIMIT 1`) !== undefined;

/** The same person asked the same before; the identity was checked all the same (R7). */
export const linkDuplicate = (tx: Tx, input: CallInput<'requests:linkDuplicate'>): RequestRecord => {
  assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  const duplicateOfAnother = sharesSubject(tx, request.requestId, input.of);
  return moveTo(tx, request, {
    to: 'duplicate',
    facts: { duplicateOfAnother },
    set: { duplicateOf: input.of },
  });
};

/** The letter that was missing went out: by hand, or from the company's mailbox. */
export const answered = (
  deps: RequestsDeps,
  tx: Tx,
  input: CallInput<'requests:answered'>,
): RequestRecord => {
  assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  if (request.state !== 'executing') return reject('TRANSITION_REFUSED');
  return completeWith(deps, tx, request, input.letter satisfies LetterWay);
};

export const close = (tx: Tx, input: CallInput<'requests:close'>): RequestRecord => {
  assertManager(tx);
  return moveTo(tx, getRequestAt(tx, input.privacyRequestId, input.version), { to: 'closed' });
};

/** Within 30 days of closing. The due date stays: what is late is seen to be late. */
export const reopen = (tx: Tx, input: CallInput<'requests:reopen'>): RequestRecord => {
  assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  return moveTo(tx, request, {
    to: 'triage',
    code: 'reopened',
    facts: { mayReopen: mayStillReopen(request.closedAt, tx.now) },
    set: { orderedAt: null, provenAt: null, dryRunHash: null, coolingUntil: null },
  });
};
