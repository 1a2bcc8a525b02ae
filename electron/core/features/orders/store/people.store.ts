import type { z } from '../../../../../shared/domain/z.ts';
import type { OrderDetail } from '../../../../../shared/contract/orders.ts';
import { type Contact, formatAddress } from '../../../../../shared/domain/contact.ts';
import type { OrderId, PersonId, SubjectRef } from '../../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import { phoneTail } from '../../../../../shared/domain/phone.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { ofUnrestricted } from '../../restriction/index.ts';
import { customerKey } from '../customerKey.policy.ts';

export type NamedContact = Exclude<Contact, { way: 'none' }>;

export interface PersonRecord {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly phoneTail: string | null;
}

/** Keeps what the contact holds and nothing else; `subjectRef` is the only name of the person in append-only records. */
export const insertPerson = (
  db: WritableDb,
  ids: { readonly personId: PersonId; readonly subjectRef: SubjectRef },
  contact: NamedContact,
  now: number,
): void => {
  const email = contact.way === 'email' ? contact.email : null;
  const phone = contact.way === 'sms' ? contact.phone : null;
  const address = contact.address === null ? null : formatAddress(contact.address);
  insertPersonRow(db, { ...ids, name: contact.name, email, phone, address }, now);
};

/** What is stored of a person. E-mail and phone normalised, the address in one line. */
export type StoredContact = Omit<PersonRecord, 'phoneTail'>;

const tailOf = (phone: string | null): string | null => (phone === null ? null : phoneTail(phone));

export const insertPersonRow = (
  db: WritableDb,
  person: StoredContact & { readonly personId: PersonId; readonly subjectRef: SubjectRef },
  now: number,
): void => {
  const { personId, subjectRef, name, email, phone, address } = person;
  db.run(sql`INSERT INTO person (person_id, name, email, phone, address, phone_tail, created_at)
    VALUES (${personId}, ${name}, ${email}, ${phone}, ${address}, ${tailOf(phone)}, ${now})`);
  db.run(sql`INSERT INTO subject_map (subject_ref, person_id) VALUES (${subjectRef}, ${personId})`);
};

/** New values of a person, in every order that shows them. */
export const updateContact = (db: WritableDb, personId: PersonId, contact: StoredContact): void => {
  const { name, email, phone, address } = contact;
  db.run(sql`UPDATE person SET name = ${name}, email = ${email}, phone = ${phone}, address = ${address},
    phone_tail = ${tailOf(phone)} WHERE person_id = ${personId}`);
  db.run(sql`UPDATE orders SET customer_key = ${name === null ? null : customerKey(name)}
    WHERE person_id = ${personId}`);
};

export const findPerson = (db: ReadableDb, personId: PersonId): PersonRecord | undefined =>
  db.get<PersonRecord>(sql`SELECT name, email, phone, address, phone_tail AS phoneTail FROM person
    WHERE person_id = ${personId}`);

/** The pseudonym of a person; null once the link is cut. */
export const subjectOf = (db: ReadableDb, personId: PersonId): SubjectRef | null =>
  db.get<{ ref: SubjectRef }>(sql`SELECT subject_ref AS ref FROM subject_map WHERE person_id = ${personId}`)
    ?.ref ?? null;

type ConsentView = z.infer<typeof OrderDetail>['consents'][number];

/** The latest answer of the person to each purpose and channel. */
export const consentsOf = (db: ReadableDb, personId: PersonId): ConsentView[] => [
  ...db.all<ConsentView>(sql`SELECT c.purpose, c.channel, c.event, c.text_version AS textVersion, c.occurred_at AS at
    FROM consent_event c JOIN subject_map m ON m.subject_ref = c.subject_ref
    WHERE m.person_id = ${personId} AND c.event <> 'shown'
      AND c.seq = (SELECT max(l.seq) FROM consent_event l WHERE l.subject_ref = c.subject_ref
        AND l.purpose = c.purpose AND l.channel = c.channel AND l.event <> 'shown')
    ORDER BY c.purpose, c.channel LIMIT 50`),
];

/** Ids of the records under which this person's consents stand, for the receipt. */
export const givenRecordIds = (db: ReadableDb, personId: PersonId): readonly string[] =>
  db
    .all<{ record_id: string }>(sql`SELECT c.record_id FROM consent_event c
      JOIN subject_map m ON m.subject_ref = c.subject_ref
      WHERE m.person_id = ${personId} AND c.event = 'given' ORDER BY c.seq LIMIT 12`)
    .map((row) => row.record_id);

interface WaitingRow {
  order_id: OrderId;
  letter: string;
  n: number;
  status: OrderStatus;
}

/** Other open orders of the same e-mail address or phone (PUP-2). */
export const alsoWaiting = (db: ReadableDb, orderId: OrderId, person: PersonRecord) =>
  db
    .all<WaitingRow>(sql`SELECT o.order_id, o.letter, o.n, o.status FROM orders o
      WHERE o.closed_at IS NULL AND o.order_id <> ${orderId} AND ${ofUnrestricted} AND o.person_id IN (
        SELECT person_id FROM person WHERE email = ${person.email}
        UNION SELECT person_id FROM person WHERE phone = ${person.phone})
      ORDER BY o.placed_at LIMIT 20`)
    .map((row) => ({ orderId: row.order_id, number: formatOrderNumber(row), status: row.status }));

export const staffName = (db: ReadableDb, staffId: string): string | null =>
  db.get<{ name: string }>(sql`SELECT name FROM staff WHERE staff_id = ${staffId}`)?.name ?? null;

/** How a person can be reached, as stored. */
export interface PersonContact {
  readonly way: 'email' | 'sms';
  readonly value: string;
}

export const contactOf = (db: ReadableDb, personId: PersonId): PersonContact | null => {
  const person = findPerson(db, personId);
  if (person?.email) return { way: 'email', value: person.email };
  return person?.phone ? { way: 'sms', value: person.phone } : null;
};

export const nameOf = (db: ReadableDb, personId: PersonId): string | null =>
  findPerson(db, personId)?.name ?? null;

/** All rows of the same human: those with this e-mail address or phone. The contact is normalised as it is stored. */
export const subjectsOf = (db: ReadableDb, { way, value }: PersonContact): readonly PersonId[] => {
  const same = way === 'email' ? sql`email = ${value}` : sql`phone = ${value}`;
  return db
    .all<{ id: PersonId }>(sql`SELECT person_id AS id FROM person WHERE ${same} ORDER BY person_id`)
    .map(({ id }) => id);
};

/** The rows that share the contact of this one, itself included. */
export const subjectsWith = (db: ReadableDb, personId: PersonId): readonly PersonId[] => {
  const contact = contactOf(db, personId);
  return contact === null ? [personId] : subjectsOf(db, contact);
};
