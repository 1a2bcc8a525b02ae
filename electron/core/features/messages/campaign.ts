import { createHash } from 'node:crypto';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { type PersonId, ulid } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { noteMessaged, type Unmessaged, unmessaged } from '../notices/index.ts';
import { contactOn } from './messages.store.ts';
import { queueMessage } from './queueMessage.ts';

const BATCH = 200;

/** The same at every terminal that tells this person of this version: central sends one message. */
const messageIdOf = (cause: string): string => {
  const hash = createHash('sha256').update('lete-notice-message/1').update(cause).digest();
  return ulid(hash.readUIntBE(0, 6), hash.subarray(6));
};

/** The language of the person's newest order. */
const localeOf = (db: ReadableDb, personId: PersonId): Locale =>
  db.get<{ locale: Locale }>(sql`SELECT locale FROM orders WHERE person_id = ${personId}
    ORDER BY placed_at DESC LIMIT 1`)?.locale ?? 'lv';

/**
 * Queues the personal notices of a material change, so many at a time (P37). Answers where to go on, or null when
 * everybody was looked at. Such a notice is a duty and needs no consent for marketing; it has no room for offers.
 */
export const queueNotices = (tx: Tx, after: Unmessaged | null): Unmessaged | null => {
  const people = unmessaged(tx.db, after, BATCH);
  for (const { noticeId, version, personId } of people) {
    const channel = contactOn(tx.db, personId, 'email') === null ? 'sms' : 'email';
    const cause = `${noticeId}:${version}:${personId}`;
    const queued = queueMessage(tx, {
      template: 'notice.change',
      personId,
      channel,
      locale: localeOf(tx.db, personId),
      noticeId,
      noticeVersion: version,
      cause,
      messageId: messageIdOf(cause),
    });
    if (queued.kind !== 'refused') noteMessaged(tx.db, { noticeId, version }, personId, tx.now);
  }
  return people.at(-1) ?? null;
};
