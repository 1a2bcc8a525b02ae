import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { SearchValue } from '../scan/spellings.policy.ts';
import { ROWS_OF, type Scope } from './scope.ts';

type Values = readonly { readonly text: string | null }[];

const inScope = (table: string, scope: Scope) => {
  const rows = ROWS_OF[table];
  if (!rows) throw new Error(`no rows of ${table}`);
  return rows(scope);
};

/** Name, e-mail, phone, address, notes and file names of a person: what must not be found afterwards. */
export const valuesOf = (db: ReadableDb, scope: Scope): readonly SearchValue[] => {
  const people = inScope('person', scope);
  const orders = inScope('orders', scope);
  const photos = inScope('order_photo', scope);
  const drafts = inScope('draft_photo', scope);
  const found: readonly (readonly [SearchValue['kind'], Values])[] = [
    ['name', db.all(sql`SELECT DISTINCT name AS text FROM person WHERE ${people}`)],
    ['email', db.all(sql`SELECT DISTINCT email AS text FROM person WHERE ${people}`)],
    ['phone', db.all(sql`SELECT DISTINCT phone AS text FROM person WHERE ${people}`)],
    ['address', db.all(sql`SELECT DISTINCT address AS text FROM person WHERE ${people}`)],
    ['note', db.all(sql`SELECT DISTINCT note AS text FROM orders WHERE ${orders}`)],
    ['file-name', db.all(sql`SELECT DISTINCT name AS text FROM order_photo WHERE ${photos}`)],
    ['file-name', db.all(sql`SELECT DISTINCT name AS text FROM draft_photo WHERE ${drafts}`)],
  ];
  return found.flatMap(([kind, values]) => values.flatMap(({ text }) => (text ? [{ kind, text }] : [])));
};

interface Contact {
  readonly email: string | null;
  readonly phone: string | null;
}

/** Numbers are typed with and without prefix: the last eight digits tell a Latvian one. */
const tail = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-8);

const draftsWith = (db: ReadableDb, contacts: readonly Contact[]): readonly string[] => {
  const emails = new Set(contacts.flatMap(({ email }) => (email ? [email.toLowerCase()] : [])));
  const phones = new Set(contacts.flatMap(({ phone }) => (phone ? [tail(phone)] : [])));
  return db
    .all<{ draft_id: string; email: string | null; phone: string | null }>(sql`SELECT draft_id,
      contact ->> '$.email' AS email, contact ->> '$.phone' AS phone FROM draft`)
    .filter(
      ({ email, phone }) =>
        (email !== null && emails.has(email.trim().toLowerCase())) ||
        (phone !== null && phones.has(tail(phone))),
    )
    .map(({ draft_id }) => draft_id);
};

/** Everything that is these people's now. */
export const scopeOfPeople = (db: ReadableDb, people: readonly string[]): Scope => {
  const only: Scope = { people, subjects: [], orders: [], drafts: [] };
  const ofPeople = inScope('person', only);
  const contacts = db.all<Contact>(sql`SELECT email, phone FROM person WHERE ${ofPeople}`);
  return {
    people,
    subjects: db
      .all<{ subject_ref: string }>(sql`SELECT subject_ref FROM subject_map WHERE ${ofPeople}`)
      .map((row) => row.subject_ref),
    orders: db
      .all<{ order_id: string }>(sql`SELECT order_id FROM orders WHERE ${ofPeople} ORDER BY order_id`)
      .map((row) => row.order_id),
    drafts: draftsWith(db, contacts),
  };
};

/** The same from a ledger entry, in a database that was restored and may know them again. */
export const scopeOfEntry = (
  db: ReadableDb,
  entry: { readonly subject_refs: readonly string[]; readonly order_refs: readonly string[] },
): Scope => {
  const subjects: Scope = { people: [], subjects: entry.subject_refs, orders: [], drafts: [] };
  const people = db
    .all<{ person_id: string }>(
      sql`SELECT person_id FROM subject_map WHERE ${inScope('subject_map', subjects)}`,
    )
    .map((row) => row.person_id);
  const found = scopeOfPeople(db, people);
  return {
    ...found,
    subjects: entry.subject_refs,
    orders: [...new Set([...found.orders, ...entry.order_refs])],
  };
};

/** Orders that are not ended: they have to be finished or cancelled first. */
export const countOpenOrders = (db: ReadableDb, scope: Scope): number =>
  db.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM orders WHERE ${inScope('orders', scope)} AND closed_at IS NULL`,
  )?.n ?? 0;
