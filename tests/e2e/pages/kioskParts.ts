import type { Locator } from 'playwright';
import { like } from '../lete/words.ts';
import { Screen } from './screen.ts';

/** Where things are on the customer's screens, by role and by the words of the language shown. */
export class KioskParts extends Screen {
  startArea = (): Locator => this.button(this.t('kiosk:start.go'));
  primary = (): Locator => this.button(this.t('common:actions.continue'));
  outNote = (how: 'later' | 'never'): Locator =>
    this.page.getByText(like(this.t(`kiosk:out.${how}`, { products: '\u0000', time: '\u0000' })));
  place = (): Locator => this.button(this.t('kiosk:check.order'));
  finish = (): Locator => this.button(this.t('kiosk:number.finish'));
  help = (): Locator => this.button(this.t('common:actions.help'));
  adjust = (): Locator => this.button(this.t('common:actions.adjust'));
  grid = (): Locator => this.page.getByRole('grid');
  tiles = (): Locator => this.page.getByRole('gridcell');
  /** Tiles are called by file name without ending, then whatever else is to be said of them. */
  tile = (name: string): Locator =>
    this.page.getByRole('gridcell', { name: new RegExp(`^${name.replaceAll('.', '\\.')}([,. ]|$)`) });
  marksQuestion = (): Locator =>
    this.page.getByRole('alertdialog').filter({ has: this.button(this.t('kiosk:photos.marks.yes')) });
  refusedTiles = (): Locator => this.page.locator('[role=gridcell][aria-disabled=true]');
  chosenTiles = (): Locator => this.page.locator('[role=gridcell][aria-selected=true]');
  tilesWithoutAnswer = (): Locator =>
    this.page.locator('[role=gridcell]:not([aria-disabled=true]):not(:has(img))');
  sizeCards = (): Locator =>
    this.page.getByRole('radiogroup', { name: this.t('kiosk:sizes.sizes'), exact: true });
  sizeCard = (size: string): Locator => this.choice('radio', new RegExp(`^${size}`));
  copies = (): Locator => this.page.getByRole('spinbutton').first();
  sum = (): Locator => this.page.getByText(like(this.t('kiosk:sizes.sum', { price: '\u0000' }))).first();
  summary = (): Locator => this.page.locator('footer [aria-live=polite]');
  orderNumber = (): Locator => this.page.getByText(/^[ACEFHJKLMNPRTUVWXY]-\d{1,4}$/);
  phoneDialog = (): Locator => this.dialog(this.t('kiosk:phone.title'));
  noticeDialog = (): Locator => this.dialog(this.t('kiosk:notice.title'));
  idleWarning = (): Locator => this.dialog(this.t('kiosk:idle.title'));
  startOverQuestion = (): Locator => this.dialog(this.t('kiosk:startOver.title'));
  keyboard = (): Locator => this.page.locator('[data-dock]');
  key = (name: string): Locator => this.button(name, this.keyboard());
}
