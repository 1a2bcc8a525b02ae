import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Failure, TerminalState } from '../../../shared/contract/terminal.ts';
import {
  fakeOsKeyWrap,
  folderFor,
  KIOSK,
  MANAGER,
  NOBODY,
  PASSPHRASE,
  readyTerminal,
  RESOURCES,
  signInManager,
  startTerminal,
  type Terminal,
} from './terminal.ts';

const noOsKeys = fakeOsKeyWrap(false);
const osKeys = fakeOsKeyWrap();
const failed = (failure: Failure) => ({
  state: 'failed',
  failure,
  ref: expect.stringMatching(/^[0-9a-f]{8}$/),
});
const stateOf = async (folder: string, osKeyWrap = osKeys): Promise<TerminalState> => {
  const terminal = await startTerminal({ folder, osKeyWrap });
  const state = terminal.core.state();
  await terminal.close();
  return state;
};
const setUpWith = (terminal: Terminal, passphrase: string | null, pin = MANAGER.pin) =>
  terminal.ask(NOBODY, 'terminal:setUp', { kind: 'kiosk', passphrase, manager: { ...MANAGER, pin } });

describe('first start', () => {
  it('asks what the terminal is, and answers nothing else until it knows', async () => {
    const terminal = await startTerminal();
    expect(terminal.core.state()).toEqual({ state: 'unconfigured', kind: null, osKeyProtection: true });
    expect(await terminal.refused(KIOSK, 'visit:start', { locale: 'lv' })).toBe('NOT_READY');
    expect(await terminal.refused(NOBODY, 'terminal:unlock', { passphrase: 'x' })).toBe('CONFLICT');
    expect(await terminal.refused({ ...NOBODY, role: 'customer' }, 'terminal:quit', {})).toBe('FORBIDDEN');
    await terminal.get(NOBODY, 'terminal:quit', {});
    await expect.poll(() => terminal.shell).toEqual(['quit']);
  });

  it('as a demo opens at once, shows its PINs and says that it is a demo, also next time', async () => {
    const terminal = await startTerminal({ kind: 'demo' });
    expect(terminal.core.state()).toMatchObject({ state: 'ready', kind: 'demo', demo: true });
    const { people, demoPins } = await terminal.get(NOBODY, 'staff:people', {});
    for (const { staffId } of people)
      await terminal.get(NOBODY, 'staff:signIn', { staffId, pin: demoPins?.[staffId] ?? '' });
    expect(people.map(({ role }) => role).toSorted()).toEqual(['manager', 'staff']);
    const again = await terminal.restart();
    expect(again.core.state()).toMatchObject({ state: 'ready', kind: 'demo', demo: true });
    expect((await again.get(NOBODY, 'staff:people', {})).people).toHaveLength(2);
  });

  it('with a key store of the system needs no passphrase, and shows no PINs', async () => {
    const terminal = await readyTerminal();
    expect(terminal.core.state()).toMatchObject({ state: 'ready', kind: 'counter', demo: false });
    expect((await terminal.get(NOBODY, 'staff:people', {})).demoPins).toBeNull();
    expect(
      await terminal.refused(NOBODY, 'terminal:setUp', { kind: 'demo', passphrase: null, manager: null }),
    ).toBe('ALREADY_SET_UP');
    const again = await terminal.restart();
    expect(again.core.state()).toMatchObject({ state: 'ready', kind: 'counter' });
  });

  it('without one asks for a passphrase at every start, and takes only the right one', async () => {
    const terminal = await startTerminal({ osKeyWrap: noOsKeys });
    expect(terminal.core.state()).toMatchObject({ state: 'unconfigured', osKeyProtection: false });
    expect(await setUpWith(terminal, PASSPHRASE)).toEqual({ ok: true, value: {} });
    expect(terminal.core.state()).toMatchObject({ state: 'ready', kind: 'kiosk' });

    const next = await terminal.restart();
    expect(next.core.state()).toEqual({ state: 'locked', kind: 'kiosk' });
    expect(await next.refused(KIOSK, 'visit:start', { locale: 'lv' })).toBe('NOT_READY');
    expect(await next.refused(NOBODY, 'terminal:unlock', { passphrase: `${PASSPHRASE}.` })).toBe(
      'PASSPHRASE_WRONG',
    );
    expect(next.core.state().state).toBe('locked');
    await next.get(NOBODY, 'terminal:unlock', { passphrase: PASSPHRASE });
    expect(next.core.state()).toMatchObject({ state: 'ready', kind: 'kiosk' });
    await signInManager(next);
  });

  it.each([
    ['a weak passphrase', 'short', MANAGER.pin, 'PASSPHRASE_WEAK'],
    ['no passphrase', null, MANAGER.pin, 'PASSPHRASE_WEAK'],
    ['one digit repeated as PIN', PASSPHRASE, '4444', 'PIN_WEAK'],
    ['digits in a row as PIN', PASSPHRASE, '3456', 'PIN_WEAK'],
    ['letters as PIN', PASSPHRASE, '13a9', 'PIN_WEAK'],
  ])('refuses %s and makes no key', async (_what, passphrase, pin, code) => {
    const folder = folderFor('core');
    const terminal = await startTerminal({ folder, osKeyWrap: noOsKeys });
    expect(await setUpWith(terminal, passphrase, pin)).toMatchObject({ ok: false, code });
    expect(existsSync(join(folder, 'keys'))).toBe(false);
    expect(terminal.core.state().state).toBe('unconfigured');
  });

  it('pressed twice sets up once', async () => {
    const terminal = await startTerminal();
    const answers = await Promise.all([setUpWith(terminal, null), setUpWith(terminal, null)]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code)).toSorted()).toEqual(['CONFLICT', 'ok']);
    expect((await terminal.get(NOBODY, 'staff:people', {})).people).toHaveLength(1);
  });

  it('cut short by a power cut is gone through again with the same passphrase', async () => {
    const folder = folderFor('core');
    // No price list: the set-up ends after the key and before the first person.
    const resourcesFolder = folderFor('resources');
    const broken = await startTerminal({ folder, osKeyWrap: noOsKeys, resourcesFolder });
    await setUpWith(broken, PASSPHRASE);
    expect(broken.core.state()).toEqual(failed('catalogue-malformed'));
    await broken.close();

    const next = await startTerminal({ folder, osKeyWrap: noOsKeys });
    expect(next.core.state()).toEqual({ state: 'locked', kind: 'kiosk' });
    await next.get(NOBODY, 'terminal:unlock', { passphrase: PASSPHRASE });
    expect(next.core.state()).toMatchObject({ state: 'unconfigured' });
    expect(await setUpWith(next, 'quite another one')).toMatchObject({ ok: false, code: 'PASSPHRASE_WRONG' });
    expect(await setUpWith(next, PASSPHRASE)).toMatchObject({ ok: true });
    expect((await next.get(NOBODY, 'staff:people', {})).people).toHaveLength(1);
  });
});

