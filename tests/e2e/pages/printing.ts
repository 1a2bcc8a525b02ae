import type { Locator } from 'playwright';
import type { Expected } from '../../../renderer/features/counterPrinting/printing.store.ts';
import type { Counter } from './counter.ts';

/** Papers of the demo's price list, as each language names them. */
const PAPERS = {
  gloss: { lv: 'Spīdīgs', en: 'Gloss', ru: 'Глянцевая' },
  matte: { lv: 'Matēts', en: 'Matte', ru: 'Матовая' },
} as const;
export type DemoPaper = keyof typeof PAPERS;

/** The page where staff say what is out. */
export class Printing {
  readonly #counter: Counter;
  constructor(counter: Counter) {
    this.#counter = counter;
  }

  async open(): Promise<void> {
    await this.#counter.goTo('printing');
    await this.#counter.shows(this.#row('gloss'));
  }

  async markOut(paper: DemoPaper, expected: Expected): Promise<void> {
    const { t, page } = this.#counter;
    await this.#row(paper).getByRole('button').click();
    await page.getByRole('menuitem', { name: t(`counter:printing.expected.${expected}`) }).click();
    await this.#counter.shows(this.#back(paper));
  }

  async markBack(paper: DemoPaper): Promise<void> {
    await this.#back(paper).click();
    await this.#back(paper).waitFor({ state: 'detached' });
  }

  #row = (paper: DemoPaper): Locator =>
    this.#counter.page
      .getByRole('region', { name: this.#counter.t('counter:printing.title') })
      .getByRole('row', { name: this.#counter.named(PAPERS[paper][this.#counter.locale]) });
  #back = (paper: DemoPaper): Locator =>
    this.#row(paper).getByRole('button', { name: this.#counter.t('counter:printing.back') });
}
