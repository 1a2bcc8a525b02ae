import type { WithdrawalCode } from './orderNumber.ts';

const below = (base: string, path: string): string =>
  base === '' ? '' : `${base.replace(/\/$/, '')}/${path}`;

/** Address of the status page of one order; empty when the store has none. */
export const statusUrlOf = (base: string, token: string): string => below(base, token);

/** Address of the page that takes consents back, or the code alone where the store has none. */
export const withdrawalUrlOf = (base: string, code: WithdrawalCode): string =>
  below(base, `w/${code}`) || code;
