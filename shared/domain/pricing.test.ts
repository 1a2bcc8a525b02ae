import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import demo from '../../resources/catalogue/demo.json' with { type: 'json' };
import { Catalogue, findProduct, isIndex } from './catalogue.ts';
import { includedVat, sumCents } from './money.ts';
import { breakFor, OrderPrice, type PriceItem, type PriceOptions, priceOrder } from './pricing.ts';

const list = Catalogue.parse(demo);
const gloss = (format: string, copies: number): PriceItem => ({ format, paper: 'gloss', copies });

function priced(items: readonly PriceItem[], options?: PriceOptions, catalogue = list): OrderPrice {
  const result = priceOrder(catalogue, items, options);
  if (!result.ok) throw new Error(result.code);
  return result.price;
}

const anyItem = fc
  .constantFrom(...list.products.filter(({ format }) => !isIndex(list, format)))
  .chain(({ format, paper }) => fc.integer({ min: 1, max: 99 }).map((copies) => ({ format, paper, copies })));
const anyOrder = fc.array(anyItem, { minLength: 1, maxLength: 30 });
const anyOptions = fc.record({
  express: fc.boolean(),
  service: fc.boolean(),
  delivery: fc.boolean(),
  discount: fc.option(fc.record({ reason: fc.constant('regular'), cents: fc.integer({ min: 1, max: 150 }) })),
});

describe('lines of products', () => {
  it('[PRI-3] counts all copies of a product, and its break sets the price of them all', () => {
    const { lines } = priced([gloss('10x15', 20), gloss('9x13', 10), gloss('10x15', 30)]);
    expect(lines).toEqual([
      { kind: 'product', format: '9x13', paper: 'gloss', qty: 10, unit: 25, breakFrom: 1, sum: 250 },
      { kind: 'product', format: '10x15', paper: 'gloss', qty: 50, unit: 25, breakFrom: 50, sum: 1250 },
    ]);
  });

  it.each([
    [1, 1],
    [24, 1],
    [25, 2],
    [2000, 84],
  ])('[PRI-3] an index print of %i photos costs %i sheets', (photos, sheets) => {
    const items = Array.from({ length: photos }, () => gloss('index10x15', 1));
    const { lines } = priced([...items, gloss('20x30', 1)]);
    expect(lines.at(-1)).toMatchObject({ format: 'index10x15', qty: sheets, unit: 150, sum: sheets * 150 });
  });

  it('[PRI-3] keeps papers of one format apart', () => {
    const { lines } = priced([gloss('10x15', 49), { format: '10x15', paper: 'matte', copies: 49 }]);
    expect(lines.map((line) => line.kind === 'product' && line.unit)).toEqual([29, 29]);
  });

  it.each([
    [1, 29, 1],
    [49, 29, 1],
    [50, 25, 50],
    [99, 25, 50],
    [100, 22, 100],
    [300, 19, 300],
    [5000, 19, 300],
  ])('[PRI-3] %i copies of 10x15 cost %i each (from %i)', (qty, unit, from) => {
    const product = findProduct(list, '10x15', 'gloss');
    expect(product && breakFor(product, qty)).toEqual({ from, unit });
  });

  it('[PRI-3] never raises the unit price with more copies', () => {
    fc.assert(
      fc.property(fc.constantFrom(...list.products), fc.nat(500), fc.nat(500), (product, a, b) => {
        const [fewer, more] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
        expect(breakFor(product, more).unit).toBeLessThanOrEqual(breakFor(product, fewer).unit);
      }),
    );
  });
});

