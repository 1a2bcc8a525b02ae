import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRuntime } from '../../../scripts/lib/runtime.mjs';
import { expect, needs, test } from '../fixtures.ts';
import { onSmallDisk, smallDiskObstacle } from '../lete/programs.ts';
import { changeSettings } from '../lete/settings.ts';
import { setClockBack } from '../lete/spoil.ts';
import { like } from '../lete/words.ts';
import { COUNTER_SIZE, KIOSK_SIZE, type Lete } from '../lete/startLete.ts';
import { Counter, MANAGER } from '../pages/counter.ts';
import { Kiosk } from '../pages/kiosk.ts';

const DAY_MS = 86_400_000;

async function windowsOf(lete: Lete): Promise<{ readonly kiosk: Kiosk; readonly counter: Counter }> {
  const [kiosk, counter] = [await lete.window('kiosk'), await lete.window('counter')];
  await lete.resize(kiosk, KIOSK_SIZE);
  await lete.resize(counter, COUNTER_SIZE);
  return { kiosk: new Kiosk(kiosk, 'lv'), counter: new Counter(counter, 'lv') };
}

/** Gives the newest backup the age that it had if none had been made since. */
async function ageBackups(data: string, ms: number): Promise<void> {
  const folder = join(data, 'backups');
  for (const name of await readdir(folder)) {
    const at = Number(/\d{13}/.exec(name)?.[0]);
    await rename(join(folder, name), join(folder, `lete-${at - ms}.db`));
  }
}

test('[ADM-6, TIC-2] the strip says when printer, disk, clock, backup or kiosk need somebody; a full disk stops copying, not selling', async ({
  kiosk,
  counter,
  lete,
  place,
}) => {
  test.slow();
  needs(smallDiskObstacle());
  const light = (of: Counter, words: string | RegExp) =>
    of.strip().locator('[data-tone]', { hasText: words });
  await counter.signIn(MANAGER.name, MANAGER.pin);
  for (const words of ['sync:standing.notSetUp', 'common:strip.printerReady'] as const) {
    await expect(light(counter, counter.t(words))).toHaveAttribute('data-tone', 'plain');
  }
  await expect(
    light(counter, like(counter.t('common:strip.diskFree', { amount: '\u0000' }))),
  ).toHaveAttribute('data-tone', 'plain');
  await expect(
    light(counter, like(counter.t('common:strip.backupDone', { time: '\u0000' }))),
  ).toHaveAttribute('data-tone', 'plain', { timeout: 30_000 });
  await expect(light(counter, counter.t('common:strip.clockWrong'))).toHaveCount(0);

  // Nobody listens at this address.
  await changeSettings(counter.page, 'printer', { kind: 'tcp', host: '127.0.0.1', port: 9 });
  const number = await kiosk.orderAnonymously('IMG_0001');
  await expect(light(counter, counter.t('common:strip.printerAbsent'))).toHaveAttribute(
    'data-tone',
    'warning',
  );

  // A visit runs on over the restart, and no backup is made while one runs.
  await kiosk.begin();
  await kiosk.openPhotos();
  await kiosk.callStaff();
  await expect(light(counter, counter.t('counter:strip.helpCalled'))).toHaveAttribute('data-tone', 'warning');
  await kiosk.saved();
  await lete.close();

  const holds = join(place.data, '..', 'holds');
  await cp(place.data, holds, { recursive: true });
  await rm(join(holds, 'profile'), { recursive: true });
  await ageBackups(holds, 4 * DAY_MS);
  await setClockBack(holds, DAY_MS);
  const beside = join(place.data, '..', 'small');
  await mkdir(beside);
  const program = await onSmallDisk(join(place.data, '..', 'on-small-disk'), readRuntime().electron ?? '', {
    at: beside,
    holds,
    mib: 256,
    full: false,
  });
  const small = await windowsOf(await place.start({ data: beside, program, sandbox: false }));
  await small.kiosk.picturesAreShown();
  await small.counter.signIn(MANAGER.name, MANAGER.pin);
  const { t } = small.counter;
  await expect(
    light(small.counter, like(t('counter:strip.diskDays', { days: 0, amount: '\u0000' }))),
  ).toHaveAttribute('data-tone', 'danger');
  await expect(light(small.counter, t('common:strip.clockWrong'))).toHaveAttribute('data-tone', 'danger');
  await expect(light(small.counter, like(t('common:strip.backupDone', { time: '\u0000' })))).toHaveAttribute(
    'data-tone',
    'danger',
  );

  await small.kiosk.pick('IMG_0003');
  await small.kiosk.toSizes();
  await expect(small.kiosk.page.getByText(small.kiosk.t('errors:DISK_FULL')).first()).toBeVisible();
  await small.counter.open(number);
  await small.counter.takePayment('cash');
  await small.counter.hasPayment('paid');
});
