import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../shared/contract/settings.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { freshOutput } from './forms/labs.ts';
import { createSettingsStore } from './settings.store.ts';
import { aSettings } from './testing.ts';

const anna = {
  staffId: 'a',
  name: 'Anna',
  role: 'manager',
  active: true,
  listed: false,
  triesLeft: 5,
  waitMs: 0,
};
const juris = { ...anna, staffId: 'j', name: 'Juris', role: 'staff' };

function counter(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  let current: Settings = aSettings();
  const change = (part: Partial<Settings>) => {
    current = { ...current, ...part };
  };
  const fake = fakeApi({
    'settings:get': () => ({ settings: current, sends: { email: false, sms: false } }),
    'settings:change': ({ change: part }: { change: Partial<Settings> }) => {
      change(part);
      return {};
    },
    'settings:testPrinter': () => ({}),
    'jobs:test': () => ({ failure: null }),
    'staff:people': () => ({ people: [anna, juris], demoPins: null, list: null }),
    'staff:add': () => ({ staffId: 'n' }),
    'staff:change': () => ({}),
    'terminal:health': () => ({ backup: { level: 'ok', lastAt: 1 } }),
    'terminal:state': () => ({ state: 'ready', version: '0.1.0' }),
    ...changes,
  });
  return { ...fake, change, settings: createSettingsStore(fake.api) };
}

async function opened(changes: Parameters<typeof counter>[0] = {}) {
  const made = counter(changes);
  await made.settings.getState().load();
  return { ...made, now: made.settings.getState };
}

describe('a section', () => {
  it('is saved by itself: only its part goes to core, other forms keep what was typed', async () => {
    const { now, asked } = await opened();
    now().type('store', { name: 'Fotolukss Alfa' });
    now().type('counter', { lockAfter: '10' });
    now().choose('counter');
    expect(await now().save()).toBe(true);
    expect(asked('settings:change')).toEqual([
      { change: { counter: { ...aSettings().counter, lockAfterMs: 600_000 } } },
    ]);
    expect(now().forms?.counter).toMatchObject({ saved: true, saving: false, values: { lockAfter: '10' } });
    expect(now().forms?.store.values.name).toBe('Fotolukss Alfa');
    expect(now().saved?.counter.lockAfterMs).toBe(600_000);
  });

  it('that cannot be read is not sent; the field is named, the value stays and mending it clears the mark', async () => {
    const { now, asked } = await opened();
    now().choose('kiosk');
    now().type('kiosk', { idleWarning: '5' });
    expect(await now().save()).toBe(false);
    expect(asked('settings:change')).toEqual([]);
    expect(now().forms?.kiosk).toMatchObject({
      problems: { idleWarning: { kind: 'range' } },
      values: { idleWarning: '5' },
      refusals: 1,
    });
    now().type('kiosk', { idleWarning: '60' });
    expect(now().forms?.kiosk.problems).toEqual({});
  });

  it('that core refuses keeps its values and can be saved again', async () => {
    let refuses = true;
    const { now } = await opened({ 'settings:change': () => (refuses ? { code: 'SETTING_REFUSED' } : {}) });
    now().choose('production');
    now().type('production', { folder: '/nowhere' });
    expect(await now().save()).toBe(false);
    expect(now().forms?.production).toMatchObject({
      failure: { code: 'SETTING_REFUSED' },
      values: { folder: '/nowhere' },
      saving: false,
    });
    refuses = false;
    expect(await now().save()).toBe(true);
    expect(now().forms?.production.failure).toBeNull();
  });

  it('shows what someone else saved, unless it is being typed in', async () => {
    const { now, change } = await opened();
    now().type('terminal', { name: 'Pie durvīm' });
    change({
      terminal: { letter: 'L', name: 'L1', uploadMbit: 0 },
      counter: { ...aSettings().counter, theme: 'dark' },
    });
    await now().load();
    expect(now().forms?.terminal.values).toEqual({ letter: 'K', name: 'Pie durvīm', uploadMbit: '0' });
    expect(now().forms?.counter.values.theme).toBe('dark');
    now().choose('terminal');
    now().reset();
    expect(now().forms?.terminal.values.letter).toBe('L');
  });

  it('says saved also when the news of the change comes before the answer, and keeps what is typed meanwhile', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { now, change } = await opened({
      'settings:change': ({ change: part }: { change: Partial<Settings> }) => {
        change(part);
        return new Promise((done) => {
          answer = done;
        });
      },
    });
    now().choose('terminal');
    now().type('terminal', { name: 'A' });
    const first = now().save();
    await now().load();
    answer({});
    await first;
    expect(now().forms?.terminal).toMatchObject({ saved: true, saving: false });
    now().type('terminal', { name: 'B' });
    const second = now().save();
    now().type('terminal', { name: 'BC' });
    answer({});
    await second;
    expect(now().forms?.terminal).toMatchObject({ saved: false, saving: false, values: { name: 'BC' } });
  });

  it('without a form saves nothing', async () => {
    const { now, asked } = await opened();
    now().choose('backup');
    expect(await now().save()).toBe(false);
    expect(asked('settings:change')).toEqual([]);
  });
});

