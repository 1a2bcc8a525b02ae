import type { Locator } from 'playwright';
import type { RequestState, RequestType } from '../../../shared/privacy/requestTypes.ts';
import type { Counter } from './counter.ts';

/** An erasure rewrites the database, proves that nothing is left and makes a backup. */
const ERASURE_TIMEOUT_MS = 120_000;

/** CS6 as staff and managers use it. */
export class PrivacyDesk {
  readonly counter: Counter;
  constructor(counter: Counter) {
    this.counter = counter;
  }

  dialog = (): Locator => this.counter.page.getByRole('dialog');
  evidence = (): Locator =>
    this.counter.page.getByRole('region', { name: this.counter.t('privacy:evidence.label') });

  async open(): Promise<void> {
    const { counter } = this;
    await counter.goTo('requests');
    await counter.shows(
      counter.heading(counter.t('privacy:title')).or(counter.heading(counter.t('privacy:mine'))),
    );
  }

  /** Takes a request in for the order on show; the phone tail is the proof. Answers the request's number. */
  async takeIn(type: RequestType, tail: string): Promise<string> {
    const { counter } = this;
    await counter.page.keyboard.press('t');
    await counter.shows(this.dialog());
    await counter.choice('radio', counter.t(`privacy:type.${type}`), this.dialog()).click();
    await counter.choice('radio', counter.t('privacy:proof.phoneTail'), this.dialog()).click();
    await counter.field(counter.t('privacy:proof.field.tail'), this.dialog()).fill(tail);
    await counter.page.keyboard.press('Control+Enter');
    const number = this.dialog().getByText(/^P-\d{4}-\d{4}$/);
    await counter.shows(number);
    const taken = await number.innerText();
    await counter.page.keyboard.press('Control+Enter');
    await this.dialog().waitFor({ state: 'hidden' });
    return taken;
  }

  async choose(number: string): Promise<void> {
    await this.counter.row(number).click();
    await this.counter.shows(this.counter.detail().getByRole('heading', { name: number, exact: true }));
  }

  async hasState(state: RequestState, timeout = 10_000): Promise<void> {
    const words = this.counter.t(`privacy:state.${state}`);
    await this.counter.detail().getByText(words, { exact: true }).first().waitFor({ timeout });
  }

  async act(word: string): Promise<void> {
    await this.counter.tap(this.counter.named(word), this.counter.actions());
  }

  /** The last look before a deletion: the number typed by hand, and the word that it is not about oneself. */
  async typeNumber(number: string): Promise<void> {
    const { counter } = this;
    const label = counter.t('privacy:decision.typeNumber', { number });
    await counter.field(label, this.dialog()).fill(number);
  }

  async notMyself(): Promise<void> {
    const { counter } = this;
    await counter.choice('checkbox', counter.t('privacy:decision.notMyself'), this.dialog()).click();
  }

  async confirm(word: string): Promise<void> {
    await this.counter.tap(this.counter.named(word), this.dialog());
    await this.dialog().waitFor({ state: 'hidden' });
  }

  /** What a manager does from the open queue to the proof: approves, ends the waiting, answers the person. */
  async erase(number: string): Promise<void> {
    const { counter } = this;
    await this.open();
    await this.choose(number);
    await this.act(counter.t('privacy:action.approveRest'));
    await this.typeNumber(number);
    await this.notMyself();
    await this.confirm(counter.t('privacy:action.delete'));
    await this.hasState('cooling');
    await this.act(counter.t('privacy:action.skipCooling'));
    await this.typeNumber(number);
    await this.confirm(counter.t('privacy:action.deleteNow'));
    await this.isProved();
  }

  /** Proved, and only the letter to the person is left. */
  async isProved(): Promise<void> {
    const { counter } = this;
    const certificate = counter.button(counter.t('privacy:run.certificate.pdf'), counter.detail());
    await certificate.waitFor({ timeout: ERASURE_TIMEOUT_MS });
  }
}
