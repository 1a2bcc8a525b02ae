import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRuntime } from '../../../scripts/lib/runtime.mjs';
import { expect, needs, test } from '../fixtures.ts';
import { keyRingObstacle, withKeyRing } from '../lete/programs.ts';
import { Kiosk } from '../pages/kiosk.ts';
import { Setup } from '../pages/setup.ts';

test('[REC-6] the key ring of the operating system keeps the database key: no passphrase is asked, now or later', async ({
  place,
}) => {
  needs(keyRingObstacle());
  const home = join(place.data, '..', 'home');
  await mkdir(home);
  const program = await withKeyRing(join(home, 'with-key-ring'), readRuntime().electron ?? '');
  const start = () =>
    place.start({
      role: null,
      program,
      switches: ['--password-store=gnome-libsecret'],
      env: { HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_RUNTIME_DIR: join(home, 'run') },
    });

  const first = await start();
  const setup = new Setup(await first.window('setup'), 'lv');
  await setup.ready();
  await setup.fillIn({ kind: 'kiosk', manager: { name: 'Ilze', pin: '8024' } });
  await expect(setup.page.getByText(setup.t('setup:firstRun.protectedLead'))).toBeVisible();
  await expect(setup.passphraseField()).toHaveCount(0);
  await setup.start();
  await new Kiosk(await first.window('kiosk'), 'lv').ready();
  await first.close();

  const { protection } = JSON.parse(await readFile(join(place.data, 'keys', 'database.key.json'), 'utf8'));
  expect(protection).toEqual({ kind: 'os', wrapped: expect.stringMatching(/^[\w+/=]{40,}$/) });
  const second = await start();
  await new Kiosk(await second.window('kiosk'), 'lv').ready();
  await second.close();

  // Without the ring the file alone opens nothing.
  const third = await place.start({ role: null, env: { HOME: home } });
  await expect(new Setup(await third.window('setup'), 'lv').failure('key-store-away')).toBeVisible();
});