describe('the state of the backup', () => {
  it('follows the news of core until the screen goes', async () => {
    let lastAt: number | null = null;
    const { now, emit, asked } = await opened({ 'terminal:health': () => ({ backup: { lastAt } }) });
    lastAt = 5;
    emit('health-changed');
    await expect.poll(() => now().health?.backup.lastAt).toBe(5);
    now().leave();
    emit('health-changed');
    expect(asked('terminal:health')).toHaveLength(2);
  });
});

describe('the printer test', () => {
  it('saves a changed printer first, and answers plainly', async () => {
    const { now, asked } = await opened();
    now().choose('printer');
    now().type('printer', { kind: 'file' });
    await now().testPrinter();
    expect(asked('settings:change')).toMatchObject([{ change: { printer: { kind: 'file' } } }]);
    expect(now().printerTest).toBe('printed');
  });

  it('does not run with settings that cannot be saved', async () => {
    const { now, asked } = await opened();
    now().type('printer', { port: '0' });
    await now().testPrinter();
    expect(asked('settings:testPrinter')).toEqual([]);
    expect(now().printerTest).toBe('none');
  });

  it('says that the printer did not answer', async () => {
    const { now } = await opened({ 'settings:testPrinter': () => ({ code: 'PRINTER_ABSENT' }) });
    await now().testPrinter();
    expect(now().printerTest).toBe('absent');
  });
});

describe('the test page of a lab', () => {
  const withLab = async (changes: Parameters<typeof counter>[0] = {}) => {
    const made = await opened(changes);
    made.now().choose('labs');
    const outputs = [{ ...freshOutput('dpof', []), name: 'Lab', folder: '/lab', routes: '10x15 gloss' }];
    made.now().type('labs', { outputs });
    return { ...made, id: outputs[0]?.id ?? '' };
  };

  it('[OUT-7] saves a changed lab first, and says that it was handed over', async () => {
    const { now, asked, id } = await withLab();
    await now().testLab(id);
    expect(asked('settings:change')).toHaveLength(1);
    expect(asked('jobs:test')).toEqual([{ output: id }]);
    expect(now().labTest).toEqual({ output: id, outcome: 'handedOver' });
  });

  it('[OUT-7] does not go with a lab that cannot be saved', async () => {
    const { now, asked, id } = await withLab({ 'settings:change': () => ({ code: 'SETTING_REFUSED' }) });
    await now().testLab(id);
    expect(asked('jobs:test')).toEqual([]);
    expect(now().labTest).toBeNull();
  });

  it('[OUT-7] says why it was not handed over, until another section is chosen', async () => {
    const { now, id } = await withLab({ 'jobs:test': () => ({ failure: 'share-missing' }) });
    await now().testLab(id);
    expect(now().labTest).toEqual({ output: id, outcome: { failure: 'share-missing' } });
    now().choose('printer');
    expect(now().labTest).toBeNull();
  });
});