describe('cheaper if more', () => {
  it('[PRI-3] says how many more copies would cost less, and by how much', () => {
    // 45 × 0.29 = 13.05 €, 50 × 0.25 = 12.50 €
    expect(priced([gloss('10x15', 45)]).cheaperIfMore).toEqual([
      { format: '10x15', paper: 'gloss', qty: 50, more: 5, saves: 55 },
    ]);
  });

  it('[PRI-3] is silent when more copies cost the same or more', () => {
    expect(priced([gloss('10x15', 43)]).cheaperIfMore).toEqual([]); // 12.47 €
    expect(priced([gloss('10x15', 400)]).cheaperIfMore).toEqual([]);
  });

  it('[PRI-3] promises no saving that the minimum supplement would eat up', () => {
    const dear = { ...list, minimumOrder: 5000 };
    expect(priced([gloss('10x15', 45)], {}, dear).cheaperIfMore).toEqual([]);
  });

  it('[PRI-3] keeps its word: the order with more copies costs exactly that much less', () => {
    fc.assert(
      fc.property(anyOrder, (items) => {
        const now = priced(items);
        for (const hint of now.cheaperIfMore) {
          const then = priced([...items, { ...hint, copies: hint.more }]);
          expect(now.total - then.total).toBe(hint.saves);
          expect(hint.saves).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('supplement, fees and discount', () => {
  it('[PRI-4] meets the minimum by a line of its own', () => {
    expect(priced([gloss('10x15', 1)]).lines.slice(1)).toEqual([{ kind: 'minimum', sum: 121 }]);
    expect(priced([gloss('10x15', 1)]).total).toBe(150);
    expect(priced([gloss('10x15', 6)]).lines).toHaveLength(1);
  });

  it('[PRI-4] shows each fee as a line of its own, the order fee always', () => {
    const withFee = { ...list, fees: { order: 50, express: 300, service: 0, delivery: 390 } };
    const all = { express: true, service: true, delivery: true };
    expect(priced([gloss('20x30', 1)], all, withFee).lines.slice(1)).toEqual([
      { kind: 'fee', fee: 'order', sum: 50 },
      { kind: 'fee', fee: 'express', sum: 300 },
      { kind: 'fee', fee: 'delivery', sum: 390 },
    ]);
    expect(priced([gloss('20x30', 1)], {}, withFee).lines.slice(1)).toEqual([
      { kind: 'fee', fee: 'order', sum: 50 },
    ]);
  });

  it('[PRI-6] makes a discount a line of its own, with its reason and who may give it', () => {
    const { lines, total } = priced([gloss('20x30', 4)], { discount: { reason: 'delay', cents: 500 } });
    expect(lines.at(-1)).toEqual({ kind: 'discount', reason: 'delay', approval: 'staff', sum: -500 });
    expect(total).toBe(4 * 299 - 500);
    const more = priced([gloss('20x30', 4)], { discount: { reason: 'delay', cents: 501 } });
    expect(more.lines.at(-1)).toMatchObject({ approval: 'manager' });
  });

  it('[PRI-6] refuses a reason that is not on the list, and more than there is to pay', () => {
    const discount = (reason: string, cents: number) =>
      priceOrder(list, [gloss('10x15', 1)], { discount: { reason, cents } });
    expect(discount('friend', 10)).toEqual({ ok: false, code: 'UNKNOWN_DISCOUNT_REASON' });
    expect(discount('delay', 151)).toEqual({ ok: false, code: 'DISCOUNT_TOO_BIG' });
    expect(discount('delay', 150)).toMatchObject({ ok: true, price: { total: 0 } });
  });
});

describe('the whole price', () => {
  it('[PRI-5] holds the VAT once per rate, from the gross sum and not from the lines', () => {
    const { vat, total, lines } = priced([
      gloss('9x13', 1),
      gloss('10x15', 1),
      gloss('13x18', 1),
      gloss('A4', 1),
    ]);
    expect(total).toBe(25 + 29 + 59 + 329);
    expect(vat).toEqual([{ rate: 2100, gross: 442, vat: 77 }]);
    expect(sumCents(lines.map((line) => includedVat(line.sum, 2100)))).toBe(76);
    expect(priced([gloss('A4', 1)], {}, { ...list, vatRate: 1200 }).vat).toEqual([
      { rate: 1200, gross: 329, vat: 35 },
    ]);
  });

  it('[PRI-2] has lines that add up to the total, all whole cents', () => {
    fc.assert(
      fc.property(anyOrder, anyOptions, (items, options) => {
        const price = priced(items, options);
        expect(price.total).toBe(sumCents(price.lines.map((line) => line.sum)));
        expect(OrderPrice.safeParse(price).success).toBe(true);
        expect(sumCents(price.vat.map((part) => part.gross))).toBe(price.total);
      }),
    );
  });

  it('[PRI-2] survives storage unchanged', () => {
    const price = priced([gloss('10x15', 45)], { express: true, discount: { reason: 'delay', cents: 5 } });
    expect(OrderPrice.parse(JSON.parse(JSON.stringify(price)))).toEqual(price);
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(
        anyOrder.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        anyOptions,
        ([items, shuffled], options) => {
          expect(priced(shuffled, options)).toEqual(priced(items, options));
        },
      ),
    );
  });

  it('costs nothing while nothing is chosen', () => {
    expect(priced([], { express: true })).toMatchObject({ lines: [], total: 0, vat: [] });
  });

  it.each([
    [gloss('7x7', 1), 'UNKNOWN_PRODUCT'],
    [{ format: '9x13', paper: 'silk', copies: 1 }, 'UNKNOWN_PRODUCT'],
    [gloss('10x15', 0), 'BAD_COPIES'],
    [gloss('10x15', 1000), 'BAD_COPIES'],
    [gloss('10x15', 1.5), 'BAD_COPIES'],
  ] as const)('refuses %o and names the item', (item, code) => {
    expect(priceOrder(list, [gloss('A4', 1), item])).toEqual({ ok: false, code, item: 1 });
  });
});
