import type { Locator } from 'playwright';
import type { Counter } from './counter.ts';

/** The counter's pages about sending, and its light in the strip. */
export class CounterSync {
  readonly #counter: Counter;
  constructor(counter: Counter) {
    this.#counter = counter;
  }

  light = (): Locator => this.#counter.strip().locator('[data-tone]').first();
  letters = (): Locator =>
    this.#counter.page.getByRole('region', { name: this.#counter.t('sync:letters.title') });

  /** Joins this terminal to central, as a manager does with a code. */
  async enrol(address: string, code: string): Promise<void> {
    const counter = this.#counter;
    await counter.goToPage('sync', 'terminals');
    await counter.tap(counter.t('sync:enrol.open'), counter.page.locator('main'));
    const dialog = counter.dialog(counter.t('sync:enrol.title'));
    await counter.field(counter.t('sync:enrol.address'), dialog).fill(address);
    await counter.field(counter.t('sync:enrol.code'), dialog).fill(code);
    await counter.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  async allIsSent(): Promise<void> {
    await this.#counter.shows(this.light().getByText(this.#counter.t('sync:standing.allSent')));
  }

  async openPage(): Promise<void> {
    await this.#counter.goTo('sync');
  }
}
