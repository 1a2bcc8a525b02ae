import type { Locator } from 'playwright';
import { scrollOn, type TileSeen, tilesIn } from './grid.ts';
import { KioskParts } from './kioskParts.ts';

/** Photos, sizes and crop: what a customer does before any details are asked for. */
export class KioskChoosing extends KioskParts {
  /** From the source screen to the photos; what the camera marked is not used. */
  async openPhotos(): Promise<void> {
    const source = this.heading(this.t('kiosk:source.title'));
    await this.shows(this.grid().or(source));
    if (await source.isVisible()) await this.goOn();
    await this.shows(this.tiles().or(this.marksQuestion()));
    if (await this.marksQuestion().isVisible()) await this.tap(this.t('kiosk:photos.marks.no'));
    await this.shows(this.tiles());
  }

  /** Back to where media and the phone are shown. */
  async showSources(): Promise<void> {
    const source = this.heading(this.t('kiosk:source.title'));
    await this.shows(this.grid().or(source));
    if (!(await source.isVisible())) await this.tap(this.t('common:actions.back'));
    await this.shows(source);
  }

  async showPhoneCode(): Promise<void> {
    await this.tap(this.t('kiosk:phone.show'));
    await this.shows(this.phoneDialog().locator('svg[role=img]'));
  }

  async phoneSays(what: 'joined' | 'waiting'): Promise<void> {
    await this.shows(this.phoneDialog().getByText(this.t(`kiosk:phone.${what}`)));
  }

  async leavePhoneCode(): Promise<void> {
    await this.tap(this.t('common:actions.continue'), this.phoneDialog());
    await this.phoneDialog().waitFor({ state: 'hidden' });
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

  /** How many photos there are and how many are chosen, as the grid says it. */
  async readCounts(): Promise<{ readonly total: number; readonly chosen: number }> {
    const label = (await this.grid().getAttribute('aria-label')) ?? '';
    const [total = 0, chosen = 0] = (label.match(/\d+/g) ?? []).map(Number);
    return { total, chosen };
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
    await this.shows(this.heading(this.t('common:editor.title')));
  }

  /** The tools for how the photo looks, in place of those for where it is cut. */
  async openLook(): Promise<void> {
    await this.page.getByRole('radio', { name: this.t('common:editor.look'), exact: true }).click();
    await this.shows(this.page.getByRole('slider').first());
  }

  async zoomIn(): Promise<void> {
    await this.tap(this.t('common:editor.zoomIn'));
  }

  async closeCrop(): Promise<void> {
    await this.tap(this.t('common:actions.done'));
    await this.shows(this.sizeCards());
  }
}
