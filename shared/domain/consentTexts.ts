import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  type ConsentChannel,
  type ConsentPurpose,
  consentTextId,
} from './consent.ts';
import type { Localised } from './i18n.ts';

/** The exact wording of one box. A changed word is a new version; old records keep theirs. */
export interface ConsentText {
  readonly textId: string;
  readonly version: string;
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
  readonly statement: Localised;
}

const VERSION = '1';

/** Who, what for, how long, how to withdraw: 30 words at most, each a whole sentence of its own language. */
const STATEMENTS: Readonly<Record<`${ConsentPurpose}.${ConsentChannel}`, Localised>> = {
  'marketing.offers.email': {
    lv: 'Vēlos saņemt no Fotolukss īpašos piedāvājumus e-pastā. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti vēstulē, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss special offers by e-mail. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать от Fotolukss специальные предложения по электронной почте. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
  'marketing.offers.sms': {
    lv: 'Vēlos saņemt no Fotolukss īpašos piedāvājumus īsziņā. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti īsziņā, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss special offers by SMS. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать от Fotolukss специальные предложения по SMS. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
  'marketing.news.email': {
    lv: 'Vēlos saņemt Fotolukss jaunumus e-pastā. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti vēstulē, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss news by e-mail. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать новости Fotolukss по электронной почте. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
  'marketing.news.sms': {
    lv: 'Vēlos saņemt Fotolukss jaunumus īsziņā. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti īsziņā, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss news by SMS. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать новости Fotolukss по SMS. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
  'marketing.hours.email': {
    lv: 'Vēlos e-pastā saņemt ziņas par Fotolukss darba laiku svētkos. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti vēstulē, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss holiday opening hours by e-mail. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать по электронной почте часы работы Fotolukss в праздники. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
  'marketing.hours.sms': {
    lv: 'Vēlos īsziņā saņemt ziņas par Fotolukss darba laiku svētkos. Piekrišana ir spēkā 24 mēnešus. To var jebkurā laikā atsaukt ar saiti īsziņā, ar QR kodu uz talona vai pie letes.',
    en: 'I would like Fotolukss holiday opening hours by SMS. Consent lasts 24 months. I can withdraw it at any time by the link, ticket QR code or at the counter.',
    ru: 'Хочу получать по SMS часы работы Fotolukss в праздники. Согласие действует 24 месяца. Отозвать его можно в любое время по ссылке, QR-коду на талоне или на кассе.',
  },
};

export const CONSENT_TEXTS: readonly ConsentText[] = CONSENT_PURPOSES.flatMap((purpose) =>
  CONSENT_CHANNELS.map((channel) => {
    const textId = consentTextId(purpose, channel);
    return { textId, version: VERSION, purpose, channel, statement: STATEMENTS[textId] };
  }),
);
