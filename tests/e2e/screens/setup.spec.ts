import { FAILURES } from '../../../shared/contract/terminal.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith, tellWindows } from '../lete/answers.ts';
import { COUNTER_SIZE } from '../lete/startLete.ts';
import { Setup } from '../pages/setup.ts';
import { faultsOfSetup } from './setupFaults.ts';

test('[REC-6] A-01 first run, locked start and each failure screen in three languages: axe, targets, overflow', async ({
  place,
}) => {
  test.slow();
  const lete = await place.start({ role: null });
  const page = await lete.window('setup');
  await lete.resize(page, COUNTER_SIZE);
  const setup = new Setup(page, 'lv');
  await setup.ready();
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await setup.speak(locale);
    faults.push(...(await faultsOfSetup(setup, 'first run')));
    await setup.fillIn({ kind: 'kiosk', manager: { name: 'Ilze', pin: '1111' }, passphrase: 'short' });
    await setup.start();
    faults.push(...(await faultsOfSetup(setup, 'first run with mistakes')));
  }
  const states = [
    { state: 'starting' },
    { state: 'locked', kind: 'kiosk' },
    ...FAILURES.map((failure) => ({ state: 'failed', failure, ref: '0a1b2c3d' })),
  ];
  for (const state of states) {
    await answerWith(lete, 'terminal:state', { ok: true, value: state });
    await tellWindows(lete, 'terminal-changed');
    const name = 'failure' in state ? state.failure : state.state;
    for (const locale of LOCALES) {
      if (state.state !== 'starting') await setup.speak(locale);
      if ('failure' in state) await setup.shows(setup.failure(state.failure));
      faults.push(...(await faultsOfSetup(setup, name)));
    }
  }
  expect(faults).toEqual([]);
});
