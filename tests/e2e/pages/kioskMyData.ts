import type { Locator } from 'playwright';
import type { Wish } from '../../../renderer/features/kiosk/myData/myData.policy.ts';
import { Kiosk } from './kiosk.ts';

/** What a person does about their own data at the kiosk (KS8). */
export class KioskMyData extends Kiosk {
  async open(): Promise<void> {
    await this.tap(this.t('kiosk:start.myData'));
    await this.shows(this.heading(this.t('kiosk:myData.title')));
  }

  /** Picks what is wanted and goes to its first screen. */
  async want(wish: Wish): Promise<void> {
    await this.choice('radio', new RegExp(`^${this.t(`kiosk:myData.wish.${wish}`)}`)).click();
    await this.goOn();
  }

  async correctEmail(value: string): Promise<void> {
    await this.choice('radio', this.t('kiosk:myData.field.email')).click();
    await this.field(new RegExp(`^${this.t('kiosk:myData.newValue.email')}`)).fill(value);
    await this.putKeyboardAway();
  }

  async tellEmail(email: string): Promise<void> {
    await this.choice('radio', this.t('kiosk:myData.way.email')).click();
    await this.whoField().fill(email);
    await this.putKeyboardAway();
  }

  async typeTicketCode(code: string): Promise<void> {
    await this.ticketCode().fill(code);
  }

  whoField = (): Locator => this.field(new RegExp(`^${this.t('kiosk:myData.way.email')}`));
  ticketCode = (): Locator => this.field(new RegExp(`^${this.t('kiosk:myData.ticketCode')}`));
  requestNumber = (): Locator => this.page.getByText(/^P-\d{4}-\d{4,6}$/);
  agreed = (): Locator => this.page.getByRole('list', { name: this.t('kiosk:myData.agreed') });
  /** The code of the number screen that takes the consents back. */
  withdrawalCode = (): Locator =>
    this.page.getByText(/^[ACDEFHJKLMNPRTUVWXY34679]{4}(-[ACDEFHJKLMNPRTUVWXY34679]{4}){2}$/);
}
