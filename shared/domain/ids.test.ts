import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderId, ulid, ulidTime } from './ids.ts';

const ten = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('ulid', () => {
  it('spells the time and the random bytes in Crockford base 32', () => {
    expect(ulid(0, new Uint8Array(10))).toBe('00000000000000000000000000');
    expect(ulid(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(ulid(1_469_918_176_385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41');
  });

  it('always makes a valid id that sorts by time', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(time, time, ten, ten, (a, b, first, second) => {
        const [x, y] = [ulid(a, first), ulid(b, second)];
        expect(OrderId.safeParse(x).success).toBe(true);
        if (a < b) expect(x < y).toBe(true);
      }),
    );
  });

  it('differs when any random byte differs', () => {
    fc.assert(
      fc.property(ten, ten, (first, second) => {
        expect(ulid(1, first) === ulid(1, second)).toBe(first.every((byte, i) => byte === second[i]));
      }),
    );
  });

  it('refuses a time out of range and too few random bytes', () => {
    expect(() => ulid(-1, new Uint8Array(10))).toThrow(RangeError);
    expect(() => ulid(2 ** 48, new Uint8Array(10))).toThrow(RangeError);
    expect(() => ulid(1.5, new Uint8Array(10))).toThrow(RangeError);
    expect(() => ulid(1, new Uint8Array(9))).toThrow(RangeError);
  });

  it('refuses ids with letters that Crockford leaves out, or of another length', () => {
    for (const text of [
      '01ARYZ6S41TSV4RRFFQ69G5FAU',
      '01ARYZ6S41TSV4RRFFQ69G5FA',
      '81ARYZ6S41TSV4RRFFQ69G5FAV',
      '',
    ]) {
      expect(OrderId.safeParse(text).success).toBe(false);
    }
    expect(OrderId.safeParse('01ARYZ6S41TSV4RRFFQ69G5FAV').success).toBe(true);
  });
});

describe('ulidTime', () => {
  it('gives back the time a ULID was made', () => {
    for (const ms of [0, 1_469_918_176_385, 2 ** 48 - 1])
      expect(ulidTime(ulid(ms, new Uint8Array(10)))).toBe(ms);
  });
  it('knows no time of anything else', () => {
    expect(ulidTime('lost+found')).toBeNaN();
  });
});
