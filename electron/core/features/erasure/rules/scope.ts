import { type Sql, sql } from '../../../db/sql.ts';

/** Whose rows and files an erasure is about, by ids alone: they stay true when the links between rows are cut. */
export interface Scope {
  readonly people: readonly string[];
  readonly subjects: readonly string[];
  readonly orders: readonly string[];
  /** Unfinished orders with the same e-mail or phone. */
  readonly drafts: readonly string[];
}

const isOneOf = (column: Sql, ids: readonly string[]): Sql =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

const ofOrder = ({ orders }: Scope): Sql => isOneOf(sql`order_id`, orders);
const ofDraft = ({ drafts }: Scope): Sql => isOneOf(sql`draft_id`, drafts);
const ofPerson = ({ people }: Scope): Sql => isOneOf(sql`person_id`, people);
const ofSubject = ({ subjects }: Scope): Sql => isOneOf(sql`subject_ref`, subjects);

/** An open request still has to be answered; its contact goes 30 days after it is closed (rule `request-contact`). */
const ofClosedRequest = ({ subjects }: Scope): Sql =>
  sql`request_id IN (SELECT r.request_id FROM privacy_request r JOIN privacy_subject s ON s.request_id = r.request_id
    WHERE r.closed_at IS NOT NULL AND s.subject_ref IN (SELECT value FROM json_each(${JSON.stringify(subjects)})))`;

/** Disclosures, and what their recipients are told, hang on the orders that were disclosed. */
const ofDisclosed = (scope: Scope): Sql =>
  sql`disclosure_id IN (SELECT disclosure_id FROM disclosure_order WHERE ${ofOrder(scope)})`;

/** Ops on their way, own or relayed, that name any of the pseudonyms or orders in their head. */
const ofOp =
  (named: { readonly subjects: Sql; readonly orders: Sql }) =>
  ({ subjects, orders }: Scope): Sql =>
    sql`(EXISTS (SELECT 1 FROM json_each(${named.subjects}) AS s WHERE ${isOneOf(sql`s.value`, subjects)})
    OR EXISTS (SELECT 1 FROM json_each(${named.orders}) AS o WHERE ${isOneOf(sql`o.value`, orders)}))`;

/** Ids alone, of a person or an order. */
const ofEntity = ({ subjects, orders }: Scope): Sql => isOneOf(sql`entity_id`, [...subjects, ...orders]);

/** Which rows of each table are a person's. A table of the data map about customers that is not here fails a test. */
export const ROWS_OF: Readonly<Record<string, (scope: Scope) => Sql>> = {
  draft: ofDraft,
  draft_photo: ofDraft,
  draft_item: ofDraft,
  order_search: ofOrder,
  order_photo: ofOrder,
  order_item: ofOrder,
  order_history: ofOrder,
  payment: ofOrder,
  output_job: ofOrder,
  print_task: ofOrder,
  orders: ofOrder,
  consent_event: ofSubject,
  consent_code: ofSubject,
  restriction_ahead: ofSubject,
  notice_person: ofPerson,
  message: ofPerson,
  // Found by the keyed hash of the contact alone, and kept: who was erased must get no marketing (P16).
  suppression: () => sql`0`,
  audit: ({ orders, people }) => isOneOf(sql`object_ref`, [...orders, ...people]),
  request: ({ orders, people, drafts }) =>
    sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify([...orders, ...people, ...drafts])}) AS id
      WHERE instr(request.output, id.value) > 0)`,
  access_package: ({
    people,
  }) => sql`privacy_request_id IN (SELECT privacy_request_id FROM access_package_person
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)})))`,
  access_package_person: ofPerson,
  privacy_code: ofClosedRequest,
  privacy_correction: ofClosedRequest,
  privacy_request: ofClosedRequest,
  disclosure: ofDisclosed,
  disclosure_order: ofOrder,
  recipient_task: ofDisclosed,
  outbox: ofOp({ subjects: sql`outbox.subjects`, orders: sql`outbox.orders` }),
  hub_op: ofOp({ subjects: sql`hub_op.subjects`, orders: sql`hub_op.orders` }),
  hub_feed: ofEntity,
  sync_entity: ofEntity,
  // A snapshot that stopped at the person or the order begins anew.
  feed_state: ({ subjects, orders }) =>
    isOneOf(sql`substr(after, instr(after, ' ') + 1)`, [...subjects, ...orders]),
  sync_provisional: ofEntity,
  feed_letter: ofEntity,
  locked_order: ofOrder,
  sync_file: ofOrder,
  // The link goes last: until then the person can be found again.
  subject_map: ofSubject,
  person: ofPerson,
};
