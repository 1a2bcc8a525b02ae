import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { Sql } from '../db/database.ts';
import type { Facts } from './judge.ts';
import type { StoredMessage } from './messages.store.ts';
import { CONTACT_COLUMN, type ContactHash, contactIn } from './suppression.ts';

const parse = <T>(document: string): T => JSON.parse(document) as T;

const orderOf = async (sql: Sql, { shopId, orderId }: StoredMessage): Promise<OrderDocument | null> => {
  if (orderId === null) return null;
  const [row] = await sql.query<{ document: string }>(
    'SELECT document FROM orders WHERE shop_id = $1 AND order_id = $2',
    [shopId, orderId],
  );
  return row === undefined ? null : parse<OrderDocument>(row.document);
};

/** The person as the newest of their orders names them. */
const personOf = async (
  sql: Sql,
  { shopId, subjectRef }: StoredMessage,
): Promise<OrderDocument['person']> => {
  const [row] = await sql.query<{ document: string }>(
    'SELECT document FROM orders WHERE shop_id = $1 AND subject_ref = $2 ORDER BY order_id DESC LIMIT 1',
    [shopId, subjectRef],
  );
  return row === undefined ? null : parse<OrderDocument>(row.document).person;
};

const subjectOf = async (
  sql: Sql,
  { shopId, subjectRef }: StoredMessage,
): Promise<SubjectDocument | null> => {
  const [row] = await sql.query<{ document: string }>(
    'SELECT document FROM subject WHERE shop_id = $1 AND subject_ref = $2',
    [shopId, subjectRef],
  );
  return row === undefined ? null : parse<SubjectDocument>(row.document);
};

/** Everybody else, in any store, who is reached at the same contact. */
const sameContact = async (
  sql: Sql,
  { subjectRef, channel }: Pick<StoredMessage, 'subjectRef' | 'channel'>,
  contact: string,
): Promise<readonly SubjectDocument[]> => {
  const rows = await sql.query<{ document: string }>(
    `SELECT DISTINCT s.document FROM orders o
       JOIN subject s ON s.shop_id = o.shop_id AND s.subject_ref = o.subject_ref
      WHERE o.${CONTACT_COLUMN[channel]} = $1 AND o.subject_ref <> $2`,
    [contact, subjectRef],
  );
  return rows.map(({ document }) => parse<SubjectDocument>(document));
};

const suppressedSince = async (
  sql: Sql,
  hash: string,
  { template, channel }: Pick<StoredMessage, 'template' | 'channel'>,
) => {
  const [row] = await sql.query<{ since: number }>(
    'SELECT since FROM suppression WHERE contact_hash = $1 AND purpose = $2 AND channel = $3',
    [hash, template, channel],
  );
  return row?.since ?? null;
};

/** What a consent to marketing is judged by beside the person's own records; `to` is the contact. */
export const marketingFacts = async (
  sql: Sql,
  box: Pick<StoredMessage, 'template' | 'channel' | 'subjectRef'>,
  to: string,
  hashOf: ContactHash,
): Promise<Pick<Facts, 'others' | 'suppressedSince'>> => {
  const contact = to.toLowerCase();
  return {
    others: await sameContact(sql, box, contact),
    suppressedSince: await suppressedSince(sql, hashOf(box.channel, contact), box),
  };
};

/** All that a message is judged by, as it is in this transaction. */
export const factsOf = async (sql: Sql, message: StoredMessage, hashOf: ContactHash): Promise<Facts> => {
  const order = await orderOf(sql, message);
  const person = order === null ? await personOf(sql, message) : order.person;
  const to = person === null ? null : contactIn(person, message.channel);
  const facts = { order, person, to, subject: await subjectOf(sql, message) };
  if (!message.template.startsWith('marketing.') || to === null)
    return { ...facts, others: [], suppressedSince: null };
  return { ...facts, ...(await marketingFacts(sql, message, to, hashOf)) };
};
