import type { Role } from '../../../../shared/contract/define.ts';
import { normaliseEmail } from '../../../../shared/domain/email.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import { normalisePhone } from '../../../../shared/domain/phone.ts';
import type { ViewReason } from '../../../../shared/privacy/auditActions.ts';

/** How much of one human the caller would see. */
export interface Standing {
  /** Open orders of this store. */
  readonly open: number;
  readonly restricted: boolean;
}

/** Beyond open orders, and under a restriction, a manager first says why (privacy specification 4.4). */
export const needsReason = ({ open, restricted }: Standing): boolean => open === 0 || restricted;

export type Opening = 'open' | 'MANAGER_NEEDED' | 'REASON_NEEDED';

export const decideOpening = (standing: Standing, role: Role, reason: ViewReason | null): Opening => {
  if (!needsReason(standing)) return 'open';
  if (!can(role, 'customer.seeAll')) return 'MANAGER_NEEDED';
  return reason === null ? 'REASON_NEEDED' : 'open';
};

/** A whole e-mail address or phone as it is stored; null is anything less, such as a name or four digits. */
export const contactTyped = (
  text: string,
): { readonly way: 'email' | 'sms'; readonly value: string } | null => {
  const email = normaliseEmail(text);
  if (email !== null) return { way: 'email', value: email };
  const phone = normalisePhone(text);
  return phone === null ? null : { way: 'sms', value: phone };
};
