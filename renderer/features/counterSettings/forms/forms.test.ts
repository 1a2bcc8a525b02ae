import { describe, expect, it } from 'vitest';
import { Settings } from '../../../../shared/contract/settings.ts';
import { aSettings } from '../testing.ts';
import { onSlider, PX_PER_MM, rounded } from './calibration.ts';
import {
  COUNTER_RANGES,
  FORM_IDS,
  type FormId,
  FORMS,
  KIOSK_RANGES,
  TERMINAL_RANGES,
  TIMES_RANGES,
} from './forms.ts';
import { parseExceptions, parseSpans } from './hours.ts';
import { numberText, readNumber, SECOND } from './numbers.ts';
import type { Read } from './problem.ts';

const settings = aSettings();
const read = <F extends FormId>(id: F, change: object): Read =>
  FORMS[id].read({ ...FORMS[id].of(settings), ...change }, settings);

describe('every form', () => {
  it.each(FORM_IDS)('%s saved untouched changes nothing', (id) => {
    const answer = FORMS[id].read(FORMS[id].of(settings) as never, settings);
    expect(answer.ok && { ...settings, ...answer.change }).toEqual(settings);
  });

  it('keeps what it does not show', () => {
    const answer = read('store', { name: ' Fotolukss Alfa ' });
    expect(answer.ok && answer.change.store).toEqual({ ...settings.store, name: 'Fotolukss Alfa' });
  });

  it('names each field that is wrong', () => {
    expect(read('store', { name: ' ', privacyContact: '' })).toEqual({
      ok: false,
      problems: { name: { kind: 'empty' }, privacyContact: { kind: 'empty' } },
    });
    expect(read('terminal', { letter: 'O' })).toMatchObject({ problems: { letter: { kind: 'letter' } } });
    expect(read('kiosk', { idleWarning: '29', moreTime: '' })).toEqual({
      ok: false,
      problems: {
        idleWarning: { kind: 'range', min: 30, max: 600 },
        moreTime: { kind: 'range', min: 1, max: 30 },
      },
    });
  });
});

describe('limits in the forms', () => {
  const inSchema = (section: 'kiosk' | 'counter' | 'terminal' | 'times', field: string, value: number) =>
    Settings.shape[section].safeParse({ ...settings[section], [field]: value }).success;

  it.each([
    ['kiosk', 'idleWarningMs', KIOSK_RANGES.idleWarning],
    ['kiosk', 'idleAnswerMs', KIOSK_RANGES.idleAnswer],
    ['kiosk', 'moreTimeMs', KIOSK_RANGES.moreTime],
    ['kiosk', 'numberScreenMs', KIOSK_RANGES.numberScreen],
    ['kiosk', 'resumeWithinMs', KIOSK_RANGES.resumeWithin],
    ['terminal', 'uploadMbit', TERMINAL_RANGES.uploadMbit],
    ['counter', 'lockAfterMs', COUNTER_RANGES.lockAfter],
    ['counter', 'viewsPerHour', COUNTER_RANGES.viewsPerHour],
    ['times', 'readyAfterMs', TIMES_RANGES.ready],
    ['times', 'expressAfterMs', TIMES_RANGES.express],
    ['times', 'uncollectedAfterDays', TIMES_RANGES.uncollected],
  ] as const)('%s.%s are those of the contract', (section, field, { min, max, unit }) => {
    expect([min * unit, max * unit].map((value) => inSchema(section, field, value))).toEqual([true, true]);
    expect([min * unit - 1, max * unit + 1].map((value) => inSchema(section, field, value))).toEqual([
      false,
      false,
    ]);
  });

  it('the slider stays within the contract and shows whatever is stored', () => {
    const ends = [PX_PER_MM.min, PX_PER_MM.max, onSlider(1), onSlider(20), rounded(4.0335)];
    expect(ends).toEqual([1.5, 9, 1.5, 9, 4.034]);
    for (const pxPerMm of ends) expect(inSchema('kiosk', 'pxPerMm', pxPerMm)).toBe(true);
  });
});

