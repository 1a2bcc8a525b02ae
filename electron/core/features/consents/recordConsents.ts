import type { Notice } from '../../../../shared/contract/catalogue.ts';
import type { ConsentChoice } from '../../../../shared/domain/consent.ts';
import { consentTextId } from '../../../../shared/domain/consent.ts';
import { CONSENT_TEXTS } from '../../../../shared/domain/consentTexts.ts';
import type { NotifyWay } from '../../../../shared/domain/contact.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { keepText } from '../notices/index.ts';

export interface ConsentAnswers {
  readonly subjectRef: SubjectRef;
  readonly way: NotifyWay;
  readonly choices: readonly ConsentChoice[];
  readonly notice: Notice;
  readonly locale: Locale;
  readonly method: 'kiosk_tap' | 'staff_screen_tap' | 'oral_staff';
}

type EventKind = 'shown' | 'given' | 'refused';

/**
 * Writes what was shown and what was answered, one row each, for every optional purpose of the chosen way. What was
 * not ticked is a refusal; nothing is ever ticked beforehand (privacy specification 4.2).
 */
export const recordConsents = (tx: Tx, answers: ConsentAnswers): void => {
  const texts = CONSENT_TEXTS.filter(({ channel }) => channel === answers.way);
  for (const text of texts) {
    const given = answers.choices.some(
      (choice) => choice.given && consentTextId(choice.purpose, choice.channel) === text.textId,
    );
    const statement = keepText(tx.db, text.statement[answers.locale]);
    for (const event of ['shown', given ? 'given' : 'refused'] as const satisfies readonly EventKind[]) {
      tx.db.run(sql`INSERT INTO consent_event (record_id, event, subject_ref, purpose, channel, text_id, text_version,
          statement_sha256, notice_id, notice_version, notice_sha256, locale, method, terminal, staff_ref, occurred_at)
        VALUES (${tx.ids.ulid()}, ${event}, ${answers.subjectRef}, ${text.purpose}, ${text.channel}, ${text.textId},
          ${text.version}, ${statement}, ${answers.notice.noticeId}, ${answers.notice.version},
          ${answers.notice.sha256[answers.locale]}, ${answers.locale}, ${answers.method}, ${tx.caller.terminal},
          ${tx.caller.staffId}, ${tx.now})`);
    }
  }
};
