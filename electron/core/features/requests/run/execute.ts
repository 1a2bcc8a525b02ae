import type { CorrectableField } from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { tellRecipients } from '../../disclosures/index.ts';
import { correctPerson } from '../../orders/index.ts';
import { moveTo, note } from '../move.ts';
import type { KnownContact, RequestsDeps } from '../requests.deps.ts';
import { endCooling } from '../review/cooling.ts';
import { dryRunOf } from '../review/evidence.ts';
import { openText, openWho } from '../sealed.ts';
import { type RequestRecord, saveRequest } from '../store/requests.store.ts';
import { placeLegalHold, releaseLegalHold } from '../store/legalHold.store.ts';
import { correctionsOf, peopleOf } from '../store/sides.store.ts';
import { prove } from './complete.ts';

/** What should do the work is not there: the request waits and says so. */
export class NotAvailable extends Error {
  readonly code = 'not_available';
}

const there = <T>(port: T | null): T => {
  if (port === null) throw new NotAvailable();
  return port;
};

/** Ordered once; its end comes by `onErasureSettled` or `onPackageReady`. */
const ordered = (tx: Tx, request: RequestRecord): RequestRecord =>
  saveRequest(tx.db, { ...request, orderedAt: tx.now });

const erase = (deps: RequestsDeps, tx: Tx, request: RequestRecord): RequestRecord => {
  const erasing = there(deps.ports.erasing);
  const { requestId, dryRunHash } = request;
  const run = dryRunOf(deps, tx.db, request, tx.now);
  const free = run !== null && run.items.every(({ what }) => what !== 'blocked');
  if (dryRunHash === null || run?.hash !== dryRunHash || !free) {
    endCooling(deps, tx, request);
    return moveTo(tx, request, {
      to: 'review',
      who: 'system',
      code: 'dry_run_changed',
      facts: { dryRunChanged: true },
    });
  }
  erasing.order(tx, { requestId, people: peopleOf(tx.db, requestId), dryRunHash });
  return ordered(tx, request);
};

const rectify = (deps: RequestsDeps, tx: Tx, { requestId }: RequestRecord): void => {
  const wanted: Partial<Record<CorrectableField, string>> = {};
  for (const { field, valueEnc } of correctionsOf(tx.db, requestId)) {
    const value = openText(deps.contactKey, requestId, valueEnc);
    if (value !== null) wanted[field] = value;
  }
  const people = peopleOf(tx.db, requestId);
  for (const personId of people) correctPerson(tx, personId, wanted);
  tellRecipients(tx, people, 'rectified');
};

const contactTold = (deps: RequestsDeps, { requestId, contactEnc }: RequestRecord): KnownContact | null => {
  const who = openWho(deps.contactKey, requestId, contactEnc);
  return who && who.way !== 'order' ? { way: who.way, value: who.value } : null;
};

/** Does at once what can be done in one transaction. */
const act = (deps: RequestsDeps, tx: Tx, request: RequestRecord): void => {
  const { requestId, type } = request;
  const people = peopleOf(tx.db, requestId);
  const about = { people, contact: contactTold(deps, request), channel: request.channel };
  switch (type) {
    case 'restriction':
      return there(deps.ports.restricting).restrict(tx, people);
    case 'lift_restriction':
      return there(deps.ports.restricting).lift(tx, people);
    case 'rectification':
      return rectify(deps, tx, request);
    case 'objection_marketing':
      return there(deps.ports.endingMarketing).object(tx, about);
    case 'consent_withdrawal':
      return there(deps.ports.endingMarketing).withdraw(tx, about);
    case 'legal_hold_place':
      return placeLegalHold(tx.db, requestId, tx.now);
    case 'legal_hold_release':
      return releaseLegalHold(tx.db, requestId, tx.now);
    case 'erasure':
    case 'access':
    case 'portability':
    case 'question':
    case 'complaint':
      throw new TypeError(type);
  }
};

/** Carries out a request in `executing`. Throws where it cannot: the caller records the failure, nothing counts as done. */
export const execute = (deps: RequestsDeps, tx: Tx, request: RequestRecord): RequestRecord => {
  const { type, requestId } = request;
  if (request.provenAt !== null || request.orderedAt !== null) return request;
  switch (type) {
    case 'question':
    case 'complaint':
      return request.failure === null
        ? note(tx, request, 'answer_needed', { failure: 'answer_needed' })
        : request;
    case 'erasure':
      return erase(deps, tx, request);
    case 'access':
    case 'portability':
      there(deps.ports.packaging).order(tx, { requestId, people: peopleOf(tx.db, requestId), kind: type });
      return ordered(tx, request);
    default:
      act(deps, tx, request);
      return prove(deps, tx, request, null);
  }
};
