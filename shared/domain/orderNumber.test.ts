import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreCode } from './ids.ts';
import {
  checkCharacter,
  ClaimCode,
  claimCode,
  formatOrderNumber,
  orderBarcode,
  parseClaimCode,
  parseOrderBarcode,
  parseOrderNumber,
  TERMINAL_LETTERS,
} from './orderNumber.ts';
import { addDays, ShopDay } from './time.ts';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const own = StoreCode.parse('03');
const day = ShopDay.parse('2026-11-22');
const letter = fc.constantFrom(...TERMINAL_LETTERS);
const code = fc.record({
  store: fc.nat(99).map((n) => StoreCode.parse(String(n).padStart(2, '0'))),
  day: fc.nat(20_000).map((n) => addDays(ShopDay.parse('2026-01-01'), n)),
  letter,
  n: fc.integer({ min: 1, max: 9999 }),
});

describe('order number', () => {
  it('[TIC-1] uses no letter that is confused with another or with a digit', () => {
    expect(TERMINAL_LETTERS).toBe('ACEFHJKLMNPRTUVWXY');
    for (const confusing of 'BDGIOQSZ') expect(TERMINAL_LETTERS).not.toContain(confusing);
  });

  it('[TIC-1] is written as letter and number, and read back', () => {
    expect(formatOrderNumber({ letter: 'K', n: 27 })).toBe('K-27');
    fc.assert(
      fc.property(letter, fc.integer({ min: 1, max: 9999 }), (l, n) => {
        expect(parseOrderNumber(formatOrderNumber({ letter: l, n }))).toEqual({ letter: l, n });
      }),
    );
  });

  it.each(['K-27', 'k27', 'K 27', ' k-027 ', 'K – 27'])('reads %j as people type it', (text) => {
    expect(parseOrderNumber(text)).toEqual({ letter: 'K', n: 27 });
  });

  it.each(['', '27', 'K', 'K-0', 'O-27', 'B-1', 'K-12345', 'KK-1', 'K-1a', 'К-27'])(
    'finds no number in %j',
    (text) => {
      expect(parseOrderNumber(text)).toBeNull();
    },
  );
});

describe('check character', () => {
  it('[TIC-6] follows ISO 7064 MOD 37,36', () => {
    // Published example of the GRid identifier, which uses the same system.
    expect(checkCharacter('A12425GABC1234002')).toBe('M');
  });

  it('[TIC-6] refuses other characters', () => {
    expect(() => checkCharacter('K-27')).toThrow(RangeError);
  });
});

describe('barcode', () => {
  const sample = orderBarcode({ store: own, day, letter: 'K', n: 27 });

  it('[TIC-1] holds store, day, terminal and number in 15 characters', () => {
    expect(sample.slice(0, 14)).toBe('L03261122K0027');
    expect(sample).toHaveLength(15);
  });

  it('is read back as it was made, from the own store and from another', () => {
    fc.assert(
      fc.property(code, (made) => {
        const kind = made.store === own ? 'ownStore' : 'otherStore';
        expect(parseOrderBarcode(` ${orderBarcode(made).toLowerCase()}\n`, own)).toEqual({
          kind,
          code: made,
        });
      }),
    );
  });

  it('[TIC-6] opens nothing when any one character is wrong', () => {
    const place = fc.nat(14);
    fc.assert(
      fc.property(code, place, fc.constantFrom(...ALPHANUMERIC), (made, at, wrong) => {
        const right = orderBarcode(made);
        fc.pre(right[at] !== wrong);
        const damaged = right.slice(0, at) + wrong + right.slice(at + 1);
        expect(parseOrderBarcode(damaged, own)).toEqual({ kind: 'invalid' });
      }),
    );
  });

  it('finds at least 99 of 100 swaps of neighbours; the standard itself promises no more', () => {
    let swaps = 0;
    let missed = 0;
    for (let n = 1; n <= 9999; n++) {
      const right = orderBarcode({ store: own, day, letter: 'K', n });
      for (let at = 0; at < 14; at++) {
        if (right[at] === right[at + 1]) continue;
        swaps++;
        const swapped = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`;
        if (parseOrderBarcode(swapped, own).kind !== 'invalid') missed++;
      }
    }
    expect(missed / swaps).toBeLessThan(0.01);
  });

  it.each(['L03261322K0027', 'L03260230K0027', 'L03261122O0027', 'L03261122K0000', 'X03261122K0027'])(
    '[TIC-6] refuses %s, impossible although its check character is right',
    (data) => {
      expect(parseOrderBarcode(data + checkCharacter(data), own)).toEqual({ kind: 'invalid' });
    },
  );

  it.each(['', 'K-27', 'https://example.org/s/abc', `${sample}0`, '4750000000000'])(
    '%j is no barcode of ours',
    (text) => {
      expect(parseOrderBarcode(text, own)).toEqual({ kind: 'invalid' });
    },
  );

  it('is never made for a number that cannot exist', () => {
    for (const wrong of [{ n: 0 }, { n: 10_000 }, { n: 1.5 }, { letter: 'O' }]) {
      expect(() => orderBarcode({ store: own, day, letter: 'K', n: 1, ...wrong })).toThrow(RangeError);
    }
  });
});

describe('claim code', () => {
  it('is six characters nobody confuses, every one of them reachable', () => {
    const seen = new Set<string>();
    for (let byte = 0; byte < 240; byte++)
      for (const c of claimCode(new Uint8Array(6).fill(byte))) seen.add(c);
    expect([...seen].sort().join('')).toBe('34679ACDEFHJKLMNPRTUVWXY');
  });

  it('skips bytes that would make some characters likelier', () => {
    expect(claimCode(Uint8Array.of(255, 0, 240, 1, 2, 3, 4, 5))).toBe('ACDEFH');
    expect(() => claimCode(new Uint8Array(64).fill(240))).toThrow(RangeError);
  });

  it('is read as people type it', () => {
    expect(parseClaimCode(' acd-efh')).toBe('ACDEFH');
    expect(parseClaimCode('ACDEF0')).toBeNull();
    expect(parseClaimCode('ACDEF')).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6, max: 239 }), (bytes) => {
        const made = claimCode(bytes);
        expect(ClaimCode.safeParse(made).success).toBe(true);
        expect(parseClaimCode(made.toLowerCase())).toBe(made);
      }),
    );
  });
});
