import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { LOG_FIELDS } from '../../../shared/privacy/map/logs.ts';
import { createLog, describeError, logRef } from './log.ts';
import { createLogFile } from './logFile.ts';
import { redact } from './redact.ts';

const lines: string[] = [];
const log = createLog(
  () => 1,
  (line) => lines.push(line),
);
const last = (): string => lines.at(-1) ?? '';

describe('what may be logged', () => {
  it('[P21] is a closed code, a number, a truth value or a branded id', () => {
    log.info('order-placed', {
      orderId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' as OrderId,
      lines: 3,
      express: false,
      ref: logRef('ab12'),
    });
    expect(JSON.parse(last())).toEqual({
      time: 1,
      level: 'info',
      event: 'order-placed',
      orderId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      lines: 3,
      express: false,
      ref: 'ab12',
    });
  });

  it('is found again by the reference that was shown, also where that is all digits', () => {
    log.error('call-failed', { call: 'orders:get', ref: logRef('00245645') });
    expect(JSON.parse(last())).toMatchObject({ ref: '00245645' });
    expect(redact({ ref: '+371 29123456' })).toEqual({ ref: '[…56]' });
  });

  it('[D4] is no text of a person: that does not compile', () => {
    const name: string = 'Anna Bērziņa';
    // @ts-expect-error a plain string is not loggable
    log.info('order-placed', { customer: name });
    // @ts-expect-error nor a list of them
    log.warn('order-placed', { customers: [name] });
    // @ts-expect-error nor an object, which may hold anything
    log.error('order-placed', { customer: { id: 1 } });
    // @ts-expect-error nor a field that the data map does not permit
    log.info('order-placed', { shelf: 3 });
    // @ts-expect-error nor may the code itself be text
    log.info(name);
    const error = new Error(name);
    // @ts-expect-error nor an error as it is
    log.error('failed', { error });
    // @ts-expect-error nor its message
    log.error('failed', { what: error.message });
    expect(lines.length).toBeGreaterThan(0);
  });
});

it('[D4] writes the fields that the data map declares, and no others', () => {
  log.warn('call-failed', { call: 'orders:get', ms: 3 });
  const written = Object.keys(JSON.parse(last()) as object);
  expect(written).toEqual(['time', 'level', 'event', 'call', 'ms']);
  const declared: readonly string[] = LOG_FIELDS;
  expect(written.filter((field) => !declared.includes(field))).toEqual([]);
});

describe('an error in the log', () => {
  it('keeps class, code and places, and drops the message and the folders', () => {
    const secret = 'UNIQUE constraint failed: anna.berzina@example.org';
    const error = Object.assign(new RangeError(`${secret}\nsecond line of it`), {
      code: 'SQLITE_CONSTRAINT',
    });
    const described = describeError(error);
    expect(described).toMatchObject({ error: 'RangeError', errorCode: 'SQLITE_CONSTRAINT' });
    expect(described.at.length).toBeGreaterThan(0);
    expect(described.at[0]).toMatch(/log\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(described)).not.toMatch(/anna|second line|UNIQUE|\/work|electron\//);
  });

  it.each([['text'], [null], [undefined], [42], [{ message: 'anna@example.org' }]])(
    'that is %j is still described',
    (thrown) => {
      expect(describeError(thrown).error).toBe('Error');
      expect(JSON.stringify(describeError(thrown))).not.toContain('example');
    },
  );
});

describe('the second belt', () => {
  const corpus: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['an e-mail', { what: 'to anna.berzina@example.org now' }, ['anna', 'example']],
    ['an e-mail with accents', { what: 'ānna@bērziņš.lv' }, ['bērz', 'ānna']],
    ['a phone', { what: '+371 2912-3456' }, ['2912', '371 2']],
    ['a phone without a country', { what: 'call 29123456' }, ['2912']],
    ['a card number', { what: '4111 1111 1111 1111' }, ['4111']],
    ['a path', { what: 'in /home/anna/photos/a.jpg' }, ['anna', 'photos']],
    ['a Windows path', { what: 'C:\\Users\\Anna\\a.jpg' }, ['Users', 'Anna']],
    ['a name by its key', { name: 'Anna Bērziņa' }, ['Anna', 'Bērz']],
    [
      'keys in any spelling',
      {
        customerName: 'Anna',
        eMail: 'Anna',
        PIN: '29384',
        passphrase: 'zirgs',
        fileKey: 'c0ffee',
        claimCode: 'ABCD12',
      },
      ['Anna', '29384', 'zirgs', 'c0ffee', 'ABCD'],
    ],
    ['something deep inside', { a: [{ b: { address: 'Brīvības 1' } }] }, ['Brīvības']],
    ['a list under such a key', { names: ['Anna', 'Pēteris'] }, ['Anna', 'Pēter']],
  ];

  it.each(corpus)('hides %s', (_what, fields, gone) => {
    const text = JSON.stringify(redact(fields));
    for (const part of gone) expect(text).not.toContain(part);
  });

  it('keeps a short tail to correlate, codes, numbers and ordinary words', () => {
    expect(redact({ what: 'anna@example.org' })).toEqual({ what: '[…rg]' });
    expect(
      redact({ errorCode: 'SQLITE_FULL', ms: 12, ok: true, none: null, at: ['open (open.ts:12:3)'] }),
    ).toEqual({
      errorCode: 'SQLITE_FULL',
      ms: 12,
      ok: true,
      none: null,
      at: ['open (open.ts:12:3)'],
    });
  });

  it('never throws and always answers what JSON can write', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          expect(() => JSON.stringify(redact(value))).not.toThrow();
        },
      ),
    );
  });

  it('ends with what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'Anna' };
    loop['again'] = loop;
    expect(JSON.stringify(redact(loop))).not.toContain('Anna');
  });
});

describe('the log file', () => {
  it('[P21] is one a day, kept for 14 days, readable by its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-log-'));
    let now = Date.UTC(2026, 10, 22, 12);
    writeFileSync(join(folder, 'lete-2026-11-07.log'), 'old');
    writeFileSync(join(folder, 'lete-2026-11-08.log'), 'not yet old');
    writeFileSync(join(folder, 'other.txt'), 'not ours');
    const write = createLogFile(folder, () => now);
    write('one');
    write('two');
    now += 86_400_000;
    write('three');
    expect(readdirSync(folder).toSorted()).toEqual([
      'lete-2026-11-22.log',
      'lete-2026-11-23.log',
      'other.txt',
    ]);
    expect(readFileSync(join(folder, 'lete-2026-11-22.log'), 'utf8')).toBe('one\ntwo\n');
    rmSync(folder, { recursive: true });
  });

  it('that cannot be written stops nothing', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lete-log-')), 'file');
    writeFileSync(file, '');
    expect(() => createLogFile(file, () => 0)('line')).not.toThrow();
  });
});
