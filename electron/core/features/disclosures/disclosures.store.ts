import type { z } from '../../../../shared/domain/z.ts';
import type { DisclosureRow } from '../../../../shared/contract/disclosures.ts';
import type { DisclosureId, OrderId, PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type {
  DisclosedField,
  DisclosureDocument,
  DisclosureGround,
} from '../../../../shared/privacy/disclosure.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import type { DisclosableOrder } from './disclosure.policy.ts';

export type DisclosureView = z.infer<typeof DisclosureRow>;
export type DisclosureState = DisclosureView['state'];

export interface NewDisclosure {
  readonly disclosureId: DisclosureId;
  readonly at: number;
  readonly state: DisclosureState;
  readonly ground: DisclosureGround;
  readonly recipientId: string;
  readonly fields: readonly DisclosedField[];
  readonly subjects: number;
  readonly files: number;
  readonly document: DisclosureDocument | null;
  readonly proportionality: string | null;
  readonly channel: string | null;
  readonly given: 'all' | 'part' | null;
  readonly mayBeTold: boolean;
  readonly tellNotBefore: string | null;
  readonly loggedBy: string;
  readonly approvedBy: string | null;
  readonly answers: DisclosureId | null;
}

export const insertDisclosure = (db: WritableDb, row: NewDisclosure): void => {
  const { document: doc } = row;
  assertChanged(
    db.run(sql`INSERT INTO disclosure (disclosure_id, at, state, ground, recipient_id, fields, subject_count, file_count,
        doc_type, doc_number, doc_date, doc_basis, doc_verified, proportionality, channel, given, may_be_told,
        tell_not_before, logged_by, approved_by_1, answers)
      VALUES (${row.disclosureId}, ${row.at}, ${row.state}, ${row.ground}, ${row.recipientId}, ${JSON.stringify(row.fields)},
        ${row.subjects}, ${row.files}, ${doc?.type ?? null}, ${doc?.number ?? null}, ${doc?.date ?? null},
        ${doc?.basis ?? null}, ${doc?.verified ?? null}, ${row.proportionality}, ${row.channel}, ${row.given},
        ${row.mayBeTold ? 1 : 0}, ${row.tellNotBefore}, ${row.loggedBy}, ${row.approvedBy}, ${row.answers})`),
  );
};

export interface DisclosedOrder extends DisclosableOrder {
  readonly orderId: OrderId;
  readonly personId: PersonId | null;
  readonly subjectRef: SubjectRef | null;
  readonly files: number;
}

interface OrderRow {
  order_id: OrderId;
  person_id: PersonId | null;
  subject_ref: SubjectRef | null;
  letter: string;
  n: number;
  day: string;
  total: number;
  paid: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
  files: number;
}

/** These orders with all of their customers that could leave; what is gone is not among them. */
export const readOrders = (db: ReadableDb, orderIds: readonly string[]): readonly DisclosedOrder[] =>
  db
    .all<OrderRow>(sql`SELECT o.order_id, o.person_id, m.subject_ref, o.letter, o.n, o.day, o.total, o.paid, p.name, p.email,
        p.phone, p.address, (SELECT count(*) FROM order_photo f WHERE f.order_id = o.order_id) AS files
      FROM orders o LEFT JOIN person p ON p.person_id = o.person_id LEFT JOIN subject_map m ON m.person_id = o.person_id
      WHERE o.order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)})) ORDER BY o.order_id`)
    .map((row) => ({
      orderId: row.order_id,
      personId: row.person_id,
      subjectRef: row.subject_ref,
      name: row.name,
      email: row.email,
      phone: row.phone,
      address: row.address,
      orderNumber: formatOrderNumber(row),
      orderDay: row.day,
      total: row.total,
      paid: row.paid,
      files: row.files,
    }));

export const linkOrders = (
  db: WritableDb,
  disclosureId: DisclosureId,
  orders: readonly DisclosedOrder[],
): void => {
  for (const { orderId, subjectRef } of orders)
    db.run(sql`INSERT INTO disclosure_order (disclosure_id, order_id, subject_ref)
      VALUES (${disclosureId}, ${orderId}, ${subjectRef})`);
};

export const ordersOf = (db: ReadableDb, disclosureId: string): readonly DisclosedOrder[] =>
  readOrders(
    db,
    db
      .all<{ order_id: string }>(
        sql`SELECT order_id FROM disclosure_order WHERE disclosure_id = ${disclosureId}`,
      )
      .map((row) => row.order_id),
  );

interface Row {
  disclosure_id: DisclosureId;
  at: number;
  state: DisclosureState;
  ground: DisclosureGround;
  recipient_id: string;
  fields: string;
  subject_count: number;
  file_count: number;
  doc_type: DisclosureDocument['type'] | null;
  doc_number: string;
  doc_date: DisclosureDocument['date'];
  doc_basis: DisclosureDocument['basis'];
  doc_verified: DisclosureDocument['verified'];
  proportionality: DisclosureView['proportionality'];
  may_be_told: number;
  approved_by_1: string | null;
  code: string | null;
  answered: number;
}

export interface DisclosureRecord extends DisclosureView {
  readonly approvedBy: string | null;
  readonly code: string | null;
}

const toRecord = (row: Row): DisclosureRecord => ({
  disclosureId: row.disclosure_id,
  at: row.at,
  state: row.state,
  ground: row.ground,
  recipientId: row.recipient_id,
  fields: JSON.parse(row.fields) as DisclosedField[],
  subjects: row.subject_count,
  files: row.file_count,
  document:
    row.doc_type === null
      ? null
      : {
          type: row.doc_type,
          number: row.doc_number,
          date: row.doc_date,
          basis: row.doc_basis,
          verified: row.doc_verified,
        },
  proportionality: row.proportionality,
  mayBeTold: row.may_be_told === 1,
  awaitsSecond: row.state === 'proposed',
  answered: row.answered === 1,
  approvedBy: row.approved_by_1,
  code: row.code,
});

const SELECT = sql`SELECT disclosure_id, at, state, ground, recipient_id, fields, subject_count, file_count, doc_type,
  doc_number, doc_date, doc_basis, doc_verified, proportionality, may_be_told, approved_by_1, code,
  EXISTS (SELECT 1 FROM disclosure a WHERE a.answers = disclosure.disclosure_id) AS answered FROM disclosure`;

const one = (db: ReadableDb, where: Sql): DisclosureRecord | undefined => {
  const row = db.get<Row>(sql`${SELECT} ${where}`);
  return row && toRecord(row);
};

export const findDisclosure = (db: ReadableDb, disclosureId: string): DisclosureRecord | undefined =>
  one(db, sql`WHERE disclosure_id = ${disclosureId}`);

/** Newest first. */
export const listDisclosures = (db: ReadableDb, offset: number, limit: number) => ({
  total: db.get<{ n: number }>(sql`SELECT count(*) AS n FROM disclosure`)?.n ?? 0,
  rows: db
    .all<Row>(sql`${SELECT} ORDER BY at DESC, disclosure_id DESC LIMIT ${limit} OFFSET ${offset}`)
    .map(toRecord),
});

export const settleDisclosure = (
  db: WritableDb,
  disclosureId: string,
  state: 'approved' | 'refused',
  second: string | null,
): void =>
  assertChanged(
    db.run(sql`UPDATE disclosure SET state = ${state}, approved_by_2 = ${second}
      WHERE disclosure_id = ${disclosureId} AND state IN ('arrived', 'proposed')`),
  );

export const keepCode = (db: WritableDb, disclosureId: string, code: string): void =>
  assertChanged(
    db.run(
      sql`UPDATE disclosure SET code = ${code} WHERE disclosure_id = ${disclosureId} AND state = 'approved'`,
    ),
  );
