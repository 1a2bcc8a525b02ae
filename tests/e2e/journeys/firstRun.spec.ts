import type { Failure } from '../../../shared/contract/terminal.ts';
import { expect, test } from '../fixtures.ts';
import { holdFolder, spoil } from '../lete/spoil.ts';
import { COUNTER_SIZE, type Lete } from '../lete/startLete.ts';
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

test('[REC-6] a kiosk is set up once, locked at the next start, and opened by its passphrase only', async ({
  place,
}) => {
  const first = await place.start({ role: null });
  const setup = await setupOf(first);
  await setup.ready();
  await setup.fillIn({ kind: 'kiosk', manager: MANAGER, passphrase: PASSPHRASE });
  await setup.start();
  await new Kiosk(await first.window('kiosk'), 'lv').ready();
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

for (const failure of Object.keys(spoil) as (keyof typeof spoil)[]) {
  test(`[REC-6] a data folder that is ${failure} ends in a screen of its own and stays as it is`, async ({
    place,
  }) => {
    const demo = await place.start();
    await new Kiosk(await demo.window('kiosk'), 'lv').ready();
    await demo.close();
    await spoil[failure](place.data);
    await expectFailure(await place.start(), failure);
  });
}

test('[REC-6] a data folder that another Lete works in ends in a screen of its own', async ({ place }) => {
  const letGo = holdFolder(place.data);
  await expectFailure(await place.start(), 'in-use');
  letGo();
});

async function expectFailure(lete: Lete, failure: Failure): Promise<void> {
  const setup = await setupOf(lete);
  await expect(setup.failure(failure)).toBeVisible();
  await expect(setup.page.getByText(setup.t(`setup:failed.help.${failure}`))).toBeVisible();
  await expect(setup.page.getByText(/[0-9a-f]{8}/)).toBeVisible();
}
