import { describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from './labDefaults.ts';
import { badRoute, LabSettings, LabsSettings, type LabOutput, routeOf } from './labs.ts';

const route = { format: '10x15', paper: 'gloss', code: '001', detail: '' };
const output = (part: Partial<LabOutput> = {}): LabOutput => ({
  id: 'lab-1',
  name: 'Noritsu',
  folder: '/srv/lab',
  paused: false,
  routes: [route],
  completion: 'manual',
  staleAfterMs: 900_000,
  lookEveryMs: 2000,
  perHour: 300,
  reference: 'order',
  lab: LAB_DEFAULTS.noritsu,
  ...part,
});
const holds = (...outputs: readonly LabOutput[]): boolean =>
  LabsSettings.safeParse({ outputs, others: 'folder' }).success;

describe('outputs', () => {
  it.each(Object.values(LAB_DEFAULTS))('[OUT-1] $kind starts with settings that hold', (lab) => {
    expect(LabSettings.parse(lab)).toEqual(lab);
  });

  it('[OUT-1] give one product to one of them, and have names of their own', () => {
    const matt = { ...route, paper: 'matt' };
    expect(holds(output(), output({ id: 'lab-2', routes: [matt] }))).toBe(true);
    expect(holds(output(), output({ id: 'lab-2' }))).toBe(false);
    expect(holds(output({ routes: [route, route] }))).toBe(false);
    expect(holds(output(), output({ routes: [matt] }))).toBe(false);
    const outputs = [output(), output({ id: 'lab-2', routes: [matt] })];
    const found = (paper: string) => routeOf({ outputs, others: 'folder' }, { format: '10x15', paper });
    expect([found('gloss')?.output.id, found('matt')?.output.id, found('silk')]).toEqual([
      'lab-1',
      'lab-2',
      null,
    ]);
  });

  it.each([
    ['1', ''],
    ['1000', ''],
    ['', ''],
    ['001', 'a"b'],
    ['001"', ''],
  ])('[OUT-1] refuse a channel that Noritsu cannot read: %j %j', (code, detail) => {
    expect(holds(output({ routes: [{ ...route, code, detail }] }))).toBe(false);
  });

  it('[OUT-1] want a size code where the settings write one', () => {
    const lab = { ...LAB_DEFAULTS.noritsu, psl: 'code' } as const;
    expect([badRoute(lab, [route]), badRoute(lab, [{ ...route, detail: 'KG' }])]).toEqual([0, null]);
  });

  it.each([
    { genCrt: 'LETE 1.00' },
    { genCrt: '"A"B" 1.00' },
    { vendorAtr: 'a"b' },
    { maxQty: 0 },
    { maxQty: 1000 },
    { imageDir: '../x' },
  ])('[OUT-1] refuse what would break an order file: %j', (part) => {
    expect(LabSettings.safeParse({ ...LAB_DEFAULTS.noritsu, ...part }).success).toBe(false);
  });

  it.each(['..', '../x', '/x', 'a//b', 'a\\b', '.lete', 'a/../b'])(
    'refuse the folder %j below their own',
    (errorFolder) => {
      expect(LabSettings.safeParse({ ...LAB_DEFAULTS.hotFolder, errorFolder }).success).toBe(false);
    },
  );
});
