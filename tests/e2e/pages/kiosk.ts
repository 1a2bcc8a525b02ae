import type { Locator } from 'playwright';
import { like } from '../lete/words.ts';
import { KioskChoosing } from './kioskChoosing.ts';

/** How the customer wants to hear that the order is ready, with what that way needs. */
export type Contact =
  | { readonly way: 'none' }
  | { readonly way: 'sms'; readonly phone: string; readonly name?: string }
  | { readonly way: 'email'; readonly email: string; readonly name?: string };

/** The first answer to the question of age, in each language. */
const AGE_YES = /^(Jā|Yes|Да)$/;

/** What a customer does at the kiosk. Each action ends when its effect is to be seen. */
export class Kiosk extends KioskChoosing {
  async ready(): Promise<void> {
    await this.shows(
      this.startArea()
        .or(this.grid())
        .or(this.heading(this.t('kiosk:source.title'))),
    );
  }

  /** Touches the start screen; photos of a medium that is in come by themselves. */
  async begin(): Promise<void> {
    await this.startArea().click();
    await this.shows(this.grid().or(this.heading(this.t('kiosk:source.title'))));
  }

  /** Leaves the sizes; what is very small is kept as it is when the screen asks once more. */
  async toDetails(): Promise<void> {
    await this.goOn();
    // What it asks depends on whether a central that sends is connected.
    const details = this.heading(this.t('kiosk:details.titleReach')).or(
      this.heading(this.t('kiosk:details.title')),
    );
    const question = this.page.getByRole('alertdialog');
    await this.shows(details.or(question));
    if (await question.isVisible()) await this.tap(this.t('kiosk:sizes.goOnAnyway'), question);
    await this.shows(details);
  }

  async chooseWay(way: Contact['way']): Promise<void> {
    await this.page
      .locator('label')
      .filter({ has: this.way(way) })
      .click();
  }

  async fillContact(contact: Contact): Promise<void> {
    await this.chooseWay(contact.way);
    if (contact.way === 'sms') await this.phoneField().fill(contact.phone);
    if (contact.way === 'email') await this.emailField().fill(contact.email);
    if (contact.way !== 'none' && contact.name) await this.nameField().fill(contact.name);
    await this.putKeyboardAway();
  }

  way = (way: Contact['way']): Locator =>
    this.page.getByRole('radio', { name: new RegExp(`^${this.t(`kiosk:details.${way}`)}`) });
  phoneField = (): Locator => this.field(new RegExp(`^${this.t('kiosk:details.phone')}`));
  emailField = (): Locator => this.field(new RegExp(`^${this.t('kiosk:details.email')}`));
  postcodeField = (): Locator => this.field(new RegExp(`^${this.t('kiosk:details.postcode')}`));
  nameField = (): Locator => this.field(new RegExp(`^${this.t('kiosk:details.name')}`));
  consents = (): Locator => this.page.locator('label').filter({ has: this.page.getByRole('checkbox') });

  /** Delivery asks for an address; its fields exist from then on. */
  async openAddress(): Promise<void> {
    await this.choice('radio', new RegExp(`^${this.t('kiosk:details.address')}`)).click();
    await this.shows(this.postcodeField());
  }

  /** The price as the check shows it. */
  readPrice(): Promise<readonly { readonly text: string; readonly sum: string }[]> {
    return this.page.locator('dl > div').evaluateAll((lines) =>
      lines.map((line) => ({
        text: [...(line.querySelector('dt')?.childNodes ?? [])].map((node) => node.textContent).join(' '),
        sum: line.querySelector('dd')?.textContent ?? '',
      })),
    );
  }

  /** The on-screen keyboard covers the footer while a field is filled. */
  async putKeyboardAway(): Promise<void> {
    if (await this.keyboard().isVisible()) await this.key(this.t('common:keyboard.done')).click();
    await this.keyboard().waitFor({ state: 'hidden' });
  }

  async readNotice(): Promise<void> {
    await this.tap(this.t('kiosk:details.noticeMore'));
    await this.shows(this.noticeDialog());
  }

  async closeNotice(): Promise<void> {
    await this.tap(this.t('common:actions.close'), this.noticeDialog());
    await this.noticeDialog().waitFor({ state: 'hidden' });
  }

  /** All chosen photos are stored: „Karti drīkst izņemt”, or all are copied and there is no card. */
  async cardMayGo(): Promise<void> {
    await this.shows(
      this.page
        .getByText(this.t('kiosk:copy.mayRemove'), { exact: true })
        .or(this.page.getByText(this.t('kiosk:copy.allCopied'), { exact: true })),
    );
  }

  async ticketIsPrinted(): Promise<void> {
    await this.shows(this.page.getByText(this.t('kiosk:number.printed')));
  }