describe('people', () => {
  it('someone new needs a name, a PIN twice and gets the badge that was scanned', async () => {
    const { now, asked } = await opened();
    now().openPerson(null);
    await now().savePerson();
    expect(now().person?.problems).toEqual({ name: 'empty', pin: 'pin' });
    now().typePerson({ name: ' Ilze ', pin: '2580', pinAgain: '2581' });
    await now().savePerson();
    expect(now().person?.problems).toEqual({ pinAgain: 'pinAgain' });
    now().typePerson({ pinAgain: '2580' });
    expect(now().takeScan('LETE-77')).toBe(true);
    await now().savePerson();
    expect(asked('staff:add')).toEqual([{ name: 'Ilze', role: 'staff', pin: '2580', badge: 'LETE-77' }]);
    expect(now().person).toBeNull();
    expect(asked('staff:people')).toHaveLength(2);
    expect(now().takeScan('LETE-78')).toBe(false);
  });

  it('of someone known only what differs is sent; an empty PIN stays as it is', async () => {
    const { now, asked } = await opened();
    now().openPerson('j' as never);
    await now().savePerson();
    now().openPerson('j' as never);
    now().typePerson({ role: 'manager', badgeWay: 'remove' });
    await now().savePerson();
    expect(asked('staff:change')).toEqual([{ staffId: 'j', role: 'manager', badge: null }]);
  });

  it('[ADM-4] of the owner’s list keep name, role and sign-in; PIN and badge are changed here', async () => {
    const list = { version: 3, by: 'owner', at: 1 };
    const people = [anna, { ...juris, listed: true }];
    const { now, asked } = await opened({ 'staff:people': () => ({ people, demoPins: null, list }) });
    expect(now().staffList).toEqual(list);
    now().openPerson('j' as never);
    expect(now().person?.form).toMatchObject({ listed: true, name: 'Juris' });
    now().typePerson({ pin: '2580', pinAgain: '2580', badgeWay: 'set', badge: 'LETE-77' });
    await now().savePerson();
    expect(asked('staff:change')).toEqual([{ staffId: 'j', pin: '2580', badge: 'LETE-77' }]);
  });

  it.each([
    ['NAME_TAKEN', { name: 'Juris' }, { name: 'NAME_TAKEN' }],
    ['PIN_WEAK', { pin: '1234', pinAgain: '1234' }, { pin: 'PIN_WEAK' }],
    ['LAST_MANAGER', { role: 'staff' }, { role: 'LAST_MANAGER' }],
    ['LAST_MANAGER', { active: false }, { active: 'LAST_MANAGER' }],
    ['CONFLICT', { badgeWay: 'set', badge: 'LETE-77' }, { badge: 'badgeTaken' }],
  ] as const)('%s is shown at its field and nothing typed is lost', async (code, typed, problems) => {
    const { now } = await opened({ 'staff:change': () => ({ code }) });
    now().openPerson('a' as never);
    now().typePerson(typed);
    await now().savePerson();
    expect(now().person).toMatchObject({ problems, failure: null, saving: false, form: typed });
    expect(Object.keys(now().person?.problems ?? {})).toHaveLength(1);
  });

  it('any other refusal is said above the form', async () => {
    const { now } = await opened({ 'staff:change': () => ({ code: 'INTERNAL' }) });
    now().openPerson('a' as never);
    now().typePerson({ name: 'Anna B' });
    await now().savePerson();
    expect(now().person).toMatchObject({ problems: {}, failure: { code: 'INTERNAL' } });
  });

  it('half made stays when the screen goes, the typed PIN does not', async () => {
    const { now } = await opened();
    now().openPerson(null);
    now().typePerson({ name: 'Ilze', pin: '2580', pinAgain: '2580' });
    now().leave();
    expect(now().person?.form).toMatchObject({ name: 'Ilze', pin: '', pinAgain: '' });
  });
});
