import type { Locator } from 'playwright';
import { like } from '../lete/words.ts';
import type { Counter } from './counter.ts';

/** CS5 as staff and managers use it. */
export class Customers {
  readonly counter: Counter;
  constructor(counter: Counter) {
    this.counter = counter;
  }

  search = (): Locator =>
    this.counter.page.getByRole('searchbox', { name: this.counter.t('counter:customers.search') });
  person = (name: string): Locator => this.counter.detail().getByRole('heading', { name, exact: true });
  /** Each consent that stands has its own. */
  withdrawals = (): Locator =>
    this.counter.button(
      like(this.counter.t('counter:customers.consents.withdrawOf', { what: '\u0000' })),
      this.counter.detail(),
    );
  standing = (is: 'live' | 'withdrawn' | 'ended'): Locator =>
    this.counter.detail().getByText(this.counter.t(`counter:customers.consents.is.${is}`), { exact: true });

  async open(): Promise<void> {
    await this.counter.goTo('customers');
    await this.counter.shows(this.search());
  }

  /** Ends when somebody of that name is found. */
  async find(text: string, name: string): Promise<void> {
    await this.search().fill(text);
    await this.counter.shows(this.counter.row(name));
  }

  async openFound(text: string, name: string): Promise<void> {
    await this.find(text, name);
    await this.counter.row(name).dblclick();
    await this.counter.shows(this.person(name));
  }
}
