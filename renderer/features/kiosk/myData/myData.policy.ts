import type { RequestWho } from '../../../../shared/contract/requests.ts';
import { PersonName } from '../../../../shared/domain/contact.ts';
import { normaliseEmail } from '../../../../shared/domain/email.ts';
import { parseOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import { normalisePhone } from '../../../../shared/domain/phone.ts';
import { type CorrectableField, isAtOnce, needsIdentity } from '../../../../shared/privacy/requestTypes.ts';
import type { MyDataStep } from '../flow/kioskFlow.policy.ts';

/** What can be asked at the kiosk, in the order of the screen; the rest is asked at the counter or by e-mail. */
export const WISHES = [
  'erasure',
  'access',
  'rectification',
  'restriction',
  'objection_marketing',
  'consent_withdrawal',
  'question',
  'complaint',
] as const;
export type Wish = (typeof WISHES)[number];

export const WHO_WAYS = ['email', 'phone', 'order'] as const;
export type WhoWay = (typeof WHO_WAYS)[number];

/** The contact as it was typed, read as core reads it; null while it cannot be one. */
export function whoOf(way: WhoWay | null, typed: string): RequestWho | null {
  switch (way) {
    case null:
      return null;
    case 'email':
      return normaliseEmail(typed) === null ? null : { kind: 'email', email: typed.trim() };
    case 'phone':
      return normalisePhone(typed) === null ? null : { kind: 'phone', phone: typed.trim() };
    case 'order':
      return parseOrderNumber(typed) === null ? null : { kind: 'order', number: typed.trim() };
  }
}

const LONGEST_ADDRESS = 300;

/** Whether the wanted value can stand with an order. */
export function isCorrectionGood(field: CorrectableField, value: string): boolean {
  switch (field) {
    case 'name':
      return PersonName.safeParse(value).success;
    case 'email':
      return normaliseEmail(value) !== null;
    case 'phone':
      return normalisePhone(value) !== null;
    case 'address':
      return value.trim() !== '' && value.trim().length <= LONGEST_ADDRESS;
  }
}

/** The screen after the choice. A consent is taken back by its code, at once and without a name. */
export function stepAfterWish(wish: Wish): MyDataStep {
  if (wish === 'consent_withdrawal') return 'withdraw';
  return wish === 'rectification' ? 'myDataCorrect' : 'myDataWho';
}

/** The screen after the request was taken in: the same whoever asked (R8). */
export const stepAfterRequest = (wish: Wish): MyDataStep =>
  needsIdentity(wish) ? 'myDataCode' : 'myDataDone';

/** Whether the request can still be taken back: what is done at once cannot. */
export const canTakeBack = (wish: Wish): boolean => !isAtOnce(wish);

/** So many seconds without a code, and it is said that it comes later. */
export const CODE_LATE_S = 8;
export const CODE_DIGITS = 6;
