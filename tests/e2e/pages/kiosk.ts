import type { Locator } from 'playwright';
import { like } from '../lete/words.ts';
import { scrollOn, type TileSeen, tilesIn } from './grid.ts';
import { KioskParts } from './kioskParts.ts';

/** How the customer wants to hear that the order is ready, with what that way needs. */
export type Contact =
  | { readonly way: 'none' }
  | { readonly way: 'sms'; readonly phone: string; readonly name?: string }
  | { readonly way: 'email'; readonly email: string; readonly name?: string };

/** What a customer does at the kiosk. Each action ends when its effect is to be seen. */
export class Kiosk extends KioskParts {
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

  /** From the source screen to the photos. */
  async openPhotos(): Promise<void> {
    const source = this.heading(this.t('kiosk:source.title'));
    await this.shows(this.grid().or(source));
    if (await source.isVisible()) await this.goOn();
    await this.shows(this.tiles());
  }

  async goOn(): Promise<void> {
    await this.primary().click();
  }

  async pick(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.tile(name).click();
      await this.page.locator(`[role=gridcell][aria-selected=true][aria-label^="${name}"]`).waitFor();
    }
  }

  /** Every tile in sight shows its picture or says why it has none. */
  async picturesAreShown(): Promise<void> {
    await this.shows(this.tiles());
    await this.tilesWithoutAnswer().first().waitFor({ state: 'detached' });
  }

  /** Goes through the grid to its end, as a person scrolls. */
  async readTiles(): Promise<readonly TileSeen[]> {
    const seen = new Map<string, TileSeen>();
    const grid = this.grid();
    await grid.evaluate((element) => element.parentElement?.scrollTo(0, 0));
    for (;;) {
      await this.picturesAreShown();
      for (const { key, ...tile } of await grid.evaluate(tilesIn)) seen.set(key, tile);
      const isEnd = await grid.evaluate(scrollOn);
      if (isEnd) break;
    }
    await grid.evaluate((element) => element.parentElement?.scrollTo(0, 0));
    return [...seen.values()];
  }

  async enlarge(tile: Locator): Promise<void> {
    await this.tap(this.t('kiosk:photos.enlarge'));
    await tile.click();
    await this.shows(this.page.getByRole('dialog').locator('img'));
  }

  async closeLarge(): Promise<void> {
    await this.tap(this.t('common:actions.close'));
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await this.button(this.t('kiosk:photos.enlarge')).click();
  }

  async selectAll(): Promise<void> {
    await this.tap(this.t('kiosk:photos.selectAll'));
    const question = this.page.getByRole('alertdialog');
    const chosen = this.chosenTiles().first();
    await this.shows(question.or(chosen));
    if (await question.isVisible()) await this.tap(this.t('kiosk:photos.selectAll'), question);
    await this.shows(chosen);
  }

  async toSizes(): Promise<void> {
    await this.goOn();
    await this.shows(this.sizeCards());
  }

  /** A size for all photos, or for the one shown. */
  async chooseSize(size: string, scope: 'all' | 'one' = 'all'): Promise<void> {
    await this.scope(scope);
    await this.sizeCard(size).click();
    await this.page.getByRole('radio', { name: new RegExp(`^${size}`), checked: true }).waitFor();
  }

  async scope(scope: 'all' | 'one'): Promise<void> {
    const segment = this.page.getByRole('radio', { name: this.t(`kiosk:sizes.${scope}`), exact: true });
    await segment.click();
  }

  async setCopies(count: number): Promise<void> {
    const copies = this.copies();
    const less = this.button(this.t('common:actions.less'), this.page.locator('main')).first();
    const more = this.button(this.t('common:actions.more'), this.page.locator('main')).first();
    for (;;) {
      const now = Number(await copies.getAttribute('aria-valuenow'));
      if (now === count) return;
      const next = now < count ? now + 1 : now - 1;
      await (now < count ? more : less).click();
      await this.page.locator(`[role=spinbutton][aria-valuenow="${next}"]`).first().waitFor();
    }
  }

  /** The photo on show stands in its frame. */
  async previewIsShown(): Promise<void> {
    await this.shows(this.page.locator('svg[role=img] image, [role=application] img'));
  }

  async openCrop(): Promise<void> {
    await this.tap(this.t('kiosk:sizes.crop'));
    await this.shows(this.heading(this.t('kiosk:crop.title')));
  }

  async zoomIn(): Promise<void> {
    await this.tap(this.t('kiosk:crop.zoomIn'));
  }

  async closeCrop(): Promise<void> {
    await this.tap(this.t('common:actions.done'));
    await this.shows(this.sizeCards());
  }

  /** Leaves the sizes; what is very small is kept as it is when the screen asks once more. */
  async toDetails(): Promise<void> {
    await this.goOn();
    const details = this.heading(this.t('kiosk:details.title'));
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

  async tickConsent(index: number): Promise<void> {
    await this.consents().nth(index).click();
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
    await this.shows(this.page.getByText(new RegExp(`^(${count}) no | ${count} of|^${count} из`)));
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
