import { describe, expect, it } from 'vitest';
import { FAILURES } from '../../../shared/contract/terminal.ts';
import { type Bridge, createApi } from '../../app/api.ts';
import { resources } from '../../i18n/resources.ts';
import { EMPTY_SETUP, setupProblems } from './setup.policy.ts';
import { createSetupState } from './setupState.ts';

const good = {
  ...EMPTY_SETUP,
  kind: 'kiosk' as const,
  name: 'Andris',
  pin: '4917',
  pinAgain: '4917',
  passphrase: 'zaļa lete pie loga',
  passphraseAgain: 'zaļa lete pie loga',
};

function scripted(state: object, answers: Readonly<Record<string, unknown[]>>) {
  const asked: Record<string, unknown>[] = [];
  const call = (name: string) => async (input: Record<string, unknown>) => {
    asked.push({ name, ...input });
    return answers[name]?.shift() ?? { ok: true, value: {} };
  };
  const bridge = {
    'terminal:state': async () => ({ ok: true, value: state }),
    'terminal:setUp': call('terminal:setUp'),
    'terminal:unlock': call('terminal:unlock'),
    on: () => () => undefined,
  } as unknown as Bridge;
  return { asked, setup: createSetupState(createApi(bridge)) };
}

const first = { state: 'unconfigured', kind: null, osKeyProtection: false };

describe('first start', () => {
  it('asks for what the choice needs: nothing for a demo, a passphrase only where the system guards no key', () => {
    expect(setupProblems(EMPTY_SETUP, true)).toEqual(['kind']);
    expect(setupProblems({ ...EMPTY_SETUP, kind: 'demo' }, true)).toEqual([]);
    expect(setupProblems(good, true)).toEqual([]);
    expect(setupProblems({ ...good, pinAgain: '4918', passphrase: 'īsa' }, true)).toEqual([
      'pinAgain',
      'passphrase',
      'passphraseAgain',
    ]);
    expect(setupProblems({ ...good, passphrase: '', passphraseAgain: 'x' }, false)).toEqual([]);
  });

  it('sends nothing until all is there, then everything once, and keeps no secret after it', async () => {
    const { asked, setup } = scripted(first, {});
    await setup.start();
    setup.edit({ kind: 'kiosk' });
    await setup.setUp();
    expect(asked).toEqual([]);
    expect(setup.getState().problems).toEqual(['name', 'pin', 'passphrase']);
    setup.edit(good);
    expect(setup.getState().problems).toEqual([]);
    await Promise.all([setup.setUp(), setup.setUp()]);
    expect(asked).toMatchObject([
      {
        name: 'terminal:setUp',
        kind: 'kiosk',
        passphrase: good.passphrase,
        manager: { name: 'Andris', pin: '4917' },
      },
    ]);
    expect(JSON.stringify(setup.getState().form)).not.toContain('4917');
  });

  it('says what core refused and keeps what was typed', async () => {
    const { setup } = scripted(first, { 'terminal:setUp': [{ ok: false, code: 'PIN_WEAK', ref: 'r' }] });
    await setup.start();
    setup.edit(good);
    await setup.setUp();
    expect(setup.getState()).toMatchObject({ refused: 'PIN_WEAK', form: { name: 'Andris' } });
  });

  it('says that a passphrase is wrong', async () => {
    const { setup } = scripted(
      { state: 'locked', kind: 'kiosk' },
      { 'terminal:unlock': [{ ok: false, code: 'PASSPHRASE_WRONG', ref: 'r' }] },
    );
    await setup.start();
    setup.edit({ passphrase: 'nav īstā' });
    await setup.unlock();
    expect(setup.getState().refused).toBe('PASSPHRASE_WRONG');
  });
});

describe('[REC-6] each named failure', () => {
  it.each(FAILURES)('%s says what happened and what to do, in three languages', (failure) => {
    for (const { setup } of Object.values(resources)) {
      const { title, text, help } = setup.failed;
      for (const words of [title[failure], text[failure], help[failure]])
        expect(words.length).toBeGreaterThan(10);
    }
  });
});
