import type { Locator } from 'playwright';
import type { Section } from '../../../renderer/features/counterSettings/settingsState.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { like } from '../lete/words.ts';
import { CounterParts } from './counterParts.ts';
import { typeFast } from './keys.ts';

export type PaidBy = 'cash' | 'card';

/** Ten seconds in which the start can be taken back, then the pictures are made. */
const PRODUCTION_TIMEOUT_MS = 300_000;

type Screens =
  | 'orders'
  | 'newOrder'
  | 'pickUp'
  | 'printing'
  | 'customers'
  | 'requests'
  | 'sync'
  | 'reports'
  | 'settings';

/** The demo's made-up people. */
export const STAFF = { name: 'Līga', pin: '2468' } as const;
export const MANAGER = { name: 'Andris', pin: '1357' } as const;

/** What staff do at the counter. Each action ends when its effect is to be seen. */
export class Counter extends CounterParts {
  async ready(): Promise<void> {
    await this.shows(this.pinPad().or(this.nav()));
  }

  async signIn(name: string = STAFF.name, pin: string = STAFF.pin): Promise<void> {
    await this.shows(this.pinPad());
    await this.person(name).click();
    await this.pinPad().focus();
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
    await this.shows(this.nav());
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l');
    await this.shows(this.pinPad());
  }

  /** Makes the visit at the kiosk an order in the making at the counter. */
  async takeOver(): Promise<void> {
    await this.tap(this.t('counter:kiosks.takeOver'), this.nav());
    await this.shows(this.button(this.t('counter:kiosks.sendBack')));
  }

  async sendBack(): Promise<void> {
    await this.tap(this.t('counter:kiosks.sendBack'));
  }

  /** A new order with these photos chosen. */
  async beginOrder(...names: readonly string[]): Promise<void> {
    await this.goTo('newOrder');
    await this.tap(this.t('counter:orders.new'), this.page.locator('main'));
    for (const name of names) {
      await this.tile(name).click();
      await this.shows(this.chosenTiles());
    }
  }

  /** The frame and look of one line of a new order. */
  async openEditor(name: string): Promise<void> {
    await this.button(this.t('counter:new.editPhoto', { name })).click();
    await this.shows(this.page.getByRole('application').locator('img'));
  }

  async goTo(screen: Screens): Promise<void> {
    await this.nav()
      .getByRole('button', { name: this.t(`counter:nav.${screen}`) })
      .click();
  }

  /** A page of the line of the navigation that is on show. */
  async goToPage(
    line: 'requests' | 'reports' | 'sync',
    page: 'disclosures' | 'notices' | 'retention' | 'audit' | 'statistics' | 'terminals',
  ): Promise<void> {
    await this.goTo(line);
    const pages = this.page.getByRole('navigation', { name: this.t(`counter:nav.${line}`), exact: true });
    const link = this.button(this.named(this.t(`counter:page.${page}`)), pages);
    await link.click();
    await this.shows(pages.locator('[aria-current=page]', { hasText: this.t(`counter:page.${page}`) }));
  }

  /** One section of the settings, with its form read. */
  async openSettings(section: Section): Promise<void> {
    await this.goTo('settings');
    const name = this.t(`settings:sections.${section}`);
    await this.tap(name, this.page.getByRole('navigation', { name: this.t('settings:sections.label') }));
    await this.shows(this.page.getByRole('heading', { level: 2, name, exact: true }));
  }

  async open(number: string): Promise<void> {
    await this.row(number).click();
    await this.shows(this.detail().getByRole('heading', { name: number, exact: true }));
  }

  async openFirst(): Promise<void> {
    await this.rows().first().click();
    await this.shows(this.actions());
  }

  /** Types into the search of the list, which answers a moment later. */
  async searchFor(text: string): Promise<void> {
    await this.search().fill(text);
  }

  async openPhotos(): Promise<void> {
    await this.tap(this.t('counter:photos.open'), this.detail());
    await this.shows(this.photos());
  }

  /** Takes the next step, the one primary button, and waits for the status it leads to. */
  async step(to: OrderStatus): Promise<void> {
    await this.tap(this.named(this.t(`counter:step.${to}` as 'counter:step.ready')), this.actions());
    await this.hasStatus(to);
  }

  /** The order on show says so at its head; its buttons carry the same words. */
  async hasStatus(status: OrderStatus): Promise<void> {
    const head = this.detail().getByRole('region').first();
    await this.shows(head.getByText(this.t(`common:orderStatus.${status}`), { exact: true }));
  }

