import { type AgeAnswer, type ConsentChannel, type ConsentPurpose, consentTextId } from './consent.ts';
import { CONSENT_TEXTS } from './consentTexts.ts';
import type { Locale, Localised } from './i18n.ts';

/** Words around the boxes, as the customer sees or hears them. A changed word is another screen in the records. */
const WORDS = {
  title: { lv: 'Tikai, ja vēlaties', en: 'Only if you like', ru: 'Только если хотите' },
  intro: {
    lv: 'Pasūtījumu tas neietekmē.',
    en: 'It makes no difference to your order.',
    ru: 'На заказ это не влияет.',
  },
} as const satisfies Readonly<Record<string, Localised>>;

/** The question that stands below the boxes once one is ticked (C7); the age is a setting. */
const ageQuestion = (age: number): Localised => ({
  lv: `Vai jums ir ${age} gadi vai vairāk?`,
  en: `Are you ${age} or older?`,
  ru: `Вам ${age} лет или больше?`,
});

const AGE_WORDS = {
  '13plus': { lv: 'Jā', en: 'Yes', ru: 'Да' },
  parent: {
    lv: 'Esmu vecāks un piekrītu pats',
    en: 'I am a parent and consent myself',
    ru: 'Я родитель и соглашаюсь сам',
  },
  under13: { lv: 'Nē', en: 'No', ru: 'Нет' },
} as const satisfies Readonly<Record<AgeAnswer, Localised>>;

export interface ConsentBox {
  readonly textId: `${ConsentPurpose}.${ConsentChannel}`;
  readonly textVersion: string;
  readonly statement: string;
  readonly defaultState: false;
}

/**
 * Everything of a consent screen that could sway an answer: words, order of the boxes, what is ticked beforehand. The
 * window draws it from here and the record keeps it, so that both are the same by construction (C3).
 */
export interface ConsentScreen {
  readonly schema: 'lete-consent-screen/1';
  /** Tapped by the customer, or read out by staff. */
  readonly at: 'kiosk' | 'counter';
  readonly locale: Locale;
  readonly title: string;
  readonly intro: string;
  readonly boxes: readonly ConsentBox[];
  readonly age: {
    readonly question: string;
    readonly answers: readonly { readonly answer: AgeAnswer; readonly text: string }[];
    readonly defaultAnswer: null;
    readonly askedWhen: 'a-box-is-ticked';
  };
}

const AGE_ORDER = ['13plus', 'parent', 'under13'] as const satisfies readonly AgeAnswer[];

/** The screen of one channel in one language. */
export function consentScreen(
  at: ConsentScreen['at'],
  channel: ConsentChannel,
  locale: Locale,
  ageLimit: number,
): ConsentScreen {
  return {
    schema: 'lete-consent-screen/1',
    at,
    locale,
    title: WORDS.title[locale],
    intro: WORDS.intro[locale],
    boxes: CONSENT_TEXTS.filter((text) => text.channel === channel).map((text) => ({
      textId: consentTextId(text.purpose, text.channel),
      textVersion: text.version,
      statement: text.statement[locale],
      defaultState: false,
    })),
    age: {
      question: ageQuestion(ageLimit)[locale],
      answers: AGE_ORDER.map((answer) => ({ answer, text: AGE_WORDS[answer][locale] })),
      defaultAnswer: null,
      askedWhen: 'a-box-is-ticked',
    },
  };
}
