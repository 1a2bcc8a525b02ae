import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { COUNTER_SIZE } from '../lete/startLete.ts';
import { like } from '../lete/words.ts';
import { type Counter, MANAGER } from '../pages/counter.ts';
import { axeFaultsOf } from '../screens/axe.ts';
import { COUNTER_TARGETS, overflowsOf, targetFaultsOf } from '../screens/layout.ts';
import { keepPicture } from '../screens/pictures.ts';

/** 1440×900 at 100 and at 150 %. */
const SIZES = [COUNTER_SIZE, { width: 960, height: 600 }] as const;
/** Core comes back after its database was opened anew; a backup may be a minute late. */
const PATIENCE = { timeout: 120_000 };

const backupsIn = async (data: string): Promise<readonly string[]> =>
  readdir(join(data, 'backups')).catch(() => []);

/** The dialog of the backup in this row, the newest being the first. */
const openRestore = async (counter: Counter, row: number) => {
  const open = counter.page.getByRole('button', {
    name: like(counter.t('settings:backup.list.openOf', { at: '\u0000' })),
  });
  await open.nth(row).click();
  return counter.dialog(like(counter.t('settings:backup.restoring.title', { at: '\u0000' })));
};

const faultsNow = async ({ page, locale }: Counter): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    faults.push(...(await overflowsOf(page)), ...(await targetFaultsOf(page, COUNTER_TARGETS)));
    await keepPicture(page, `restore ${locale} ${size.width}×${size.height}`);
  }
  await page.setViewportSize(COUNTER_SIZE);
  return [...faults, ...(await axeFaultsOf(page))];
};

/** Chooses why, types the PIN and waits until core is there again and somebody signed in. */
const restore = async (counter: Counter, row: number): Promise<void> => {
  const { t } = counter;
  await counter.openSettings('backup');
  const dialog = await openRestore(counter, row);
  await counter.field(t('settings:backup.restoring.pin'), dialog).fill(MANAGER.pin);
  await counter.tap(t('settings:backup.restoring.do'), dialog);
  await expect(counter.pinPad()).toBeVisible(PATIENCE);
  await counter.signIn(MANAGER.name, MANAGER.pin);
};

test('[REC-5] a manager puts a backup back in one dialog, is told what came of it, and takes it back the same way', async ({
  kiosk,
  counter,
  place,
}) => {
  test.slow();
  await expect.poll(async () => (await backupsIn(place.data)).length, PATIENCE).toBe(1);
  const number = await kiosk.orderAnonymously('IMG_0001');
  // A card that stays would begin a visit of its own, and nothing is restored nor backed up during one.
  await place.pullCard();
  await expect(kiosk.startArea()).toBeVisible();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await expect(counter.row(number)).toBeVisible();

  const faults: string[] = [];
  for (const locale of LOCALES) {
    await counter.speak(locale);
    await counter.openSettings('backup');
    await counter.shows(await openRestore(counter, 0));
    await counter.shows(counter.page.getByText(counter.t('settings:backup.restoring.erased')));
    faults.push(...(await faultsNow(counter)));
    await counter.page.keyboard.press('Escape');
  }
  expect(faults).toEqual([]);

  await restore(counter, 0);
  await counter.goTo('orders');
  const { t } = counter;
  const notice = counter.page.getByText(like(t('counter:restored.missing', { at: '\u0000', orders: 1 })));
  await expect(notice).toBeVisible();
  await expect(counter.row(number)).toHaveCount(0);
  await keepPicture(counter.page, 'restored');
  await counter.tap(t('counter:restored.read'));
  await expect(notice).toBeHidden();

  // The newest of all is of the restored database; the one before it is of the moment before the restore.
  await expect.poll(async () => (await backupsIn(place.data)).length, PATIENCE).toBe(3);
  await restore(counter, 1);
  await counter.goTo('orders');
  await expect(counter.row(number)).toBeVisible();
});
