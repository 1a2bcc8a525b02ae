import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import { PrivacyRequestId } from '../../../../../shared/domain/ids.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import { shopDayOf } from '../../../../../shared/domain/time.ts';
import { dueAfter } from '../../../../../shared/privacy/legalCalendar.ts';
import { isAtOnce, isInternal, needsIdentity } from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { moveTo } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { sealText, sealWho, toldWho } from '../sealed.ts';
import { wantCode } from '../store/codes.store.ts';
import {
  countAtKiosk,
  insertRequest,
  type RequestRecord,
  takeRequestNumber,
} from '../store/requests.store.ts';
import { addCorrection, addStep, addVerification, peopleOf } from '../store/sides.store.ts';
import { correctedValue } from './corrections.ts';
import { matchSubjects } from './match.ts';
import { checkIdentity } from './proof.ts';

type Input = CallInput<'requests:takeIn'>;

const HOUR = 3_600_000;
/** A kiosk takes in so many requests an hour, whoever asks: nobody can try out contacts or flood a mailbox. */
const KIOSK_PER_HOUR = 10;
/** An e-mail found late is still one; older than this is a slip of the finger. */
const MAX_AGE_MS = 366 * 24 * HOUR;

const assertMayTakeIn = (tx: Tx, input: Input): void => {
  if (tx.caller.role === 'customer') {
    const plain = input.channel === 'kiosk' && input.proof === null && input.receivedAt === null;
    if (!plain || isInternal(input.type)) reject('FORBIDDEN');
    if (countAtKiosk(tx.db, tx.now - HOUR) >= KIOSK_PER_HOUR) reject('TRY_LATER');
    return;
  }
  if (!can(tx.caller.role, isInternal(input.type) ? 'privacy.decide' : 'privacy.takeIn')) reject('FORBIDDEN');
  if (input.channel === 'kiosk') reject('INVALID_INPUT');
};

/** The day it reached the company: that of the e-mail or letter, else now. */
const receivedAtOf = (tx: Tx, { receivedAt, channel }: Input): number => {
  if (receivedAt === null) return tx.now;
  const possible = channel !== 'counter' && receivedAt <= tx.now && receivedAt > tx.now - MAX_AGE_MS;
  return possible ? receivedAt : reject('DATE_INVALID');
};

const keepCorrections = (deps: RequestsDeps, tx: Tx, requestId: string, input: Input): void => {
  if (input.type !== 'rectification') return;
  if (input.corrections.length === 0) reject('INVALID_INPUT');
  for (const correction of input.corrections) {
    const { field } = correction;
    const valueEnc = sealText(deps.contactKey, requestId, correctedValue(correction));
    addCorrection(tx.db, requestId, { field, valueEnc });
  }
};

const insert = (deps: RequestsDeps, tx: Tx, input: Input): RequestRecord => {
  const requestId = PrivacyRequestId.parse(tx.ids.ulid());
  const receivedAt = receivedAtOf(tx, input);
  const due = dueAfter(receivedAt, 1, deps.calendar);
  if (due.missingYear !== null) deps.log.warn('calendar-year-missing', { year: due.missingYear });
  const request = insertRequest(tx.db, {
    requestId,
    number: takeRequestNumber(tx.db, Number(shopDayOf(tx.now).slice(0, 4))),
    type: input.type,
    channel: input.channel,
    locale: input.locale,
    receivedAt,
    recordedAt: tx.now,
    intakeStaff: tx.caller.staffId,
    terminal: tx.caller.terminal,
    contactEnc: sealWho(deps.contactKey, requestId, toldWho(input.who)),
    scope: input.scope.length === 0 ? ['everything'] : input.scope,
    dueAt: due.at,
  });
  addStep(tx.db, requestId, { at: tx.now, by: tx.caller.staffId, from: null, to: 'received', code: null });
  keepCorrections(deps, tx, requestId, input);
  tx.audit('request.take-in', requestId);
  tx.emit('requests-changed', { privacyRequestId: requestId });
  return request;
};

/** Verifies what was shown, and that it is of the person it is about: another person's ticket proves nothing. */
export const verifyShown = (tx: Tx, request: RequestRecord, proof: NonNullable<Input['proof']>): void => {
  const { method, personId } = checkIdentity(tx, proof);
  const people = peopleOf(tx.db, request.requestId);
  const same = personId === null ? people.length === 0 : people.includes(personId);
  if (method !== 'managers_word' && !same) reject('PROOF_WRONG');
  addVerification(tx.db, request.requestId, { method, at: tx.now, by: tx.caller.staffId });
};

/** Where a request goes from its intake. */
const proceed = (tx: Tx, request: RequestRecord, { type, proof }: Input): RequestRecord => {
  if (isAtOnce(type)) return moveTo(tx, request, { to: 'executing' });
  if (!needsIdentity(type) || proof) return moveTo(tx, request, { to: 'triage' });
  wantCode(tx.db, request.requestId, tx.now);
  return moveTo(tx, request, { to: 'id_pending', facts: { identityDoubted: true } });
};

/**
 * Records a request with its date and acknowledges it. At a kiosk nothing is looked up here: who is known is found out
 * later, so that answer, work and time are the same for everybody (R8).
 */
export const takeIn = (deps: RequestsDeps, tx: Tx, input: Input): CallOutput<'requests:takeIn'> => {
  assertMayTakeIn(tx, input);
  const inserted = insert(deps, tx, input);
  const atKiosk = input.channel === 'kiosk';
  const request = atKiosk ? inserted : matchSubjects(deps, tx, inserted);
  if (input.proof) verifyShown(tx, request, input.proof);
  const moved = proceed(tx, request, input);
  const present = atKiosk || input.channel === 'counter';
  const acknowledged = { kind: 'acknowledgement', way: present ? 'paper' : 'message' } as const;
  if (!sendLetter(deps, tx, moved, acknowledged))
    sendLetter(deps, tx, moved, { kind: 'acknowledgement', way: 'own_mail' });
  return { privacyRequestId: moved.requestId, number: moved.number, dueAt: moved.dueAt };
};
