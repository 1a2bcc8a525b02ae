import type { ConsentBoxView } from '../../../../shared/contract/consents.ts';
import { CONSENT_CHANNELS, CONSENT_PURPOSES } from '../../../../shared/domain/consent.ts';
import type { ConsentRecordId } from '../../../../shared/domain/ids.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { findText } from '../notices/index.ts';
import { answersOf, type Reachable, rowsOfContact } from './consents.store.ts';
import { isBoxLive } from './withdraw.ts';

const BY_STAFF: readonly string[] = ['oral_staff', 'paper_signed', 'staff_screen_tap'];

const answersOfRow = (db: ReadableDb, { subjectRef }: Reachable, now: number) =>
  answersOf(db, subjectRef).map((answer) => ({ answer, live: isBoxLive(db, subjectRef, answer, now) }));

type Answer = ReturnType<typeof answersOfRow>[number];

/** A consent that stands counts before any other answer, whichever order it was given with; then the newest. */
const counting = (answers: readonly Answer[]): Answer | undefined =>
  answers.toSorted((a, b) => Number(b.live) - Number(a.live) || b.answer.occurredAt - a.answer.occurredAt)[0];

const toView = (db: ReadableDb, { answer, live }: Answer): ConsentBoxView => ({
  purpose: answer.purpose,
  channel: answer.channel,
  live,
  recordId: answer.recordId as ConsentRecordId,
  event: answer.event,
  at: answer.occurredAt,
  validUntil: answer.validUntil,
  textVersion: answer.textVersion,
  statement: findText(db, answer.statementSha256),
  locale: answer.locale,
  byStaff: BY_STAFF.includes(answer.method),
});

/** What the person answered to each box, over all rows of the same contact. */
export const boxesOf = (db: ReadableDb, person: Reachable, now: number): ConsentBoxView[] => {
  const answers = rowsOfContact(db, person).flatMap((row) => answersOfRow(db, row, now));
  return CONSENT_CHANNELS.flatMap((channel) =>
    CONSENT_PURPOSES.flatMap((purpose) => {
      const one = counting(
        answers.filter(({ answer }) => answer.purpose === purpose && answer.channel === channel),
      );
      return one ? [toView(db, one)] : [];
    }),
  );
};
