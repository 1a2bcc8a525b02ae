import { type Catalogue, FEES, Product } from './catalogue.ts';
import { z } from './z.ts';

/** What a price list names by itself, besides its products. */
const AMOUNTS = ['minimumOrder', 'vatRate', ...FEES] as const;
const PARTS = ['formats', 'papers', 'discount'] as const;

/**
 * One difference between two price lists. A product that is new has no `before`, one that is no longer sold no `after`.
 * Amounts are in cents, `vatRate` in hundredths of a per cent. A part is named only: its place is the list itself.
 */
export const CatalogueChange = z.discriminatedUnion('what', [
  z.object({ what: z.literal('product'), before: Product.nullable(), after: Product.nullable() }),
  z.object({ what: z.literal('amount'), of: z.enum(AMOUNTS), before: z.int(), after: z.int() }),
  z.object({ what: z.literal('part'), of: z.enum(PARTS) }),
]);
export type CatalogueChange = z.infer<typeof CatalogueChange>;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const keyOf = ({ format, paper }: Product): string => `${format} ${paper}`;

const amountOf = (list: Catalogue, of: (typeof AMOUNTS)[number]): number =>
  of === 'minimumOrder' || of === 'vatRate' ? list[of] : list.fees[of];

function productChanges(before: Catalogue, after: Catalogue): readonly CatalogueChange[] {
  const [old, next] = [before, after].map(
    ({ products }) => new Map(products.map((one) => [keyOf(one), one])),
  );
  const keys = new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])]);
  return [...keys].flatMap((key): CatalogueChange[] => {
    const [was, is] = [old?.get(key) ?? null, next?.get(key) ?? null];
    return isSame(was, is) ? [] : [{ what: 'product', before: was, after: is }];
  });
}

/** What is different in `after`: products in the order of the older list, then amounts, then other parts. */
export const catalogueChanges = (before: Catalogue, after: Catalogue): CatalogueChange[] => [
  ...productChanges(before, after),
  ...AMOUNTS.flatMap((of): CatalogueChange[] => {
    const [was, is] = [amountOf(before, of), amountOf(after, of)];
    return was === is ? [] : [{ what: 'amount', of, before: was, after: is }];
  }),
  ...PARTS.flatMap((of): CatalogueChange[] => (isSame(before[of], after[of]) ? [] : [{ what: 'part', of }])),
];
