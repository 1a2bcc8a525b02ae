import type { CallInput, CallOutput } from '../../../../shared/contract/index.ts';
import { DisclosureId } from '../../../../shared/domain/ids.ts';
import type { DisclosureDocument, RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import type { MayMarket } from '../consents/index.ts';
import { auditNames, ruleOn } from './disclosure.policy.ts';
import {
  type DisclosedOrder,
  findDisclosure,
  insertDisclosure,
  linkOrders,
  readOrders,
} from './disclosures.store.ts';
import { assertMayDisclose } from './mayDisclose.ts';

const staffOf = (tx: Tx): string => tx.caller.staffId ?? reject('FORBIDDEN');

const recipientIn = ({ recipients }: RecipientRegister, recipientId: string) =>
  recipients.find((recipient) => recipient.recipientId === recipientId);

/** Notes that a paper of an authority came in; it discloses nothing yet. */
export const logArrival = (
  tx: Tx,
  register: RecipientRegister,
  { recipientId, document }: CallInput<'disclosures:logArrival'>,
): CallOutput<'disclosures:logArrival'> => {
  if (!recipientIn(register, recipientId)?.grounds.includes('authority')) return reject('RECIPIENT_UNKNOWN');
  const disclosureId = DisclosureId.parse(tx.ids.ulid());
  insertDisclosure(tx.db, {
    disclosureId,
    at: tx.now,
    state: 'arrived',
    ground: 'authority',
    recipientId,
    fields: [],
    subjects: 0,
    files: 0,
    document,
    proportionality: null,
    channel: null,
    given: null,
    mayBeTold: true,
    tellNotBefore: null,
    loggedBy: staffOf(tx),
    approvedBy: null,
    answers: null,
  });
  tx.audit('disclosure.arrive', disclosureId, { objectType: 'disclosure' });
  return { disclosureId };
};

const documentFor = (tx: Tx, input: CallInput<'disclosures:propose'>): DisclosureDocument | null => {
  if (input.arrivalId === null) return input.document;
  const arrival = findDisclosure(tx.db, input.arrivalId) ?? reject('NOT_FOUND');
  if (arrival.state !== 'arrived' || arrival.recipientId !== input.recipientId) return reject('CONFLICT');
  return arrival.document;
};

const ordersFor = (tx: Tx, orderIds: readonly string[]): readonly DisclosedOrder[] => {
  const orders = readOrders(tx.db, orderIds);
  return orders.length === new Set(orderIds).size ? orders : reject('NOT_FOUND');
};

/**
 * Puts a disclosure on record with its ground. One manager is enough where law or contract names the ground; on
 * suspicion (P25) it waits for a second one.
 */
export const propose = (
  tx: Tx,
  { register, mayMarket }: { readonly register: RecipientRegister; readonly mayMarket: MayMarket },
  input: CallInput<'disclosures:propose'>,
): CallOutput<'disclosures:propose'> => {
  const document = documentFor(tx, input);
  const recipient = recipientIn(register, input.recipientId);
  const ruling = ruleOn({ ...input, recipient, document });
  if (ruling.kind === 'refuse') return reject(ruling.code);
  const orders = ordersFor(tx, input.orderIds);
  assertMayDisclose(mayMarket, tx, input, orders);
  const disclosureId = DisclosureId.parse(tx.ids.ulid());
  const state = ruling.managers === 'one' ? 'approved' : 'proposed';
  insertDisclosure(tx.db, {
    ...input,
    disclosureId,
    at: tx.now,
    state,
    document,
    subjects: new Set(orders.map(({ subjectRef }) => subjectRef).filter((ref) => ref !== null)).size,
    files: input.fields.includes('photos') ? orders.reduce((sum, { files }) => sum + files, 0) : 0,
    loggedBy: staffOf(tx),
    approvedBy: staffOf(tx),
    answers: input.arrivalId,
  });
  linkOrders(tx.db, disclosureId, orders);
  tx.audit(state === 'approved' ? 'disclosure.approve' : 'disclosure.propose', disclosureId, {
    objectType: 'disclosure',
    fields: auditNames(input.fields),
    count: orders.length,
  });
  return { disclosureId, state };
};
