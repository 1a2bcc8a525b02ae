import { describe, expect, it } from 'vitest';
import { priceList } from '../../tests/sync/tools/signedSettings.ts';
import { catalogueChanges } from './catalogueChanges.ts';

describe('what is different between two price lists', () => {
  const list = priceList(1);
  const [first, second] = list.products;

  it('[ADM-4] is nothing where only version and day differ', () => {
    expect(catalogueChanges(list, { ...list, version: 2, validFrom: '2027-01-01' as never })).toEqual([]);
  });

  it('[ADM-4] names a product whose price changed, one that is new, and one that is no longer sold', () => {
    if (first === undefined || second === undefined) throw new Error('two products are needed');
    const dearer = { ...first, breaks: [{ from: 1, unit: 99 }] };
    const without = { ...list, products: list.products.filter((one) => one !== second) };
    expect(catalogueChanges(without, list)).toEqual([{ what: 'product', before: null, after: second }]);
    expect(catalogueChanges(list, without)).toEqual([{ what: 'product', before: second, after: null }]);
    const changed = { ...list, products: [dearer, ...list.products.slice(1)] };
    expect(catalogueChanges(list, changed)).toEqual([{ what: 'product', before: first, after: dearer }]);
  });

  it('[ADM-4] names fees and other amounts with both values, and parts by their name', () => {
    const next = {
      ...list,
      vatRate: 1200,
      fees: { ...list.fees, express: list.fees.express + 50 },
      papers: list.papers.map((paper) => ({ ...paper, name: { ...paper.name, en: 'Other' } })),
    };
    expect(catalogueChanges(list, next)).toEqual([
      { what: 'amount', of: 'vatRate', before: 2100, after: 1200 },
      { what: 'amount', of: 'express', before: list.fees.express, after: list.fees.express + 50 },
      { what: 'part', of: 'papers' },
    ]);
  });
});
