import { describe, expect, it } from 'vitest';
import { type PrintShop, readyAt, standingOf, stoppedBy } from './availability.ts';
import { LAB_DEFAULTS } from './labDefaults.ts';
import type { LabOutput } from './labs.ts';
import { OpeningHours } from './openingHours.ts';
import { ShopDay } from './time.ts';

const HOUR = 3_600_000;
const workday = [{ open: '09:00', close: '19:00' }];
/** Monday 23 November 2026, ten o'clock in Riga. */
const NOW = Date.UTC(2026, 10, 23, 8);
const SMALL = { format: '10x15', paper: 'gloss' };
const MATTE = { format: '10x15', paper: 'matte' };
const LARGE = { format: '20x30', paper: 'gloss' };

const lab = (change: Partial<LabOutput> = {}): LabOutput => ({
  id: 'lab-1',
  name: 'Lab',
  folder: '/lab',
  paused: false,
  routes: [SMALL, MATTE].map((product) => ({ ...product, code: '', detail: '' })),
  completion: 'manual',
  staleAfterMs: 0,
  lookEveryMs: 2000,
  perHour: 100,
  reference: 'order',
  lab: LAB_DEFAULTS.hotFolder,
  ...change,
});
const shop = (change: Partial<PrintShop> = {}): PrintShop => ({
  labs: { outputs: [lab()], others: 'folder' },
  othersPerHour: 10,
  papersOut: [],
  hours: OpeningHours.parse({ week: [workday, workday, workday, workday, workday, [], []], exceptions: [] }),
  readyAfterMs: HOUR,
  expressAfterMs: HOUR / 2,
  away: new Set(),
  failing: new Set(),
  waiting: [],
  ...change,
});
const out = (back: string | null, output: string | null = 'lab-1') => ({
  papersOut: [{ output, paper: 'gloss', back: back === null ? null : ShopDay.parse(back) }],
});
const at = (ms: number): string => new Date(ms).toISOString().slice(8, 16);
const startOf = (change: Partial<PrintShop>, product = SMALL) => {
  const standing = standingOf(shop(change), product, NOW);
  return standing.kind === 'later' ? at(standing.from) : standing.kind;
};

describe('whether a product can be made now', () => {
  it.each<[string, Partial<PrintShop>, string]>([
    ['what nothing stops', {}, 'now'],
    ['a paper that comes on a day, on that day', out('2026-11-26'), '26T07:00'],
    ['a paper that should have been there today, tomorrow', out('2026-11-23'), '24T07:00'],
    ['a paper that nobody knows of, not', out(null), 'never'],
    ['one printer’s paper is no matter of another', out(null, null), 'now'],
    [
      'a paused printer, tomorrow',
      { labs: { outputs: [lab({ paused: true })], others: 'folder' } },
      '24T07:00',
    ],
    ['a printer whose folder is gone, tomorrow', { away: new Set(['lab-1']) }, '24T07:00'],
    ['a printer that failed, tomorrow', { failing: new Set(['lab-1']) }, '24T07:00'],
  ])('[PRI-9] %s', (_, change, standing) => {
    expect(startOf(change)).toBe(standing);
  });

  it('[PRI-9] what no printer takes goes to the general folder, or is not made at all', () => {
    expect(startOf({}, LARGE)).toBe('now');
    expect(startOf({ away: new Set([null]) }, LARGE)).toBe('24T07:00');
    expect(startOf({ labs: { outputs: [lab()], others: 'stop' } }, LARGE)).toBe('never');
  });

  it('[PRI-9] only what staff stopped keeps jobs waiting', () => {
    expect(stoppedBy(shop({ failing: new Set(['lab-1']) }), SMALL)).toBeNull();
    expect(stoppedBy(shop(out(null)), SMALL)).not.toBeNull();
    expect(stoppedBy(shop(out(null)), MATTE)).toBeNull();
  });
});

describe('when an order of several products is ready', () => {
  const ready = (change: Partial<PrintShop>, ...lines: { format: string; paper: string; qty: number }[]) =>
    at(readyAt(shop(change), { lines, express: false }, NOW));

  it('[PRI-9] counts what waits at its own printer, and nothing of another', () => {
    expect(ready({ waiting: [{ ...MATTE, qty: 250 }] }, { ...SMALL, qty: 50 })).toBe('23T11:00');
    expect(ready({ waiting: [{ ...LARGE, qty: 5000 }] }, { ...SMALL, qty: 50 })).toBe('23T09:00');
    expect(ready({ waiting: [{ ...LARGE, qty: 20 }] }, { ...LARGE, qty: 10 })).toBe('23T11:00');
  });

  it('[PRI-9] is kept waiting by no paper but its own', () => {
    const waiting = [{ ...SMALL, qty: 500 }];
    expect(ready({ ...out('2026-11-24'), waiting }, { ...MATTE, qty: 10 })).toBe('23T09:00');
    expect(ready({ ...out('2026-11-24'), waiting }, { ...SMALL, qty: 10 })).toBe('24T12:15');
  });

  it('[PRI-9] is the latest of its parts', () => {
    expect(ready(out('2026-11-25'), { ...MATTE, qty: 1 }, { ...SMALL, qty: 1 })).toBe('25T08:00');
  });

  it('[PRI-9] is a week off where staff take what nobody knows of', () => {
    expect(ready(out(null), { ...SMALL, qty: 1 })).toBe('30T08:00');
  });

  it('[PRI-9] is not made sooner by express than the queue allows', () => {
    const lines = [{ ...SMALL, qty: 1 }];
    const express = (qty: number) =>
      at(readyAt(shop({ waiting: [{ ...SMALL, qty }] }), { lines, express: true }, NOW));
    expect([express(0), express(299)]).toEqual(['23T08:30', '23T11:00']);
  });
});