describe('numbers', () => {
  it('come with a comma or a point, and whole where there is no smaller unit', () => {
    const hours = { min: 0, max: 10, unit: 3_600_000 };
    expect(['1,5', '1.5', ' 10 ', '10,1', '-1', '1e3', ''].map((typed) => readNumber(typed, hours))).toEqual([
      5_400_000,
      5_400_000,
      36_000_000,
      null,
      null,
      null,
      null,
    ]);
    expect(numberText(5_400_000, hours)).toBe('1,5');
    expect(readNumber('1,5', { min: 1, max: 5, unit: 1 })).toBeNull();
    expect(readNumber('30', { min: 30, max: 600, unit: SECOND })).toBe(30_000);
  });
});

describe('the printer form', () => {
  it('asks for an address only of a network printer and keeps it otherwise', () => {
    expect(read('printer', { kind: 'tcp', host: ' ', port: '70000' })).toEqual({
      ok: false,
      problems: { host: { kind: 'empty' }, port: { kind: 'range', min: 1, max: 65_535 } },
    });
    const answer = read('printer', { kind: 'none', host: 'x', port: 'abc', dots: '384' });
    expect(answer.ok && answer.change.printer).toEqual({ ...settings.printer, kind: 'none', dots: 384 });
  });
});

describe('the form for phones', () => {
  it('[MED-4] takes an address that can be one, or none, and a password that Wi-Fi takes, or none', () => {
    for (const address of ['', ' 192.168.1.20 ', '10.0.0.255'])
      expect(read('phone', { address })).toMatchObject({
        ok: true,
        change: { phone: { address: address.trim() } },
      });
    for (const address of ['192.168.1', '192.168.1.256', '192.168.1.20.', 'kiosks', '1.2.3.4.5'])
      expect(read('phone', { address })).toEqual({ ok: false, problems: { address: { kind: 'value' } } });
    expect(read('phone', { wifiPassword: 'short' })).toMatchObject({
      problems: { wifiPassword: { kind: 'value' } },
    });
    expect(read('phone', { wifiPassword: '', protection: 'plain', port: '0' })).toMatchObject({
      change: { phone: { wifiPassword: '', plain: true, port: 0 } },
    });
    expect(read('phone', { port: '65536' })).toMatchObject({ problems: { port: { kind: 'range' } } });
  });
});

describe('the production form', () => {
  it('takes an empty folder as the folder of its own', () => {
    const answer = read('production', { folder: '  ', keepFiles: '0,5' });
    expect(answer.ok && answer.change.production).toMatchObject({ folder: null, keepFilesMs: 1_800_000 });
  });
});

describe('opening hours', () => {
  it('are read as people write them', () => {
    const whole = [{ open: '09:00', close: '19:00' }];
    expect(['9-19', '09:00–19:00', ' 9.00 — 19 '].map(parseSpans)).toEqual([whole, whole, whole]);
    expect(parseSpans('9–13, 14:30–18')).toEqual([
      { open: '09:00', close: '13:00' },
      { open: '14:30', close: '18:00' },
    ]);
    expect(parseSpans('  ')).toEqual([]);
  });

  it.each(['19–9', '9–25', '9–13, 12–18', 'slēgts', '9'])('refuse %s', (typed) => {
    expect(parseSpans(typed)).toBeNull();
    expect(read('hours', { week: ['', '', typed, '', '', '', ''] })).toMatchObject({
      problems: { 2: { kind: 'hours' } },
    });
  });

  it('know days that differ, sorted, each once', () => {
    expect(parseExceptions('31.12.2026 10–14\n\n2026-12-25')).toEqual([
      { day: '2026-12-25', spans: [] },
      { day: '2026-12-31', spans: [{ open: '10:00', close: '14:00' }] },
    ]);
    expect(parseExceptions('24.12.2026\n31.02.2026')).toBe(2);
    expect(parseExceptions('24.12.2026\n2026-12-24 10–14')).toBe(2);
  });

  it('show days that differ in the way they are read', () => {
    const answer = read('hours', { exceptions: '24.12.2026 10–14\n25.12.2026' });
    if (!answer.ok) throw new Error('refused');
    const shown = FORMS.hours.of({ ...settings, ...answer.change }).exceptions;
    expect(shown).toBe('24.12.2026 10:00–14:00\n25.12.2026');
  });
});
