import type { Texts } from './index.ts';

const PURPOSES = {
  'marketing.offers': 'offers',
  'marketing.news': 'news',
  'marketing.hours': 'hours',
} as const;

/** What was asked, in short; a purpose this version does not know is shown by its code. */
export const consentName = (
  t: Texts,
  { purpose, channel }: { readonly purpose: string; readonly channel: 'email' | 'sms' },
): string =>
  purpose in PURPOSES
    ? t(`counter:consent.purpose.${PURPOSES[purpose as keyof typeof PURPOSES]}.${channel}`)
    : purpose;
