import type { ConsentChannel, ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { OrderId, PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { CancelReason, MessageState } from '../../../../shared/privacy/messages/templates.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';

/** What a message is about; at most one of the three, as its template says. */
export interface Subject {
  readonly orderId: OrderId | null;
  readonly requestId: PrivacyRequestId | null;
  readonly noticeId: string | null;
  readonly noticeVersion: string | null;
}

export interface MessageRecord extends Subject {
  readonly messageId: string;
  readonly template: string;
  readonly personId: PersonId;
  readonly channel: ConsentChannel;
  readonly locale: Locale;
  readonly state: MessageState;
  /** Sealed; empty but for a letter that has not gone out. */
  readonly letter: Uint8Array;
  /** UTC ms; null for no end. */
  readonly expiresAt: number | null;
  readonly queuedAt: number;
  readonly calledAt: number | null;
}

export type NewMessage = Omit<MessageRecord, 'state' | 'calledAt'> & { readonly cause: string };

const SELECT = sql`SELECT message_id AS messageId, template, person_id AS personId, order_id AS orderId,
  privacy_request_id AS requestId, notice_id AS noticeId, notice_version AS noticeVersion, channel, locale, state,
  letter, expires_at AS expiresAt, queued_at AS queuedAt, called_at AS calledAt FROM message`;

/** False where something was queued for this cause before: a message is sent once (NOT-3). */
export const insertMessage = (db: WritableDb, m: NewMessage): boolean =>
  db.run(sql`INSERT INTO message (message_id, cause, template, person_id, order_id, privacy_request_id, notice_id,
      notice_version, channel, locale, letter, expires_at, queued_at, state_at)
    VALUES (${m.messageId}, ${m.cause}, ${m.template}, ${m.personId}, ${m.orderId}, ${m.requestId}, ${m.noticeId},
      ${m.noticeVersion}, ${m.channel}, ${m.locale}, ${m.letter}, ${m.expiresAt}, ${m.queuedAt}, ${m.queuedAt})
    ON CONFLICT (cause) DO NOTHING`) === 1;

export const findMessage = (db: ReadableDb, messageId: string): MessageRecord | undefined =>
  db.get<MessageRecord>(sql`${SELECT} WHERE message_id = ${messageId}`);

const PAGE = 100;

/** The next queued messages behind `after`, oldest first; with `which`, of those only. */
export const queuedAfter = (db: ReadableDb, after: string, which: Sql = sql`1`): readonly MessageRecord[] =>
  db.all<MessageRecord>(sql`${SELECT} WHERE state = 'queued' AND message_id > ${after} AND (${which})
    ORDER BY message_id LIMIT ${PAGE}`);

/** Queued messages that others read of, or that something may have overtaken meanwhile. */
export const maybeOvertaken = (now: number): Sql => sql`order_id IS NOT NULL OR expires_at <= ${now}
  OR EXISTS (SELECT 1 FROM notice_person n WHERE n.notice_id = message.notice_id
    AND n.version = message.notice_version AND n.person_id = message.person_id AND n.state <> 'queued')`;

/** A letter is kept no longer than until it has left for good. */
const LETTER_NEEDED: readonly MessageState[] = ['queued', 'handed'];

export const setState = (
  db: WritableDb,
  messageId: string,
  to: {
    readonly state: MessageState;
    readonly reason?: CancelReason;
    readonly uncertain?: boolean;
    readonly now: number;
  },
): void =>
  assertChanged(
    db.run(sql`UPDATE message SET state = ${to.state}, reason = ${to.reason ?? 'none'}, state_at = ${to.now},
      uncertain = ${to.uncertain === true ? 1 : 0},
      letter = CASE WHEN ${LETTER_NEEDED.includes(to.state) ? 1 : 0} THEN letter ELSE x'' END
      WHERE message_id = ${messageId}`),
  );

const idsOf = (db: ReadableDb, which: Sql): readonly string[] =>
  db
    .all<{ id: string }>(sql`SELECT message_id AS id FROM message WHERE state = 'queued' AND ${which}`)
    .map(({ id }) => id);

const ofPeople = (people: readonly PersonId[]): Sql =>
  sql`person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))`;

/** What waits for these people; for one purpose where it is named. Marketing templates bear the name of their purpose. */
export const waitingFor = (db: ReadableDb, people: readonly PersonId[], purpose?: ConsentPurpose) =>
  idsOf(db, purpose === undefined ? ofPeople(people) : sql`${ofPeople(people)} AND template = ${purpose}`);

export const waitingOfCause = (db: ReadableDb, cause: string): readonly string[] =>
  idsOf(db, sql`cause = ${cause}`);

export const noteCall = (db: WritableDb, messageId: string, staffId: string | null, now: number): void =>
  assertChanged(
    db.run(
      sql`UPDATE message SET called_at = ${now}, called_by = ${staffId} WHERE message_id = ${messageId}`,
    ),
  );

/** Under which pseudonym central knows the person. */
export const subjectOf = (db: ReadableDb, personId: PersonId): string | null =>
  db.get<{ ref: string }>(sql`SELECT subject_ref AS ref FROM subject_map WHERE person_id = ${personId}`)
    ?.ref ?? null;

export const anyQueued = (db: ReadableDb): boolean =>
  db.get(sql`SELECT 1 FROM message WHERE state = 'queued' LIMIT 1`) !== undefined;

/** The address or number of a person as it is stored now; null where there is none. */
export const contactOn = (db: ReadableDb, personId: PersonId, channel: ConsentChannel): string | null => {
  const person = db.get<{ email: string | null; phone: string | null }>(
    sql`SELECT email, phone FROM person WHERE person_id = ${personId}`,
  );
  return (channel === 'email' ? person?.email : person?.phone) ?? null;
};
