import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../electron/core/features/settings/index.ts';
import { textHash } from '../../../electron/core/features/notices/index.ts';
import { LAB_DEFAULTS } from '../../../shared/domain/labDefaults.ts';
import type { LabOutput } from '../../../shared/domain/labs.ts';
import { folderFor, KIOSK, NOBODY, readyTerminal, signInManager } from './terminal.ts';

const aLab = (folder: string): LabOutput => ({
  id: 'lab-1',
  name: 'Noritsu',
  folder,
  paused: false,
  completion: 'manual',
  reference: 'order',
  routes: [{ format: '10x15', paper: 'gloss', code: '001', detail: '' }],
  staleAfterMs: 900_000,
  lookEveryMs: 2000,
  perHour: 300,
  lab: LAB_DEFAULTS.noritsu,
});

describe('settings', () => {
  it('begin as designed, change by whole sections, and are there after a restart', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    expect((await terminal.get(manager, 'settings:get', {})).settings).toEqual(DEFAULT_SETTINGS);
    const counter = { ...DEFAULT_SETTINGS.counter, theme: 'dark' } as const;
    await terminal.get(manager, 'settings:change', { change: { counter } });
    expect(terminal.events.map(({ name }) => name)).toContain('settings-changed');
    const next = await terminal.restart();
    expect((await next.get(manager, 'settings:get', {})).settings).toEqual({ ...DEFAULT_SETTINGS, counter });
  });

  it('that are not given stay, also when they come as undefined', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const store = { ...DEFAULT_SETTINGS.store, name: 'Fotolukss Ogre' };
    await terminal.get(manager, 'settings:change', { change: { store } });
    const change = { store: undefined, times: { ...DEFAULT_SETTINGS.times, uncollectedAfterDays: 14 } };
    await terminal.get(manager, 'settings:change', { change: change });
    const { settings } = await terminal.get(manager, 'settings:get', {});
    expect([settings.store.name, settings.times.uncollectedAfterDays]).toEqual(['Fotolukss Ogre', 14]);
  });

  it.each([
    [
      'a setting out of its range',
      { counter: { ...DEFAULT_SETTINGS.counter, lockAfterMs: 1 } },
      'INVALID_INPUT',
    ],
    ['half a section', { counter: { theme: 'dark' } }, 'INVALID_INPUT'],
    ['an unknown section', { colours: {} }, 'INVALID_INPUT'],
    [
      'a template nobody could write by',
      { production: { ...DEFAULT_SETTINGS.production, template: '%Nonsense%.jpg' } },
      'SETTING_REFUSED',
    ],
  ])('refuse %s and stay as they were', async (_what, change, code) => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    expect(await terminal.refused(manager, 'settings:change', { change: change as never })).toBe(code);
    expect((await terminal.get(manager, 'settings:get', {})).settings).toEqual(DEFAULT_SETTINGS);
  });

  it('refuse a production folder that is a file', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const folder = join(folderFor('production'), 'file');
    writeFileSync(folder, '');
    const change = { production: { ...DEFAULT_SETTINGS.production, folder } };
    expect(await terminal.refused(manager, 'settings:change', { change })).toBe('SETTING_REFUSED');
  });

  it('[OUT-1] refuse an output whose folder is not there, unless it was there when it was set up, or a product nobody sells', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const lab = aLab(folderFor('lab'));
    const set = (...outputs: LabOutput[]) => ({
      change: { labs: { outputs, others: 'folder' } } as const,
    });
    expect(
      await terminal.refused(manager, 'settings:change', set({ ...lab, folder: '/nowhere/at/all' })),
    ).toBe('SETTING_REFUSED');
    await terminal.get(manager, 'settings:change', set(lab));
    const unsold = { ...lab, routes: [{ format: '10x15', paper: 'glossy', code: '001', detail: '' }] };
    expect(await terminal.refused(manager, 'settings:change', set(unsold))).toBe('SETTING_REFUSED');
    rmSync(lab.folder, { recursive: true });
    await terminal.get(manager, 'settings:change', set(lab));
    expect(await terminal.refused(manager, 'settings:change', set({ ...lab, name: 'B' }))).toBe(
      'SETTING_REFUSED',
    );
  });

  it('tell a kiosk page neither the printer nor the folders of production', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const change = {
      production: { ...DEFAULT_SETTINGS.production, folder: folderFor('production') },
      labs: { outputs: [aLab(folderFor('lab'))], others: 'folder' as const },
      printer: { ...DEFAULT_SETTINGS.printer, host: '127.0.0.1' },
    };
    await terminal.get(manager, 'settings:change', { change });
    const shown = (await terminal.get(KIOSK, 'settings:get', {})).settings;
    expect([shown.production.folder, shown.labs.outputs, shown.printer.host]).toEqual([null, [], '']);
    expect((await terminal.get(manager, 'settings:get', {})).settings).toMatchObject(change);
  });
});

describe('the notice', () => {
  it('[CON-5] is there before anyone chose anything, in three languages, each with the hash of its very text', async () => {
    const terminal = await readyTerminal();
    const { notice, collects } = await terminal.get(NOBODY, 'notices:current', {});
    for (const locale of ['lv', 'en', 'ru'] as const) {
      expect(notice?.text[locale].length).toBeGreaterThan(500);
      expect(notice?.sha256[locale]).toBe(textHash(notice?.text[locale] ?? ''));
    }
    expect(new Set(Object.values(notice?.sha256 ?? {})).size).toBe(3);
    expect(collects).toBe('open');
  });

  it('has one hash however its letters were composed, and another for another word', () => {
    expect(textHash('Bērziņa')).toBe(textHash('Bērziņa'.normalize('NFD')));
    expect(textHash('Bērziņa')).not.toBe(textHash('Bērzina'));
  });
});

describe('the price list', () => {
  it('[PRI-1] in force is the one whose day has come', async () => {
    const terminal = await readyTerminal();
    const now = await terminal.get(KIOSK, 'catalogue:current', {});
    expect(now.catalogue).toMatchObject({ version: 1, validFrom: '2026-01-01' });
    terminal.clock.ms = Date.UTC(2025, 11, 31, 21, 59);
    expect((await terminal.get(KIOSK, 'catalogue:current', {})).catalogue).toBeNull();
    expect(await terminal.refused(KIOSK, 'visit:start', { locale: 'lv' })).toBe('NO_PRICE_LIST');
    terminal.clock.ms = Date.UTC(2025, 11, 31, 22);
    expect((await terminal.get(KIOSK, 'catalogue:current', {})).catalogue?.version).toBe(1);
  });
});
