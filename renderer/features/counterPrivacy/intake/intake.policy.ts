import {
  CORRECTABLE,
  isAtOnce,
  needsIdentity,
  type RequestType,
} from '../../../../shared/privacy/requestTypes.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { ShopDay, shopDayOf, startOfShopDay } from '../../../../shared/domain/time.ts';
import type { Asked } from '../../../app/api.ts';
import { NO_PROOF, type ProofForm, readProof } from './proof.policy.ts';

type TakeIn = Asked<'requests:takeIn'>;
export type Channel = Exclude<TakeIn['channel'], 'kiosk'>;
export type WhoKind = TakeIn['who']['kind'];
export type Correctable = (typeof CORRECTABLE)[number];

export const CHANNELS = ['counter', 'email', 'letter', 'web'] as const satisfies readonly Channel[];
export const WHO_KINDS = ['order', 'email', 'phone'] as const satisfies readonly WhoKind[];

/** A request as staff write it down. What the person says in words is not kept. */
export interface IntakeForm {
  readonly type: RequestType | null;
  readonly channel: Channel;
  /** The day an e-mail or letter arrived, as typed; at the counter it is now. */
  readonly day: string;
  readonly locale: Locale;
  readonly whoKind: WhoKind;
  readonly who: string;
  /** `code` sends one to the known contact. */
  readonly identity: 'code' | 'shown';
  readonly proof: ProofForm;
  readonly corrections: Readonly<Record<Correctable, string>>;
}

/** What is known beforehand where a request begins at an order or a customer. */
export interface IntakeStart {
  readonly locale: Locale;
  readonly orderNumber: string | null;
  /** Whom it is about, where it is not told by the order's number. */
  readonly who: { readonly kind: WhoKind; readonly value: string } | null;
}

export const freshIntake = ({ locale, orderNumber, who }: IntakeStart): IntakeForm => ({
  type: null,
  channel: 'counter',
  day: '',
  locale,
  whoKind: who?.kind ?? 'order',
  who: who?.value ?? orderNumber ?? '',
  identity: 'shown',
  proof: { ...NO_PROOF, number: orderNumber ?? '' },
  corrections: { name: '', email: '', phone: '', address: '' },
});

const DAY = /^(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})$/;

/** Reads a day as people write it, 3.11.2026, or as machines do; null when it is none. */
export function parseDay(typed: string): ShopDay | null {
  const text = typed.trim().replace(/\.$/, '');
  const match = DAY.exec(text);
  const iso =
    match === null ? text : `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`;
  const read = ShopDay.safeParse(iso);
  return read.success ? read.data : null;
}

export type IntakeProblem = 'type' | 'day' | 'who' | 'proof' | 'corrections';

/** The request a form amounts to, or what is missing, in the order of the fields. */
export function readIntake(form: IntakeForm, now: number): TakeIn | readonly IntakeProblem[] {
  const { type, channel, locale } = form;
  const day = channel === 'counter' ? null : parseDay(form.day);
  const late = day !== null && day > shopDayOf(now);
  const who = whoOf(form);
  const asksProof = type !== null && needsIdentity(type) && form.identity === 'shown';
  const proof = asksProof ? readProof(form.proof) : null;
  const corrections = type === 'rectification' ? correctionsOf(form) : [];
  const problems: readonly (readonly [IntakeProblem, boolean])[] = [
    ['type', type === null],
    ['day', channel !== 'counter' && (day === null || late)],
    ['who', who === null],
    ['corrections', type === 'rectification' && corrections.length === 0],
    ['proof', asksProof && proof === null],
  ];
  const found = problems.filter(([, is]) => is).map(([problem]) => problem);
  if (found.length > 0 || type === null || who === null) return found;
  const receivedAt = day === null ? null : startOfShopDay(day);
  return { type, channel, receivedAt, locale, who, proof, scope: [], corrections: [...corrections] };
}

function whoOf({ whoKind, who }: IntakeForm): TakeIn['who'] | null {
  const text = who.trim();
  if (text === '') return null;
  switch (whoKind) {
    case 'order':
      return { kind: 'order', number: text };
    case 'email':
      return { kind: 'email', email: text };
    case 'phone':
      return { kind: 'phone', phone: text };
  }
}

const correctionsOf = ({ corrections }: IntakeForm): TakeIn['corrections'] =>
  CORRECTABLE.filter((field) => corrections[field].trim() !== '').map((field) => ({
    field,
    value: corrections[field].trim(),
  }));

/** Which parts of the form a type asks for. */
export const asksIdentity = (type: RequestType | null): boolean => type !== null && needsIdentity(type);
/** Carried out as soon as it is taken in: withdrawal and objection. */
export const happensAtOnce = (type: RequestType | null): boolean => type !== null && isAtOnce(type);
