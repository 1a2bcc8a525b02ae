import type { Locator } from 'playwright';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { like } from '../lete/words.ts';
import { Screen } from './screen.ts';

/** Where things are on the staff's screens, by role and by the words of the language shown. */
export class CounterParts extends Screen {
  /** A new order has the customer's language beside that of the screen, which stands first. */
  override language(locale: Locale): Locator {
    return super.language(locale).first();
  }

  pinPad = (): Locator => this.page.getByRole('group', { name: this.t('common:pin.label') });
  person = (name: string): Locator => this.choice('radio', new RegExp(`^${name}`));
  nav = (): Locator => this.page.getByRole('navigation', { name: this.t('counter:nav.label') });
  search = (): Locator => this.page.getByRole('searchbox', { name: this.t('counter:orders.search') });
  rows = (): Locator => this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  row = (number: string): Locator =>
    this.page
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: number, exact: true }) });
  detail = (): Locator => this.page.locator('[data-area=detail]');
  actions = (): Locator => this.page.getByRole('group', { name: this.t('counter:detail.actions') });
  toasts = (): Locator => this.page.locator('[data-area=toasts]');
  strip = (): Locator => this.page.locator('[data-area=strip]');
  photos = (): Locator => this.detail().locator('li img');
  consents = (): Locator =>
    this.detail()
      .locator('dl > div')
      .filter({ hasText: this.t('counter:detail.consents') });
  messages = (): Locator => this.detail().getByRole('region', { name: this.t('counter:messages.title') });
  history = (): Locator => this.detail().getByRole('region', { name: this.t('counter:history.title') });
  jobs = (): Locator => this.detail().getByRole('region', { name: this.t('counter:jobs.title') });
  tile = (name: string): Locator => this.page.locator(`[role=gridcell][aria-label^="${name}"]`);
  /** The boxes of a new order, as they are read out. */
  consentBoxes = (): Locator =>
    this.page
      .getByRole('region', { name: this.t('counter:consent.title') })
      .locator('[lang] label')
      .filter({ has: this.page.getByRole('checkbox') });
  chosenTiles = (): Locator => this.page.locator('[role=gridcell][aria-selected=true]');
  savePayment = (): RegExp => like(this.t('counter:payments.saveAmount', { amount: '\u0000' }));
  helpCall = (): Locator => this.button(this.named(this.t('counter:kiosks.answer')), this.nav());
  paymentDialog = (): Locator => this.page.getByRole('dialog');
}
