import type { Notice } from '../../../../shared/contract/notices.ts';
import {
  type AgeAnswer,
  boxAnswer,
  type ConsentChannel,
  type ConsentChoice,
  type ConsentEventKind,
  type ConsentMethod,
  consentTextId,
} from '../../../../shared/domain/consent.ts';
import { consentScreen } from '../../../../shared/domain/consentScreen.ts';
import { type ConsentText, CONSENT_TEXTS } from '../../../../shared/domain/consentTexts.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import { addPeriod, shopDayOf, startOfShopDay } from '../../../../shared/domain/time.ts';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import type { Tx } from '../../call/context.ts';
import { keepText } from '../notices/index.ts';
import { appendRecord, type RecordDeps } from './appendRecord.ts';
import type { WithdrawalCodes } from './codes.ts';
import type { ConsentRecord, SealedRecord } from './record.ts';
import type { Suppression } from './suppression.ts';
import { tellConsents } from './tellConsents.ts';

export interface ConsentAnswers {
  readonly subjectRef: SubjectRef;
  readonly contact: Contact;
  readonly choices: readonly ConsentChoice[];
  readonly age: AgeAnswer | null;
  readonly notice: Notice;
  readonly locale: Locale;
  /** Staff write down only what was said to them or signed before them (C6). */
  readonly method: Extract<ConsentMethod, 'kiosk_tap' | 'oral_staff' | 'paper_signed'>;
}

export type ConsentDeps = RecordDeps & {
  readonly codes: WithdrawalCodes;
  readonly suppression: Suppression;
};

const ACTS = { kiosk_tap: 'box_ticked', oral_staff: 'said_yes', paper_signed: 'signed' } as const;

type Written = Extract<ConsentEventKind, 'shown' | 'given' | 'refused'>;

/** What one box came to, as the events to write. */
const eventsOf = (text: ConsentText, { choices, age }: ConsentAnswers): readonly Written[] => {
  const ticked = choices.some(
    (choice) => choice.given && consentTextId(choice.purpose, choice.channel) === text.textId,
  );
  const answer = boxAnswer(ticked, age);
  return answer === 'unanswered' ? ['shown'] : ['shown', answer];
};

/** What is the same in every record of one screen. */
const screenFacts = (deps: ConsentDeps, tx: Tx, answers: ConsentAnswers, channel: ConsentChannel) => {
  const { notice, locale, method, age } = answers;
  const at = method === 'kiosk_tap' ? 'kiosk' : 'counter';
  const screen = consentScreen(at, channel, locale, deps.settings(tx.db).consent.ageLimit);
  return {
    subjectRef: answers.subjectRef,
    ageGate: age === '13plus' || age === 'parent' ? age : 'not_asked',
    noticeId: notice.noticeId,
    noticeVersion: notice.version,
    noticeSha256: notice.sha256[locale],
    uiSnapshotSha256: keepText(tx.db, canonicalJson(screen)),
    locale,
    method,
    withdrawalMethod: null,
  } as const satisfies Partial<ConsentRecord>;
};

/**
 * Writes what was shown and what was answered, one row each, for every optional purpose of the chosen way. What was
 * not ticked is a refusal; nothing is ever ticked beforehand. Of a child below the age nothing is written (C7).
 */
export const recordConsents = (deps: ConsentDeps, tx: Tx, answers: ConsentAnswers): void => {
  const { contact, subjectRef, locale, method, age } = answers;
  if (contact.way === 'none' || age === 'under13') return;
  const channel = contact.way;
  const address = contact.way === 'email' ? contact.email : contact.phone;
  const months = deps.settings(tx.db).consent.validMonths;
  const facts = screenFacts(deps, tx, answers, channel);
  const records: SealedRecord[] = [];
  for (const text of CONSENT_TEXTS.filter((one) => one.channel === channel)) {
    const { purpose, textId, version } = text;
    const statementSha256 = keepText(tx.db, text.statement[locale]);
    for (const event of eventsOf(text, answers)) {
      const given = event === 'given';
      const box = { purpose, channel, textId, textVersion: version, statementSha256 };
      const validUntil = given ? startOfShopDay(addPeriod(shopDayOf(tx.now), months, 'months')) : null;
      const affirmativeAct = given ? ACTS[method] : null;
      records.push(appendRecord(deps, tx, { ...facts, ...box, event, validUntil, affirmativeAct }));
      if (!given) continue;
      deps.suppression.lift(tx, { contact: address, purpose, channel });
      deps.codes.issue(tx, subjectRef);
    }
  }
  tellConsents(tx, subjectRef, records);
};
