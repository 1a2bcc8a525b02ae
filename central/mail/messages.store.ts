import type { MessageStanding } from '../../shared/sync/messageDocument.ts';
import type { WrittenLetter } from '../../shared/privacy/requestLetters.ts';
import type { Sql } from '../db/database.ts';
import type { CentralTemplate } from '../../shared/privacy/messages/templates.ts';
import type { NewMessage } from '../ops/opsStore.ts';
import type { Terminal } from '../terminals/terminal.ts';

/** A message of a terminal, or one of central's own. */
export type QueuedMessage = Omit<NewMessage, 'message'> & {
  readonly message: Omit<NewMessage['message'], 'template'> & {
    readonly template: NewMessage['message']['template'] | CentralTemplate;
  };
};

export const insertMessages = async (
  sql: Sql,
  { shopId }: Pick<Terminal, 'shopId'>,
  messages: readonly QueuedMessage[],
  now: number,
): Promise<void> => {
  for (const { messageId, kiosk, message } of messages) {
    const { template, channel, locale, subjectRef, orderId, notice, title, paragraphs } = message;
    await sql.query(
      `INSERT INTO message (shop_id, message_id, kiosk, template, channel, locale, subject_ref, order_id, notice, letter,
         queued_at, expires_at, state_at, next_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
      [
        shopId,
        messageId,
        kiosk,
        template,
        channel,
        locale,
        subjectRef,
        orderId,
        notice === null ? null : `${notice.id}:${notice.version}`,
        JSON.stringify({ title, paragraphs }),
        message.queuedAt,
        message.expiresAt,
        now,
      ],
    );
  }
};

/** A message as it waits. */
export interface StoredMessage {
  readonly shopId: string;
  readonly messageId: string;
  readonly version: number;
  readonly kiosk: string | null;
  readonly template: string;
  readonly channel: 'email' | 'sms';
  readonly locale: string;
  readonly subjectRef: string;
  readonly orderId: string | null;
  readonly notice: string | null;
  readonly letter: WrittenLetter;
  readonly expiresAt: number | null;
  readonly firstTryAt: number | null;
  readonly tries: number;
}

const STORED = `shop_id AS "shopId", message_id AS "messageId", version, kiosk, template, channel, locale,
  subject_ref AS "subjectRef", order_id AS "orderId", notice, letter, expires_at AS "expiresAt",
  first_try_at AS "firstTryAt", tries`;

type Row = Omit<StoredMessage, 'letter'> & { readonly letter: string };

const read = ({ letter, ...row }: Row): StoredMessage => ({
  ...row,
  letter: JSON.parse(letter) as WrittenLetter,
});

/** The message that waits the longest for its turn, locked; others that look meanwhile take the next one. */
export const lockNext = async (sql: Sql, now: number): Promise<StoredMessage | undefined> => {
  const [row] = await sql.query<Row>(
    `SELECT ${STORED} FROM message WHERE state = 'queued' AND next_at <= $1
      ORDER BY next_at, message_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [now],
  );
  return row && read(row);
};

/** Messages whose sender is surely gone: it began before `before`. Locked. */
export const lockLeft = async (sql: Sql, before: number): Promise<readonly StoredMessage[]> =>
  (
    await sql.query<Row>(
      `SELECT ${STORED} FROM message WHERE state = 'sending' AND state_at < $1
        ORDER BY message_id LIMIT 100 FOR UPDATE SKIP LOCKED`,
      [before],
    )
  ).map(read);

/** Whether another message has gone, or is going, for the same cause. */
export const hasGone = async (
  sql: Sql,
  { shopId, messageId }: StoredMessage,
  once: string,
): Promise<boolean> => {
  const rows = await sql.query(
    'SELECT 1 AS one FROM message WHERE shop_id = $1 AND once = $2 AND message_id <> $3',
    [shopId, once, messageId],
  );
  return rows.length > 0;
};

export const wait = async (sql: Sql, { shopId, messageId }: StoredMessage, until: number): Promise<void> => {
  await sql.query('UPDATE message SET next_at = $3 WHERE shop_id = $1 AND message_id = $2', [
    shopId,
    messageId,
    until,
  ]);
};

export const beginSending = async (
  sql: Sql,
  { shopId, messageId }: StoredMessage,
  once: string | null,
  now: number,
): Promise<void> => {
  await sql.query(
    `UPDATE message SET state = 'sending', once = $3, state_at = $4, first_try_at = coalesce(first_try_at, $4),
       tries = tries + 1, version = version + 1 WHERE shop_id = $1 AND message_id = $2`,
    [shopId, messageId, once, now],
  );
};

/** Nobody has it: it goes again later. */
export const tryLater = async (
  sql: Sql,
  { shopId, messageId }: StoredMessage,
  { now, at }: { readonly now: number; readonly at: number },
): Promise<void> => {
  await sql.query(
    `UPDATE message SET state = 'queued', once = NULL, state_at = $3, next_at = $4, version = version + 1
      WHERE shop_id = $1 AND message_id = $2 AND state = 'sending'`,
    [shopId, messageId, now, at],
  );
};

export interface End {
  readonly state: 'sent' | 'bounced' | 'uncertain' | 'cancelled';
  readonly reason?: NonNullable<MessageStanding['reason']>;
}

/**
 * Ends a message: what it says is forgotten. Answers its version, or undefined where it is erased meanwhile or has ended
 * already. What bounced frees its cause: staff may have it told again.
 */
export const end = async (
  sql: Sql,
  { shopId, messageId }: StoredMessage,
  { state, reason }: End,
  now: number,
): Promise<number | undefined> => {
  const [row] = await sql.query<{ version: number }>(
    `UPDATE message SET state = $3, reason = $4, letter = NULL, state_at = $5, version = version + 1,
       once = CASE WHEN $3 IN ('sent', 'uncertain') THEN once END
      WHERE shop_id = $1 AND message_id = $2 AND state IN ('queued', 'sending') RETURNING version`,
    [shopId, messageId, state, reason ?? null, now],
  );
  return row?.version;
};

/** Messages of a store as its terminals are told of them. */
export const standingsOfMessages = async (
  sql: Sql,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly version: number; readonly state: MessageStanding }>> => {
  const rows = await sql.query<MessageStanding & { version: number }>(
    `SELECT message_id AS "messageId", template, channel, locale, order_id AS "orderId", state, reason,
       queued_at AS "queuedAt", state_at AS at, version
       FROM message WHERE shop_id = $1 AND message_id = ANY ($2::text[])`,
    [shopId, ids],
  );
  return new Map(rows.map(({ version, ...state }) => [state.messageId, { version, state }]));
};
