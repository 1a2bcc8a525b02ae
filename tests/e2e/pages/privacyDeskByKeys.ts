import type { Locator } from 'playwright';
import type { RequestType } from '../../../shared/privacy/requestTypes.ts';
import { pickByArrows, pressByKey, tabTo } from './keys.ts';
import { PrivacyDesk } from './privacyDesk.ts';

const HUMAN_MS = 80;

/** CS6 for people without a pointer: every step is a key. */
export class PrivacyDeskByKeys extends PrivacyDesk {
  async signIn({ name, pin }: { readonly name: string; readonly pin: string }): Promise<void> {
    const { counter } = this;
    await counter.shows(counter.pinPad());
    const person = counter.page.getByRole('radio', { name: new RegExp(`^${name}`) });
    await pickByArrows(counter.page, counter.page.getByRole('radiogroup').filter({ has: person }), person);
    await tabTo(counter.page, counter.pinPad());
    await counter.page.keyboard.type(pin);
    await counter.page.keyboard.press('Enter');
    await counter.shows(counter.nav());
  }

  /** Takes a request in for the order on show; answers its number. What happens at once asks for no proof. */
  async takeInByKeys(type: RequestType, tail: string | null, correctedName?: string): Promise<string> {
    const { page } = this.counter;
    await page.keyboard.press('t');
    await this.counter.shows(this.dialog());
    await this.pick(this.counter.t(`privacy:type.${type}`));
    if (correctedName !== undefined) {
      await tabTo(page, this.counter.field(this.counter.t('privacy:field.name'), this.dialog()));
      await page.keyboard.type(correctedName);
    }
    if (tail !== null) {
      await this.pick(this.counter.t('privacy:proof.phoneTail'));
      await tabTo(page, this.counter.field(this.counter.t('privacy:proof.field.tail'), this.dialog()));
      await page.keyboard.type(tail);
    }
    await page.keyboard.press('Control+Enter');
    const number = this.dialog().getByText(/^P-\d{4}-\d{4}$/);
    await this.counter.shows(number);
    const taken = await number.innerText();
    await page.keyboard.press('Control+Enter');
    await this.dialog().waitFor({ state: 'hidden' });
    return taken;
  }

  async openByKeys(): Promise<void> {
    await this.go('d');
    await this.counter.shows(this.counter.heading(this.counter.t('privacy:title')));
  }

  async showOrder(number: string): Promise<void> {
    await this.go('p');
    await this.counter.shows(this.counter.search());
    await this.chooseByKeys(number);
  }

  /** Moves through the table on show until the row is the one in hand. */
  async chooseByKeys(number: string): Promise<void> {
    const { counter } = this;
    await counter.shows(counter.row(number));
    await tabTo(counter.page, this.table());
    await counter.page.keyboard.press('Home');
    for (let row = 0; row < 20; row += 1) {
      if ((await counter.row(number).getAttribute('aria-selected')) === 'true') break;
      await counter.page.keyboard.press('ArrowDown');
    }
    await counter.page.keyboard.press('Enter');
    await counter.shows(counter.detail().getByRole('heading', { name: number, exact: true }));
  }

  /** Calls the order on show off. */
  async callOff(): Promise<void> {
    const { counter } = this;
    await pressByKey(counter.page, counter.button(counter.t('counter:detail.more'), counter.actions()));
    const wanted = counter.page.getByRole('menuitem', {
      name: counter.named(counter.t('counter:step.cancelled')),
    });
    await counter.shows(wanted);
    for (let item = 0; item < 12; item += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) break;
      await counter.page.keyboard.press('ArrowDown');
    }
    await counter.page.keyboard.press('Enter');
    await tabTo(counter.page, counter.field(counter.t('counter:reason.label'), this.dialog()));
    await counter.page.keyboard.type('-');
    await counter.page.keyboard.press('Control+Enter');
    await this.dialog().waitFor({ state: 'hidden' });
    await counter.hasStatus('cancelled');
  }

  async actByKeys(word: string): Promise<void> {
    const { counter } = this;
    await pressByKey(counter.page, counter.button(counter.named(word), counter.actions()));
  }

  async typeNumberByKeys(number: string): Promise<void> {
    const { counter } = this;
    const label = counter.t('privacy:decision.typeNumber', { number });
    await tabTo(counter.page, counter.field(label, this.dialog()));
    await counter.page.keyboard.type(number);
  }

  async notMyselfByKeys(): Promise<void> {
    const { counter } = this;
    const box = this.dialog().getByRole('checkbox', { name: counter.t('privacy:decision.notMyself') });
    await pressByKey(counter.page, box, 'Space');
  }

  async confirmByKeys(word: string): Promise<void> {
    const { counter } = this;
    await pressByKey(counter.page, counter.button(counter.named(word), this.dialog()));
    await this.dialog().waitFor({ state: 'hidden' });
  }

  /** As fast as a person, or the keys would count as a scan. */
  async go(key: string): Promise<void> {
    await this.counter.page.keyboard.press('g', { delay: HUMAN_MS });
    await this.counter.page.keyboard.press(key, { delay: HUMAN_MS });
  }

  private table = (): Locator => this.counter.page.locator('main').getByRole('grid');

  /** From the open request to the proof. */
  async eraseByKeys(number: string): Promise<void> {
    const { counter } = this;
    await this.actByKeys(counter.t('privacy:action.approveRest'));
    await this.typeNumberByKeys(number);
    await this.notMyselfByKeys();
    await this.confirmByKeys(counter.t('privacy:action.delete'));
    await this.hasState('cooling');
    await this.actByKeys(counter.t('privacy:action.skipCooling'));
    await this.typeNumberByKeys(number);
    await this.confirmByKeys(counter.t('privacy:action.deleteNow'));
    await this.isProved();
  }

  async approveByKeys(): Promise<void> {
    const { counter } = this;
    await this.actByKeys(counter.t('privacy:action.approve'));
    await this.notMyselfByKeys();
    await this.confirmByKeys(counter.t('privacy:action.approve'));
  }

  /** Gives the person the answer; with it the request is completed. */
  async answerByKeys(): Promise<void> {
    const { counter } = this;
    const answered = counter.t('privacy:action.answered');
    await counter.shows(counter.button(counter.named(answered), counter.actions()));
    await this.actByKeys(answered);
    await this.confirmByKeys(answered);
    await this.hasState('completed');
  }

  private async pick(name: string): Promise<void> {
    const { page } = this.counter;
    const radio = page.getByRole('radio', { name: this.counter.named(name) });
    await pickByArrows(page, this.dialog().getByRole('radiogroup').filter({ has: radio }), radio);
  }
}
