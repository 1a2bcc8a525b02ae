import type { Materiality } from '../../../../../shared/domain/notice.ts';
import {
  addDays,
  type ShopDay,
  shopDayOf,
  startOfShopDay,
  type TimeMs,
} from '../../../../../shared/domain/time.ts';
import type { Asked } from '../../../../app/api.ts';
import { parseDay } from '../../intake/intake.policy.ts';

/** Where a version stands on the site and from when it holds, as typed. */
export interface PublicationForm {
  readonly siteUrl: string;
  readonly day: string;
}

export const NO_PUBLICATION: PublicationForm = { siteUrl: '', day: '' };

export type PublicationProblem = 'site' | 'day';

type Publication = NonNullable<Asked<'notices:move'>['publication']>;

const isAddress = (text: string): boolean => URL.parse(text)?.protocol === 'https:';

/** The publication a form amounts to, or what is wrong in it, in the order of the fields. */
export function readPublication(
  form: PublicationForm,
):
  | { readonly kind: 'ready'; readonly publication: Publication }
  | { readonly kind: 'wrong'; readonly problems: readonly PublicationProblem[] } {
  const siteUrl = form.siteUrl.trim();
  const day = parseDay(form.day);
  const problems: PublicationProblem[] = [];
  if (!isAddress(siteUrl)) problems.push('site');
  if (day === null) problems.push('day');
  if (problems.length > 0 || day === null) return { kind: 'wrong', problems };
  return { kind: 'ready', publication: { siteUrl, effectiveAt: startOfShopDay(day) } };
}

/** The first whole day on which a version published now may take effect: a material change needs its time (P37). */
export const earliestDay = (now: TimeMs, materiality: Materiality, leadDays: number): ShopDay =>
  addDays(shopDayOf(now), 1 + (materiality === 'material' ? leadDays : 0));
