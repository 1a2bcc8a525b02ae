import { CONSENT_CHANNELS, CONSENT_PURPOSES, consentStanding } from '../../../../shared/domain/consent.ts';
import type { PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import type { SubjectDocument } from '../../../../shared/sync/consentDocument.ts';
import type { Tx } from '../../call/context.ts';
import { keepText } from '../notices/index.ts';
import {
  contactOn,
  factsOf,
  insertRecord,
  isKnown,
  noteLamport,
  reachableBy,
  reachableBySubject,
} from './consents.store.ts';
import type { ContactBox, Suppression } from './suppression.ts';
import { isBoxLive, type WithdrawDeps } from './withdraw.ts';

export interface TakeOverDeps extends Pick<WithdrawDeps, 'cancelMessages'> {
  readonly suppression: Suppression;
}

/** What every row of one contact says of one box: the consents that stand, and what was taken back. */
const factsOfContact = (tx: Tx, { contact, purpose, channel }: ContactBox) => {
  const rows = reachableBy(tx.db, channel, contact);
  const answers = rows.map(({ subjectRef }) => ({
    live: isBoxLive(tx.db, subjectRef, { purpose, channel }, tx.now),
    facts: factsOf(tx.db, subjectRef, purpose, channel, tx.now),
  }));
  const given = answers
    .filter(({ live }) => live)
    .flatMap(({ facts }) => facts.filter(({ event }) => event === 'given' || event === 'reconfirmed'));
  const withdrawn = answers.flatMap(({ facts }) => facts.filter(({ event }) => event === 'withdrawn'));
  return { people: rows.map(({ personId }) => personId as PersonId), given, withdrawn };
};

/**
 * Lets what is known of a box hold for its contact: taken back, nothing is sent any more and what waits goes; only a
 * consent that was given surely later, on whichever order, counts again (I8).
 */
const settleBox = ({ suppression, cancelMessages }: TakeOverDeps, tx: Tx, box: ContactBox): void => {
  const { people, given, withdrawn } = factsOfContact(tx, box);
  const since = suppression.since(tx.db, box);
  if (withdrawn.length > 0 && consentStanding([...given, ...withdrawn]) === 'not_live') {
    if (since === null) suppression.suppress(tx, [box], 'withdrawal');
    cancelMessages(tx, people, box.purpose);
  } else if (since !== null && given.some(({ occurredAt }) => occurredAt > since)) suppression.lift(tx, box);
};

/** Lets all that is known of a person's consents hold; nothing to do while the person is not here. */
export const settleConsents = (deps: TakeOverDeps, tx: Tx, subjectRef: SubjectRef): void => {
  const person = reachableBySubject(tx.db, subjectRef);
  if (!person) return;
  for (const channel of CONSENT_CHANNELS) {
    const contact = contactOn(person, channel);
    if (contact === null) continue;
    for (const purpose of CONSENT_PURPOSES) settleBox(deps, tx, { contact, purpose, channel });
  }
};

/** Adds the records and texts of a person that this terminal lacks; each is a fact and stays as it was signed. */
export const takeOverConsents = (
  deps: TakeOverDeps,
  tx: Tx,
  { subjectRef, records, texts }: SubjectDocument,
): void => {
  for (const { body } of texts) keepText(tx.db, body);
  const missing = records.filter(({ recordId }) => !isKnown(tx.db, recordId));
  for (const record of missing) {
    insertRecord(tx.db, record);
    noteLamport(tx.db, record.lamport);
  }
  if (missing.length > 0) settleConsents(deps, tx, subjectRef);
};
