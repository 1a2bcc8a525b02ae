import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import {
  ALLOWED_FIELDS,
  type DisclosedField,
  type DisclosureDocument,
  type DisclosureGround,
  type Recipient,
} from '../../../../shared/privacy/disclosure.ts';

export interface Proposal {
  readonly ground: DisclosureGround;
  readonly recipient: Recipient | undefined;
  readonly fields: readonly DisclosedField[];
  readonly document: DisclosureDocument | null;
  readonly proportionality: string | null;
}

export type Ruling =
  | { readonly kind: 'refuse'; readonly code: ErrorCode }
  /** `two` waits for a second manager. */
  | { readonly kind: 'allow'; readonly managers: 'one' | 'two' };

/** Whether a disclosure has one of the named grounds, whole (policy P22-P25); anything else is refused. */
export const ruleOn = ({ ground, recipient, fields, document, proportionality }: Proposal): Ruling => {
  if (!recipient?.grounds.includes(ground)) return { kind: 'refuse', code: 'RECIPIENT_UNKNOWN' };
  const allowed: readonly DisclosedField[] = ALLOWED_FIELDS[ground];
  if (!fields.every((field) => allowed.includes(field))) return { kind: 'refuse', code: 'FIELD_NOT_ALLOWED' };
  if (ground === 'authority' && document === null) return { kind: 'refuse', code: 'DOCUMENT_NEEDED' };
  if (ground !== 'crime_or_rights') return { kind: 'allow', managers: 'one' };
  return proportionality === null
    ? { kind: 'refuse', code: 'REASON_NEEDED' }
    : { kind: 'allow', managers: 'two' };
};

/** The fields as the audit trail spells names of fields, such as `order_number`. */
export const auditNames = (fields: readonly DisclosedField[]): readonly string[] =>
  fields.map((field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** All of a person and an order that can leave; photos go as files beside it. */
export interface DisclosableOrder {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly orderNumber: string;
  readonly orderDay: string;
  readonly total: number;
  readonly paid: number;
}

/**
 * Exactly the named fields, as far as the ground allows them: the one function through which data leaves (policy P23).
 */
export const payloadFor = (
  ground: DisclosureGround,
  fields: readonly DisclosedField[],
  order: DisclosableOrder,
): Readonly<Record<string, string | number | null>> => {
  const allowed: readonly DisclosedField[] = ALLOWED_FIELDS[ground];
  const given = fields.filter((field) => field !== 'photos' && allowed.includes(field));
  return Object.fromEntries(given.map((field) => [field, order[field as keyof DisclosableOrder]]));
};
