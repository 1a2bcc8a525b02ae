import type { CustomerRow } from '../../../../shared/contract/customers.ts';
import type { CallInput, CallOutput } from '../../../../shared/contract/index.ts';
import { maskEmail } from '../../../../shared/domain/email.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import { maskPhone } from '../../../../shared/domain/phone.ts';
import type { QueryContext } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Views } from '../audit/index.ts';
import { contactOf, nameOf, peopleMeant, subjectsOf } from '../orders/index.ts';
import { contactTyped, needsReason } from './customers.policy.ts';
import { type Human, humanOf } from './human.ts';

const MAX_RESULTS = 10;

const maskedContact = (db: ReadableDb, personId: PersonId): string => {
  const contact = contactOf(db, personId);
  if (contact === null) return '';
  return contact.way === 'email' ? maskEmail(contact.value) : maskPhone(contact.value);
};

const toRow = (db: ReadableDb, personId: PersonId, human: Human): CustomerRow => {
  const { newestOpen } = human;
  const closed = needsReason(human);
  return {
    personId,
    name: closed ? null : nameOf(db, personId),
    contact: maskedContact(db, personId),
    number: closed || !newestOpen ? null : formatOrderNumber(newestOpen),
    status: closed || !newestOpen ? null : newestOpen.status,
    open: human.open,
    restricted: human.restricted,
    needsReason: closed,
  };
};

/** Each human once, in the order in which their rows were found. */
const humansAmong = (q: QueryContext, found: readonly PersonId[]) => {
  const seen = new Set<PersonId>();
  const humans: { readonly personId: PersonId; readonly human: Human }[] = [];
  for (const personId of found) {
    if (seen.has(personId) || humans.length === MAX_RESULTS) continue;
    const human = humanOf(q, personId, 'search');
    // The row that was found may be hidden from the caller, or belong to an order of long ago.
    const shown = human.newestOpen?.personId ?? human.people[0];
    if (shown === undefined || seen.has(shown)) continue;
    for (const id of human.people) seen.add(id);
    humans.push({ personId: shown, human });
  }
  return humans;
};

/**
 * People a typed text may mean. There is no list to browse: a text that names nobody exactly enough finds nobody, and
 * what is found is written down.
 */
export const searchCustomers = (
  q: QueryContext,
  deps: { readonly views: Views; readonly store: string },
  { text }: CallInput<'customers:search'>,
): CallOutput<'customers:search'> => {
  const contact = contactTyped(text);
  const { people, byTicket } = contact
    ? { people: subjectsOf(q.db, contact), byTicket: false }
    : peopleMeant(q.db, deps.store, text);
  const all = can(q.caller.role, 'customer.seeAll');
  const rows = humansAmong(q, people)
    .map(({ personId, human }) => toRow(q.db, personId, human))
    .filter((row) => all || !row.needsReason);
  if (rows.length === 0 && byTicket && people.length > 0) return reject('RESTRICTED');
  if (rows.length > 0)
    deps.views.record(q.caller, {
      action: 'order.search',
      objectType: 'person',
      objectRef: null,
      fields: contact?.way === 'email' ? ['person.name', 'person.email'] : ['person.name', 'person.phone'],
      count: rows.length,
      set: rows.map(({ personId }) => personId),
    });
  return { rows };
};
