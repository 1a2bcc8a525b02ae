import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cents, formatMoney, formatPercent, includedVat, parseMoney, percentOf, sumCents } from './money.ts';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });

describe('money', () => {
  it('[PRI-2] is whole cents only', () => {
    expect(Cents.safeParse(12.5).success).toBe(false);
    expect(Cents.safeParse(1_000_000_001).success).toBe(false);
    expect(Cents.safeParse(-250).success).toBe(true);
    expect(sumCents([10, 20, -5])).toBe(25);
    expect(sumCents([])).toBe(0);
  });

  it.each([
    [123_450, '1234,50 €', '€1,234.50', '1 234,50 €'],
    [1234, '12,34 €', '€12.34', '12,34 €'],
    [0, '0,00 €', '€0.00', '0,00 €'],
    [5, '0,05 €', '€0.05', '0,05 €'],
    [-150, '-1,50 €', '-€1.50', '-1,50 €'],
    [1_234_567, '12 345,67 €', '€12,345.67', '12 345,67 €'],
    [100_000_000, '1 000 000,00 €', '€1,000,000.00', '1 000 000,00 €'],
  ])('writes %i cents in each language with no-break spaces', (cents, lv, en, ru) => {
    const hard = (text: string) => text.replaceAll(' ', '\u00A0');
    expect(formatMoney(cents, 'lv')).toBe(hard(lv));
    expect(formatMoney(cents, 'en')).toBe(hard(en));
    expect(formatMoney(cents, 'ru')).toBe(hard(ru));
  });

  it('writes percentages', () => {
    expect(formatPercent(2100, 'lv')).toBe('21\u00A0%');
    expect(formatPercent(550, 'ru')).toBe('5,5\u00A0%');
    expect(formatPercent(550, 'en')).toBe('5.5\u00A0%');
  });

  it('reads back every amount it writes', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom('lv' as const, 'ru' as const), (cents, locale) => {
        expect(parseMoney(formatMoney(cents, locale))).toBe(cents);
      }),
    );
  });

  it.each(['', '12,345', 'abc', '-5', '1,2,3', '12,', '99999999'])('refuses %j as an amount', (text) => {
    expect(parseMoney(text)).toBeNull();
  });

  it('reads what staff type', () => {
    expect(['12', '12,5', '12.05', '1 234,50 €'].map(parseMoney)).toEqual([1200, 1250, 1205, 123_450]);
  });
});

describe('included VAT', () => {
  it.each([
    [1210, 210],
    [121, 21],
    [100, 17], // 17.355…
    [3, 1], // 0.5206… is over the half
    [2, 0],
    [0, 0],
    [-100, -17],
  ])('[PRI-5] of %i cents gross at 21 %% is %i', (gross, vat) => {
    expect(includedVat(gross, 2100)).toBe(vat);
  });

  it('[PRI-5] rounds an exact half up', () => {
    expect(includedVat(1, 10_000)).toBe(1);
    expect(includedVat(3, 10_000)).toBe(2);
    expect(percentOf(5, 1000)).toBe(1);
    expect(percentOf(4, 1000)).toBe(0);
  });

  it('is within half a cent of the exact value, and a refund cancels it', () => {
    fc.assert(
      fc.property(amount, rate, (gross, percent) => {
        const exact = (gross * percent) / (10_000 + percent);
        expect(Math.abs(includedVat(gross, percent) - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(includedVat(gross, percent) + includedVat(-gross, percent)).toBe(0);
      }),
    );
  });
});
