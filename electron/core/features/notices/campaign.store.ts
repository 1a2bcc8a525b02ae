import type { PersonTold } from '../../../../shared/contract/notices.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { OrderId, PersonId } from '../../../../shared/domain/ids.ts';
import { mayBeTold, type ToldState } from '../../../../shared/domain/notice.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';
import { toldBefore, UNTOLD } from './notices.policy.ts';

export interface VersionId {
  readonly noticeId: string;
  readonly version: string;
}

const listed = (states: readonly ToldState[]): Sql =>
  sql`(SELECT value FROM json_each(${JSON.stringify(states)}))`;

const ofVersion = ({ noticeId, version }: VersionId): Sql =>
  sql`notice_id = ${noticeId} AND version = ${version}`;

/** Lists everybody whose contact is known: each of them is told of the material change personally. */
export const listAffected = (db: WritableDb, { noticeId, version }: VersionId, now: number): number =>
  db.run(sql`INSERT INTO notice_person (notice_id, version, person_id, state, queued_at)
    SELECT ${noticeId}, ${version}, person_id, 'queued', ${now} FROM person
      WHERE email IS NOT NULL OR phone IS NOT NULL
    ON CONFLICT DO NOTHING`);

/** Notes the time of a state; what a person has already seen is not set back. Answers how many moved. */
const moveTold = (db: WritableDb, which: Sql, to: ToldState, now: number): number =>
  db.run(sql`UPDATE notice_person SET state = ${to},
      sent_at = CASE WHEN ${to} = 'sent' THEN ${now} ELSE sent_at END,
      delivered_at = CASE WHEN ${to} = 'delivered' THEN ${now} ELSE delivered_at END,
      bounced_at = CASE WHEN ${to} = 'bounced' THEN ${now} ELSE bounced_at END,
      shown_at = CASE WHEN ${to} = 'shown' THEN ${now} ELSE shown_at END,
      acknowledged_at = CASE WHEN ${to} = 'acknowledged' THEN ${now} ELSE acknowledged_at END
    WHERE ${which} AND state IN ${listed(toldBefore(to))}`);

/** How far one person has been told, or null for who is not on the list. */
export const toldState = (db: ReadableDb, version: VersionId, personId: string): ToldState | null =>
  db.get<{ state: ToldState }>(
    sql`SELECT state FROM notice_person WHERE ${ofVersion(version)} AND person_id = ${personId}`,
  )?.state ?? null;

/** Moves the telling of one person on; false where the state does not lead there. */
export const notePersonTold = (
  db: WritableDb,
  version: VersionId,
  { personId, to, now }: { readonly personId: string; readonly to: ToldState; readonly now: number },
): boolean => {
  const from = toldState(db, version, personId);
  if (from === null || !mayBeTold(from, to)) return false;
  return moveTold(db, sql`${ofVersion(version)} AND person_id = ${personId}`, to, now) === 1;
};

/** Everybody of this contact has seen the change on the screen, as everybody who orders does. */
export const noteContactShown = (db: WritableDb, version: VersionId, contact: Contact, now: number): void => {
  if (contact.way === 'none') return;
  const people =
    contact.way === 'email'
      ? sql`SELECT person_id FROM person WHERE email = ${contact.email}`
      : sql`SELECT person_id FROM person WHERE phone = ${contact.phone}`;
  moveTold(db, sql`${ofVersion(version)} AND person_id IN (${people})`, 'shown', now);
};

export const hasUntold = (db: ReadableDb, version: VersionId): boolean =>
  db.get(
    sql`SELECT 1 FROM notice_person WHERE ${ofVersion(version)} AND state IN ${listed(UNTOLD)} LIMIT 1`,
  ) !== undefined;

export const toldCounts = (db: ReadableDb, version: VersionId) => [
  ...db.all<{ state: ToldState; count: number }>(
    sql`SELECT state, count(*) AS count FROM notice_person WHERE ${ofVersion(version)} GROUP BY state`,
  ),
];

/** Who is to be called stands first; who knows for certain, last. */
const BY_NEED = JSON.stringify(['bounced', 'queued', 'sent', 'delivered', 'shown', 'acknowledged']);

/** People on the list of a version by their newest order, so many behind `offset`. */
export const peopleTold = (
  db: ReadableDb,
  asked: VersionId & {
    readonly state: ToldState | null;
    readonly offset: number;
    readonly limit: number;
  },
): PersonTold[] =>
  db
    .all<{ order_id: OrderId | null; letter: string; n: number; state: ToldState; since: number }>(
      sql`SELECT o.order_id, o.letter, o.n, p.state, CASE p.state WHEN 'sent' THEN p.sent_at
          WHEN 'delivered' THEN p.delivered_at WHEN 'bounced' THEN p.bounced_at WHEN 'shown' THEN p.shown_at
          WHEN 'acknowledged' THEN p.acknowledged_at ELSE p.queued_at END AS since
        FROM notice_person p LEFT JOIN orders o ON o.order_id = (SELECT order_id FROM orders
            WHERE person_id = p.person_id ORDER BY placed_at DESC, order_id DESC LIMIT 1)
          AND ${ofUnrestricted}
        WHERE p.notice_id = ${asked.noticeId} AND p.version = ${asked.version} AND (${asked.state} IS NULL OR p.state = ${asked.state})
        ORDER BY (SELECT key FROM json_each(${BY_NEED}) WHERE value = p.state), since, p.person_id
        LIMIT ${asked.limit} OFFSET ${asked.offset}`,
    )
    .map(({ order_id: orderId, letter, n, state, since }) => ({
      orderId,
      number: orderId === null ? null : formatOrderNumber({ letter, n }),
      state,
      since,
    }));

/** One person who is to be told of one version. */
export interface Unmessaged extends VersionId {
  readonly personId: PersonId;
}

/** People who know nothing yet and for whom no message was queued, so many behind `after`. */
export const unmessaged = (db: ReadableDb, after: Unmessaged | null, limit: number): readonly Unmessaged[] =>
  db.all<Unmessaged>(sql`SELECT notice_id AS noticeId, version, person_id AS personId FROM notice_person
    WHERE messaged_at IS NULL AND state = 'queued'
      AND (notice_id, version, person_id) > (${after?.noticeId ?? ''}, ${after?.version ?? ''}, ${after?.personId ?? ''})
    ORDER BY notice_id, version, person_id LIMIT ${limit}`);

export const noteMessaged = (db: WritableDb, version: VersionId, personId: PersonId, now: number): void =>
  void db.run(
    sql`UPDATE notice_person SET messaged_at = ${now} WHERE ${ofVersion(version)} AND person_id = ${personId}`,
  );

export const personOfOrder = (db: ReadableDb, orderId: OrderId): PersonId | null =>
  db.get<{ person_id: PersonId | null }>(sql`SELECT person_id FROM orders WHERE order_id = ${orderId}`)
    ?.person_id ?? null;
