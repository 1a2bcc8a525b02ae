import type { OrderId } from '../../../../../shared/domain/ids.ts';
import {
  ALLOWED_FIELDS,
  type DisclosedField,
  DisclosureDocument,
  type DisclosureGround,
  type Recipient,
} from '../../../../../shared/privacy/disclosure.ts';
import type { Asked } from '../../../../app/api.ts';
import { parseDay } from '../../intake/intake.policy.ts';

type Proposed = Asked<'disclosures:propose'>;
export type Arrival = Asked<'disclosures:logArrival'>;

/** The paper of an authority as it is written down. */
export interface DocumentForm {
  readonly type: DisclosureDocument['type'];
  readonly number: string;
  readonly day: string;
  readonly basis: DisclosureDocument['basis'] | null;
  readonly verified: DisclosureDocument['verified'] | null;
}

export const NO_DOCUMENT: DocumentForm = {
  type: 'request',
  number: '',
  day: '',
  basis: null,
  verified: null,
};

/** What came in from whom; a manager decides on it. */
export interface ArrivalForm {
  readonly recipientId: string | null;
  readonly document: DocumentForm;
}

export const NO_ARRIVAL: ArrivalForm = { recipientId: null, document: NO_DOCUMENT };

export interface ProposalForm {
  /** The arrival it answers: recipient and paper are that one's. */
  readonly arrivalId: Proposed['arrivalId'];
  readonly ground: DisclosureGround;
  readonly recipientId: string | null;
  readonly orders: readonly { readonly orderId: OrderId; readonly name: string }[];
  readonly fields: readonly DisclosedField[];
  readonly document: DocumentForm;
  readonly proportionality: Proposed['proportionality'];
  readonly channel: Proposed['channel'];
  readonly given: Proposed['given'];
  readonly mayBeTold: boolean;
  readonly tellNotBefore: string;
}

export const NO_PROPOSAL: ProposalForm = {
  arrivalId: null,
  ground: 'authority',
  recipientId: null,
  orders: [],
  fields: [],
  document: NO_DOCUMENT,
  proportionality: null,
  channel: 'handed-over',
  given: 'part',
  mayBeTold: true,
  tellNotBefore: '',
};

export const recipientsFor = (recipients: readonly Recipient[], ground: DisclosureGround) =>
  recipients.filter(({ grounds }) => grounds.includes(ground));

/** Another ground has other recipients and a shorter list of fields: what no longer fits is taken out. */
export function onGround(
  form: ProposalForm,
  ground: DisclosureGround,
  recipients: readonly Recipient[],
): ProposalForm {
  const allowed: readonly DisclosedField[] = ALLOWED_FIELDS[ground];
  const fits = recipientsFor(recipients, ground).some(({ recipientId }) => recipientId === form.recipientId);
  return {
    ...form,
    ground,
    recipientId: fits ? form.recipientId : null,
    fields: form.fields.filter((field) => allowed.includes(field)),
  };
}

export type DocumentProblem = 'number' | 'day' | 'basis' | 'verified';
export type Problem =
  | DocumentProblem
  | 'recipient'
  | 'orders'
  | 'fields'
  | 'proportionality'
  | 'tellNotBefore';

const isDocumentNumber = (number: string): boolean =>
  DisclosureDocument.shape.number.safeParse(number).success;

function problemsOf({ number, day, basis, verified }: DocumentForm): readonly DocumentProblem[] {
  const all = {
    number: !isDocumentNumber(numberOf(number)),
    day: parseDay(day) === null,
    basis: basis === null,
    verified: verified === null,
  };
  return (Object.keys(all) as DocumentProblem[]).filter((problem) => all[problem]);
}

/** Letters of a number are capitals; spaces are slips of the hand. */
const numberOf = (typed: string): string => typed.replaceAll(/\s/g, '').toLocaleUpperCase('lv');

function documentOf({ type, number, day, basis, verified }: DocumentForm): DisclosureDocument | null {
  const date = parseDay(day);
  if (date === null || basis === null || verified === null) return null;
  return { type, number: numberOf(number), date, basis, verified };
}

export type Read<Input> =
  | { readonly kind: 'ready'; readonly input: Input }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** The arrival a form amounts to, or what is missing. */
export function readArrival({ recipientId, document }: ArrivalForm): Read<Arrival> {
  const problems: readonly Problem[] = [
    ...(recipientId === null ? (['recipient'] as const) : []),
    ...problemsOf(document),
  ];
  const paper = documentOf(document);
  return problems.length > 0 || recipientId === null || paper === null
    ? { kind: 'wrong', problems }
    : { kind: 'ready', input: { recipientId, document: paper } };
}

const needsDocument = ({ ground, arrivalId }: ProposalForm): boolean =>
  ground === 'authority' && arrivalId === null;

/** The proposal a form amounts to, or what is missing, in the order of the fields. Core decides by the same rules. */
export function readProposal(form: ProposalForm): Read<Proposed> {
  const { arrivalId, ground, recipientId, orders, fields, proportionality, channel, given, mayBeTold } = form;
  const withDocument = needsDocument(form);
  const tellNotBefore = form.tellNotBefore.trim() === '' ? null : parseDay(form.tellNotBefore);
  const asksDay = !mayBeTold && form.tellNotBefore.trim() !== '';
  const problems: readonly Problem[] = [
    ...(recipientId === null ? (['recipient'] as const) : []),
    ...(withDocument ? problemsOf(form.document) : []),
    ...(ground === 'crime_or_rights' && proportionality === null ? (['proportionality'] as const) : []),
    ...(orders.length === 0 ? (['orders'] as const) : []),
    ...(fields.length === 0 ? (['fields'] as const) : []),
    ...(asksDay && tellNotBefore === null ? (['tellNotBefore'] as const) : []),
  ];
  if (problems.length > 0 || recipientId === null) return { kind: 'wrong', problems };
  const input: Proposed = {
    arrivalId,
    ground,
    recipientId,
    orderIds: orders.map(({ orderId }) => orderId),
    fields: [...fields],
    document: withDocument ? documentOf(form.document) : null,
    proportionality: ground === 'crime_or_rights' ? proportionality : null,
    channel,
    given,
    mayBeTold,
    tellNotBefore: mayBeTold ? null : tellNotBefore,
  };
  return { kind: 'ready', input };
}
