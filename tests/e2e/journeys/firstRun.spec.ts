import { expect, test } from '../fixtures.ts';
import { COUNTER_SIZE, KIOSK_SIZE, type Lete } from '../lete/startLete.ts';
import { Counter } from '../pages/counter.ts';
import { Kiosk } from '../pages/kiosk.ts';
import { Setup } from '../pages/setup.ts';

const MANAGER = { name: 'Ilze', pin: '8024' };
const PASSPHRASE = 'seši zaļi kaķi';

async function setupOf(lete: Lete): Promise<Setup> {
  const page = await lete.window('setup');
  await lete.resize(page, COUNTER_SIZE);
  return new Setup(page, 'lv');
}

test('[REC-6, KIO-6] a kiosk is set up once, fills the screen, is locked at the next start, and opened by its passphrase only', async ({
  place,
}) => {
  const first = await place.start({ role: null });
  const setup = await setupOf(first);
  await setup.ready();
  await setup.fillIn({ kind: 'kiosk', manager: MANAGER, passphrase: PASSPHRASE });
  await setup.start();
  const page = await first.window('kiosk');
  await new Kiosk(page, 'lv').ready();
  expect(
    await (await first.electron.browserWindow(page)).evaluate((window) => [
      window.isKiosk(),
      window.getBounds(),
    ]),
  ).toEqual([true, { x: 0, y: 0, ...KIOSK_SIZE }]);
  await first.close();

  const second = await place.start({ role: null });
  const locked = await setupOf(second);
  await locked.isLocked();
  await locked.unlock('septiņi zaļi kaķi');
  await locked.says(locked.t('errors:PASSPHRASE_WRONG'));
  await locked.unlock(PASSPHRASE);
  await new Kiosk(await second.window('kiosk'), 'lv').ready();
});

test('[ADM-2] a counter begins with its first manager, who signs in with the PIN just chosen', async ({
  place,
}) => {
  const lete = await place.start({ role: null });
  const setup = await setupOf(lete);
  await setup.ready();
  await setup.fillIn({ kind: 'counter', manager: MANAGER, passphrase: PASSPHRASE });
  await setup.start();
  const counter = new Counter(await lete.window('counter'), 'lv');
  await counter.signIn(MANAGER.name, MANAGER.pin);
});