  /** Calls the order on show off, with a reason in the words of the one who does it. */
  async cancelOrder(): Promise<void> {
    await this.tap(this.t('counter:detail.more'), this.actions());
    await this.page.getByRole('menuitem', { name: this.named(this.t('counter:step.cancelled')) }).click();
    await this.field(this.t('counter:reason.label'), this.page.getByRole('dialog')).fill('-');
    await this.page.keyboard.press('Control+Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await this.hasStatus('cancelled');
  }

  /** A note on the work of the order on show. */
  async noteOnWork(note: string): Promise<void> {
    await this.page.keyboard.press('m');
    const dialog = this.page.getByRole('dialog');
    await this.field(this.t('counter:note.label'), dialog).fill(note);
    await this.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await this.shows(this.detail().getByText(note, { exact: true }));
  }

  /** Puts the index print on the order on show, or takes it off. */
  async wishIndex(isWished: boolean): Promise<void> {
    await this.tap(this.named(this.t('common:actions.change')), this.actions());
    const dialog = this.page.getByRole('dialog');
    const name = this.t('counter:new.indexPrint');
    await this.choice('checkbox', name, dialog).click();
    await this.shows(dialog.getByRole('checkbox', { name, checked: isWished }));
    await this.tap(/€/, dialog);
    await dialog.waitFor({ state: 'hidden' });
  }

  async undo(): Promise<void> {
    await this.tap(this.named(this.t('common:actions.undo')), this.toasts());
  }

  /** A barcode as a wedge scanner types it: faster than anyone, ended by Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await typeFast(this.page, code);
  }

  async openPayment(): Promise<void> {
    await this.tap(this.named(this.t('counter:detail.pay')), this.actions());
    await this.shows(this.paymentDialog());
  }

  async payBy(by: PaidBy, tillReceipt?: string): Promise<void> {
    const dialog = this.paymentDialog();
    await this.choice('radio', this.t(`counter:payments.method.${by}`), dialog).click();
    if (tillReceipt) await this.field(this.t('counter:payments.tillReceipt'), dialog).fill(tillReceipt);
    await this.tap(this.savePayment(), dialog);
    await dialog.waitFor({ state: 'hidden' });
  }

  async takePayment(by: PaidBy, tillReceipt?: string): Promise<void> {
    await this.openPayment();
    await this.payBy(by, tillReceipt);
  }

  async hasPayment(state: 'unpaid' | 'part' | 'paid'): Promise<void> {
    await this.shows(this.detail().getByText(this.t(`common:payment.${state}`), { exact: true }));
  }

  /** All output jobs of the order on show have left for production. */
  async jobsAreHandedOver(): Promise<void> {
    const jobs = this.jobs();
    await this.shows(jobs);
    const underWay = jobs
      .getByText(this.t('counter:jobs.state.waiting'), { exact: true })
      .or(jobs.getByText(this.t('counter:jobs.state.building'), { exact: true }));
    await underWay.first().waitFor({ state: 'detached', timeout: PRODUCTION_TIMEOUT_MS });
  }

  /** At pick-up, with the order and its proof there: the primary button. */
  async handOver(): Promise<void> {
    await this.tap(this.t('counter:step.picked_up'), this.page.locator('main'));
    await this.shows(this.page.getByText(like(this.t('counter:pickUp.done', { number: '\u0000' }))));
  }

  /** At pick-up without the ticket: number, then the last digits of the phone or the claim code. */
  async prove(number: string, proof: string): Promise<void> {
    await this.field(this.t('counter:pickUp.enter')).fill(number);
    await this.page.keyboard.press('Enter');
    const card = this.page.getByRole('region', { name: number });
    const found = this.button(new RegExp(`^${number} `));
    await this.shows(card.or(found));
    if (await found.isVisible()) await found.click();
    await card.getByRole('textbox').first().fill(proof);
    await this.page.keyboard.press('Enter');
  }

  /** What the order on show comes to, line by line. */
  readLines(): Promise<readonly string[]> {
    return this.detail()
      .getByRole('region', { name: this.t('counter:lines.title') })
      .getByRole('listitem')
      .allInnerTexts();
  }

  async isListed(number: string): Promise<Locator> {
    await this.shows(this.row(number));
    return this.row(number);
  }
}
