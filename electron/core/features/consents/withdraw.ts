import {
  CONSENT_CHANNELS,
  type ConsentChannel,
  type ConsentMethod,
  type ConsentPurpose,
  type WithdrawalMethod,
} from '../../../../shared/domain/consent.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { reconsentSince } from '../notices/index.ts';
import { appendRecord, type RecordDeps } from './appendRecord.ts';
import { isLive } from './consents.policy.ts';
import {
  answersOf,
  type BoxFacts,
  contactOn,
  factsOf,
  type Reachable,
  reachableBy,
} from './consents.store.ts';
import type { ContactBox, Suppression } from './suppression.ts';
import { tellConsents } from './tellConsents.ts';

export interface WithdrawDeps extends RecordDeps {
  readonly suppression: Suppression;
  /** Cancels what still waits to be sent to these people for this purpose, in the same transaction. */
  readonly cancelMessages: (tx: Tx, people: readonly PersonId[], purpose: ConsentPurpose) => void;
}

export interface Withdrawal {
  readonly purposes: readonly ConsentPurpose[];
  readonly method: ConsentMethod;
  readonly withdrawalMethod: WithdrawalMethod;
}

/** Whether one box of one person stands given. */
export const isBoxLive = (
  db: ReadableDb,
  subjectRef: string,
  { purpose, channel }: Pick<BoxFacts, 'purpose' | 'channel'>,
  now: number,
): boolean => isLive(factsOf(db, subjectRef, purpose, channel, now), reconsentSince(db, purpose, now));

/** The live boxes of one person, each with what its record says of it. */
export const liveBoxes = (db: ReadableDb, subjectRef: string, now: number): readonly BoxFacts[] =>
  answersOf(db, subjectRef).filter((box) => isBoxLive(db, subjectRef, box, now));

/** Every row of the same human: who can be reached at one of these contacts. */
const sameContact = (db: ReadableDb, person: Reachable, channel: ConsentChannel): readonly Reachable[] => {
  const contact = contactOn(person, channel);
  return contact === null ? [] : reachableBy(db, channel, contact);
};

/** What the new record repeats of the one it ends. */
const boxFacts = (box: BoxFacts): BoxFacts => {
  const { purpose, channel, ageGate, textId, textVersion, locale, ...rest } = box;
  const { noticeId, noticeVersion, noticeSha256, statementSha256 } = rest;
  const shown = { noticeId, noticeVersion, noticeSha256, statementSha256 };
  return { purpose, channel, ageGate, textId, textVersion, locale, ...shown };
};

const withdrawRow = (deps: WithdrawDeps, tx: Tx, row: Reachable, withdrawal: Withdrawal): number => {
  const live = liveBoxes(tx.db, row.subjectRef, tx.now).filter(({ purpose }) =>
    withdrawal.purposes.includes(purpose),
  );
  const records = live.map((box) =>
    appendRecord(deps, tx, {
      ...boxFacts(box),
      event: 'withdrawn',
      subjectRef: row.subjectRef,
      validUntil: null,
      uiSnapshotSha256: null,
      method: withdrawal.method,
      affirmativeAct: null,
      withdrawalMethod: withdrawal.withdrawalMethod,
    }),
  );
  tellConsents(tx, row.subjectRef, records);
  return records.length;
};

/**
 * Takes consents back at once and for the whole contact: each live consent gets its record, nothing of these purposes
 * can be sent to the contact any more, and what waits to be sent is cancelled. Answers how many consents ended.
 */
export const withdraw = (deps: WithdrawDeps, tx: Tx, person: Reachable, withdrawal: Withdrawal): number => {
  let ended = 0;
  for (const channel of CONSENT_CHANNELS) {
    const contact = contactOn(person, channel);
    if (contact === null) continue;
    const rows = sameContact(tx.db, person, channel);
    for (const row of rows) ended += withdrawRow(deps, tx, row, withdrawal);
    const boxes = withdrawal.purposes.map((purpose): ContactBox => ({ contact, purpose, channel }));
    deps.suppression.suppress(tx, boxes, 'withdrawal');
    const people = rows.map(({ personId }) => personId as PersonId);
    for (const purpose of withdrawal.purposes) deps.cancelMessages(tx, people, purpose);
  }
  return ended;
};
