import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { Sql } from '../db/database.ts';
import { jsonOf } from '../db/jsonOf.ts';

const PAGE = 200;

/** Everybody restricted who has an order, and everybody else with a contact of theirs: it is the same human being. */
const HELD_BACK = `
  WITH restricted AS (SELECT subject_ref FROM subject WHERE ${jsonOf('document')} ->> 'restrictedAt' IS NOT NULL),
    named AS (SELECT email, phone FROM orders WHERE subject_ref IN (SELECT subject_ref FROM restricted))
  SELECT DISTINCT subject_ref AS ref FROM orders
   WHERE subject_ref IS NOT NULL AND (subject_ref IN (SELECT subject_ref FROM restricted)
      OR email IN (SELECT email FROM named) OR phone IN (SELECT phone FROM named))`;

const HANDED = `SELECT s.subject_ref FROM transfer t JOIN transfer_subject s USING (transfer_id) WHERE t.recipient = $1`;

/** Whom a transfer is about, by pseudonyms. */
export interface Chosen {
  readonly refs: readonly string[];
  readonly heldBack: number;
  /** Handed to this recipient earlier, and erased since: the recipient has to erase them too (GDPR 19). */
  readonly erased: readonly string[];
}

/** Everybody with an order whom this recipient has not got yet; `everybody`: or has. Restricted people stay. */
export const choosePeople = async (
  sql: Sql,
  { registration, everybody }: { readonly registration: string; readonly everybody: boolean },
): Promise<Chosen> => {
  const held = (await sql.query<{ ref: string }>(HELD_BACK)).map(({ ref }) => ref);
  const chosen = await sql.query<{ ref: string }>(
    `SELECT DISTINCT subject_ref AS ref FROM orders
      WHERE subject_ref IS NOT NULL AND NOT subject_ref = ANY ($2::text[])
        AND ($3 OR subject_ref NOT IN (${HANDED})) ORDER BY ref`,
    [registration, held, everybody],
  );
  const erased = await sql.query<{ ref: string }>(
    `SELECT ref FROM tombstone WHERE kind = 'subject' AND ref IN (${HANDED}) ORDER BY ref`,
    [registration],
  );
  return {
    refs: chosen.map(({ ref }) => ref),
    heldBack: held.length,
    erased: erased.map(({ ref }) => ref),
  };
};

interface Row {
  readonly ref: string;
  readonly document: string;
}

/** One person with all their orders, the newest last, and what is known of their rights in every store. */
export interface TransferredPerson {
  readonly ref: string;
  readonly orders: readonly OrderDocument[];
  readonly subjects: readonly SubjectDocument[];
}

const of = <T>(rows: readonly Row[], ref: string): readonly T[] =>
  rows.filter((row) => row.ref === ref).map(({ document }) => JSON.parse(document) as T);

/** The people of these pseudonyms one after the other, read page by page. */
export async function* peopleOf(sql: Sql, refs: readonly string[]): AsyncGenerator<TransferredPerson> {
  for (let from = 0; from < refs.length; from += PAGE) {
    const page = refs.slice(from, from + PAGE);
    const orders = await sql.query<Row>(
      `SELECT subject_ref AS ref, document FROM orders WHERE subject_ref = ANY ($1::text[]) ORDER BY order_id`,
      [page],
    );
    const subjects = await sql.query<Row>(
      'SELECT subject_ref AS ref, document FROM subject WHERE subject_ref = ANY ($1::text[]) ORDER BY shop_id',
      [page],
    );
    for (const ref of page) yield { ref, orders: of(orders, ref), subjects: of(subjects, ref) };
  }
}

/** The keys with which terminals signed what they recorded, of one terminal each. */
export const terminalKeys = async (sql: Sql): Promise<readonly string[]> => {
  const rows = await sql.query<{ key: string }>('SELECT sign_pub AS key FROM terminal');
  return rows.map(({ key }) => key);
};