  /** Ticks a box and says yes to the question of age that comes with the first one. */
  async tickConsent(index: number): Promise<void> {
    await this.consents().nth(index).click();
    await this.page.locator('label').filter({ hasText: AGE_YES }).click();
    await this.page.getByRole('radio', { name: AGE_YES, checked: true }).waitFor();
  }

  async toCheck(): Promise<void> {
    await this.goOn();
    await this.shows(this.heading(this.t('kiosk:check.title')));
  }

  /** The shortest way to the details: these photos, the first size offered. */
  async toDetailsWith(...names: readonly string[]): Promise<void> {
    await this.begin();
    await this.openPhotos();
    await this.picturesAreShown();
    await this.pick(...names);
    await this.toSizes();
    await this.toDetails();
  }

  /** The shortest way to the check of an anonymous order. */
  async toCheckWith(...names: readonly string[]): Promise<void> {
    await this.toDetailsWith(...names);
    await this.fillContact({ way: 'none' });
    await this.toCheck();
    await this.cardMayGo();
  }

  async orderWith(contact: Contact, ...names: readonly string[]): Promise<string> {
    await this.toDetailsWith(...names);
    await this.fillContact(contact);
    await this.toCheck();
    await this.cardMayGo();
    const number = await this.order();
    await this.finishVisit();
    return number;
  }

  orderAnonymously(...names: readonly string[]): Promise<string> {
    return this.orderWith({ way: 'none' }, ...names);
  }

  /** Orders and answers the number on the screen. */
  async order(): Promise<string> {
    await this.place().click();
    return this.readNumber();
  }

  async readNumber(): Promise<string> {
    await this.shows(this.orderNumber());
    return (await this.orderNumber().first().innerText()).trim();
  }

  async finishVisit(): Promise<void> {
    await this.finish().click();
    this.forgetLanguage();
    await this.shows(this.startArea());
  }

  /** After a visit the kiosk speaks Latvian again. */
  forgetLanguage(): void {
    this.becomes('lv');
  }

  async startOver(): Promise<void> {
    await this.tap(this.t('common:actions.startOver'));
    await this.tap(this.t('kiosk:startOver.confirm'), this.startOverQuestion());
    this.forgetLanguage();
    await this.shows(this.startArea());
  }

  /** „Pielāgot”: picks one choice of one row and closes. */
  async adjustTo(row: 'text' | 'contrast' | 'motion' | 'time' | 'reach', choice: string): Promise<void> {
    await this.adjust().click();
    const dialog = this.dialog(this.t('kiosk:adjust.title'));
    const group = dialog.getByRole('radiogroup', { name: this.t(`kiosk:adjust.${row}`), exact: true });
    await group
      .getByRole('radio', { name: this.t(`kiosk:adjust.${choice}` as 'kiosk:adjust.more'), exact: true })
      .click();
    await this.tap(this.t('common:actions.close'), dialog);
    await dialog.waitFor({ state: 'hidden' });
  }

  /** So many of the chosen photos are stored, or more. */
  async copied(count: number): Promise<void> {
    const enough = Array.from({ length: 50 }, (_, more) => count + more).join('|');
    await this.shows(this.page.getByText(new RegExp(`^(${enough}) no | (${enough}) of|^(${enough}) из`)));
  }

  /** Core has acknowledged all that was asked: one more question to it is answered after them. */
  async saved(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as { api: Record<string, (input: object) => Promise<unknown>> }).api[
        'visit:current'
      ]?.({}),
    );
  }

  missing = (): Locator =>
    this.page.getByText(like(this.t('kiosk:copy.missing', { missing: '\u0000', total: '\u0000' })));
  claimCode = (): Locator =>
    this.page.locator('main').getByText(/^[ACDEFHJKLMNPRTUVWXY34679]{3} ?[ACDEFHJKLMNPRTUVWXY34679]{3}$/);

  /** Holds the shop's name for three seconds of the page's clock. */
  async pressStaffCorner(): Promise<void> {
    const box = await this.page.locator('[data-staff-corner]').boundingBox();
    if (box === null) throw new Error('There is no corner for staff.');
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.clock.runFor(3100);
    await this.page.mouse.up();
  }

  async enterPin(dialog: Locator, pin: string): Promise<void> {
    const pad = dialog.getByRole('group', { name: this.t('common:pin.label') });
    await pad.focus();
    for (let count = 0; count < 8; count += 1) await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(pin);
  }

  async callStaff(): Promise<void> {
    await this.help().click();
    const answer = this.dialog(this.t('kiosk:help.title'));
    await this.tap(this.t('common:actions.ok'), answer);
    await answer.waitFor({ state: 'hidden' });
  }
}
