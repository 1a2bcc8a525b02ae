import type { Locator, Page } from 'playwright';
import type { Texts } from '../../../renderer/i18n/index.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { wordsIn } from '../lete/words.ts';

const LANGUAGES = { lv: 'LV Latviešu', en: 'EN English', ru: 'RU Русский' } as const;

/** What every window has: words in its language, buttons, choices, questions. */
export class Screen {
  readonly page: Page;
  t: Texts;
  locale: Locale;

  constructor(page: Page, locale: Locale) {
    this.page = page;
    this.locale = locale;
    this.t = wordsIn(locale);
  }

  button(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** A card or box: the label around its hidden input, which is what a finger meets. */
  choice(role: 'radio' | 'checkbox', name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.locator('label').filter({ has: this.page.getByRole(role, { name }) });
  }

  /** Buttons carry their key behind the word. */
  named(word: string): RegExp {
    return new RegExp(`^${word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  dialog(title: string | RegExp): Locator {
    return this.page
      .getByRole('dialog', { name: title })
      .or(this.page.getByRole('alertdialog', { name: title }));
  }

  field(label: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('textbox', { name: label });
  }

  async tap(name: string | RegExp, within?: Locator): Promise<void> {
    await this.button(name, within).click();
  }

  async shows(locator: Locator): Promise<void> {
    await locator.first().waitFor({ state: 'visible' });
  }

  language(locale: Locale): Locator {
    return this.page.getByRole('radio', { name: LANGUAGES[locale], exact: true });
  }

  /** Picks the language of the screen; from then on this object speaks it too. */
  async speak(locale: Locale): Promise<void> {
    await this.language(locale).click();
    await this.page.locator(`html[lang=${locale}]`).waitFor();
    this.becomes(locale);
  }

  /** The screen has changed its language by itself. */
  becomes(locale: Locale): void {
    this.locale = locale;
    this.t = wordsIn(locale);
  }
}