describe('a terminal that cannot open', () => {
  const usedFolder = async (): Promise<string> => {
    const folder = folderFor('core');
    const terminal = await readyTerminal({ folder, osKeyWrap: osKeys });
    await terminal.close();
    return folder;
  };
  const keyOf = (folder: string): string => join(folder, 'keys/database.key.json');

  it('[REC-6] says that the key file is gone, and never makes another', async () => {
    const folder = await usedFolder();
    rmSync(keyOf(folder));
    const terminal = await startTerminal({ folder, kind: 'demo' });
    expect(terminal.core.state()).toEqual(failed('key-missing'));
    expect(
      await terminal.refused(NOBODY, 'terminal:setUp', { kind: 'demo', passphrase: null, manager: null }),
    ).toBe('CONFLICT');
    expect(existsSync(keyOf(folder))).toBe(false);
  });

  it('[REC-6] says that the key belongs to another database, and moves nothing', async () => {
    const [folder, other] = [await usedFolder(), await usedFolder()];
    copyFileSync(keyOf(other), keyOf(folder));
    const before = readFileSync(join(folder, 'lete.db'));
    expect(await stateOf(folder)).toEqual(failed('key-mismatch'));
    expect(readFileSync(join(folder, 'lete.db')).equals(before)).toBe(true);
  });

  it('[REC-6] says that the key store of the system cannot be reached now, and opens once it can', async () => {
    const folder = await usedFolder();
    expect(await stateOf(folder, { ...osKeys, available: async () => false })).toEqual(
      failed('key-store-away'),
    );
    expect(await stateOf(folder)).toMatchObject({ state: 'ready' });
  });

  it('[REC-6] says that a key file was changed', async () => {
    const folder = await usedFolder();
    writeFileSync(
      keyOf(folder),
      readFileSync(keyOf(folder), 'utf8').replace('"wrapped": "', '"wrapped": "A'),
    );
    expect(await stateOf(folder)).toEqual(failed('key-mismatch'));
  });

  it('[REC-6] says that the order keys are gone: without them every original is lost', async () => {
    const folder = await usedFolder();
    rmSync(join(folder, 'keys/files.keys'));
    expect(await stateOf(folder)).toEqual(failed('key-missing'));
    expect(existsSync(join(folder, 'keys/files.keys'))).toBe(false);
  });

  it('[REC-6] says that the data folder is a file', async () => {
    const file = join(folderFor('core'), 'data');
    writeFileSync(file, '');
    expect(await stateOf(file)).toEqual(failed('folder-unavailable'));
  });

  it('[REC-6] says that another Lete has it open', async () => {
    const folder = await usedFolder();
    const first = await startTerminal({ folder, osKeyWrap: osKeys });
    expect(await stateOf(folder)).toEqual(failed('in-use'));
    await signInManager(first);
  });

  it('[REC-6] says that the database is damaged and no backup is sound', async () => {
    const folder = await usedFolder();
    writeFileSync(join(folder, 'lete.db'), 'text');
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    expect(await stateOf(folder)).toEqual(failed('damaged'));
    rmSync(join(folder, 'lete.db'));
    expect(await stateOf(folder)).toEqual(failed('damaged'));
  });

  it.each([
    ['no JSON', 'prices'],
    ['of another form', '{"version": 1}'],
    ['with a price below zero', null],
  ])('says that the price list is %s', async (_what, text) => {
    const resources = folderFor('resources');
    const shipped = readFileSync(join(RESOURCES, 'catalogue/demo.json'), 'utf8');
    cpSync(join(RESOURCES, 'notices'), join(resources, 'notices'), { recursive: true });
    mkdirSync(join(resources, 'catalogue'));
    writeFileSync(
      join(resources, 'catalogue/demo.json'),
      text ?? shipped.replace('"unit": 25', '"unit": -25'),
    );
    const terminal = await startTerminal({ resourcesFolder: resources });
    await setUpWith(terminal, null);
    expect(terminal.core.state()).toEqual(failed('catalogue-malformed'));
  });

  it('[PRI-1] takes in the price list that changed beside the app since, and checks it as the first one', async () => {
    const [folder, resourcesFolder] = [folderFor('core'), folderFor('resources')];
    cpSync(RESOURCES, resourcesFolder, { recursive: true });
    const file = join(resourcesFolder, 'catalogue/demo.json');
    const first = await readyTerminal({ folder, osKeyWrap: osKeys, resourcesFolder });
    await first.close();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'));
    const second = await startTerminal({ folder, osKeyWrap: osKeys, resourcesFolder });
    expect((await second.get(KIOSK, 'catalogue:current', {})).catalogue).toMatchObject({ version: 2 });
    await second.close();
    writeFileSync(file, 'prices');
    const third = await startTerminal({ folder, osKeyWrap: osKeys, resourcesFolder });
    expect(third.core.state()).toEqual(failed('catalogue-malformed'));
  });

  it('writes why into its log with the reference on the screen, without a text of the error', async () => {
    const folder = await usedFolder();
    rmSync(keyOf(folder));
    const terminal = await startTerminal({ folder });
    const state = terminal.core.state();
    const lines = terminal.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: 'terminal-failed',
        failure: 'key-missing',
        ref: 'ref' in state ? state.ref : '',
      }),
    );
    expect(terminal.log.join()).not.toContain(folder);
  });
});
