import { z } from './z.ts';
import {
  type Catalogue,
  FEES,
  FeeKind,
  findFormat,
  findProduct,
  isIndex,
  photosPerSheet,
  type PriceBreak,
  type Product,
} from './catalogue.ts';
import { Cents, includedVat, PercentHundredths, sumCents } from './money.ts';

/** One photo's wish; any draft item will do. */
export interface PriceItem {
  readonly format: string;
  readonly paper: string;
  readonly copies: number;
}

/** A discount as staff gave it: a reason of the price list and an amount (positive). */
export const Discount = z.strictObject({ reason: z.string().min(1).max(20), cents: Cents.min(1) });
export type Discount = z.infer<typeof Discount>;

export interface PriceOptions {
  readonly express?: boolean | undefined;
  readonly service?: boolean | undefined;
  readonly delivery?: boolean | undefined;
  readonly discount?: Discount | null | undefined;
}

export const PriceLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('product'),
    format: z.string().max(20),
    paper: z.string().max(20),
    qty: z.int().positive(),
    unit: Cents,
    /** The quantity break that gave the unit price; 1 is the basic price. */
    breakFrom: z.int().positive(),
    sum: Cents,
  }),
  z.object({ kind: z.literal('minimum'), sum: Cents }),
  z.object({ kind: z.literal('fee'), fee: FeeKind, sum: Cents }),
  z.object({
    kind: z.literal('discount'),
    reason: z.string().max(20),
    /** Who may give a discount of this size. */
    approval: z.enum(['staff', 'manager']),
    /** Negative. */
    sum: Cents,
  }),
]);
export type PriceLine = z.infer<typeof PriceLine>;
export type ProductLine = Extract<PriceLine, { kind: 'product' }>;

/** "12 more copies would cost 0,80 € less": `qty` is the new number of copies of the product. */
export const CheaperIfMore = z.object({
  format: z.string().max(20),
  paper: z.string().max(20),
  qty: z.int().positive(),
  more: z.int().positive(),
  saves: Cents,
});
export type CheaperIfMore = z.infer<typeof CheaperIfMore>;

/** The price of an order, frozen as it stands when the order is placed. Lines always add up to the total. */
export const OrderPrice = z.object({
  catalogueVersion: z.int().positive(),
  lines: z.array(PriceLine).max(600),
  total: Cents,
  vat: z.array(z.object({ rate: PercentHundredths, gross: Cents, vat: Cents })).max(5),
  cheaperIfMore: z.array(CheaperIfMore).max(500),
});
export type OrderPrice = z.infer<typeof OrderPrice>;

export type PriceRefusal = 'UNKNOWN_PRODUCT' | 'BAD_COPIES' | 'UNKNOWN_DISCOUNT_REASON' | 'DISCOUNT_TOO_BIG';

export type PriceResult =
  | { readonly ok: true; readonly price: OrderPrice }
  | {
      readonly ok: false;
      readonly code: PriceRefusal /** Index of the item at fault. */;
      readonly item?: number;
    };

/** Prices a whole order with VAT included. The order of items does not matter; no items cost nothing. */
export function priceOrder(
  catalogue: Catalogue,
  items: readonly PriceItem[],
  options: PriceOptions = {},
): PriceResult {
  const faulty = items.findIndex((item) => itemProblem(catalogue, item) !== null);
  const fault = items[faulty];
  if (fault) return { ok: false, code: itemProblem(catalogue, fault) ?? 'UNKNOWN_PRODUCT', item: faulty };

  const products = productLines(catalogue, items);
  const goods = sumCents(products.map((line) => line.sum));
  const beforeDiscount: PriceLine[] =
    products.length === 0
      ? []
      : [...products, ...minimumLine(catalogue, goods), ...feeLines(catalogue, options)];
  const payable = sumCents(beforeDiscount.map((line) => line.sum));
  const discount = discountLine(catalogue, payable, options.discount ?? null);
  if (typeof discount === 'string') return { ok: false, code: discount };

  const lines = discount ? [...beforeDiscount, discount] : beforeDiscount;
  const total = sumCents(lines.map((line) => line.sum));
  const rate = catalogue.vatRate;
  return {
    ok: true,
    price: {
      catalogueVersion: catalogue.version,
      lines,
      total,
      vat: lines.length === 0 ? [] : [{ rate, gross: total, vat: includedVat(total, rate) }],
      cheaperIfMore: products.flatMap((line) => cheaperIfMore(catalogue, line, goods) ?? []),
    },
  };
}

/** The break a number of copies reaches; the first one always counts. */
export function breakFor(product: Product, qty: number): PriceBreak {
  const reached = product.breaks.findLast((step) => step.from <= qty) ?? product.breaks[0];
  if (!reached) throw new RangeError('breakFor: product without a price');
  return reached;
}

function itemProblem(catalogue: Catalogue, item: PriceItem): PriceRefusal | null {
  const format = findFormat(catalogue, item.format);
  if (!format || !findProduct(catalogue, item.format, item.paper)) return 'UNKNOWN_PRODUCT';
  const { min, max } = format.copies;
  return Number.isInteger(item.copies) && item.copies >= min && item.copies <= max ? null : 'BAD_COPIES';
}

/** An index print is paid by the sheet, every other print by the copy. */
function sheetsOf(catalogue: Catalogue, code: string, ordered: number): number {
  const format = findFormat(catalogue, code);
  return Math.ceil(ordered / ((format && photosPerSheet(format)) ?? 1));
}

/** One line per product, in the order of the price list. */
function productLines(catalogue: Catalogue, items: readonly PriceItem[]): readonly ProductLine[] {
  const copies = new Map<string, number>();
  for (const { format, paper, copies: n } of items) {
    const key = `${format} ${paper}`;
    copies.set(key, (copies.get(key) ?? 0) + n);
  }
  return catalogue.products.flatMap((product) => {
    const ordered = copies.get(`${product.format} ${product.paper}`);
    if (ordered === undefined) return [];
    const qty = sheetsOf(catalogue, product.format, ordered);
    const { from, unit } = breakFor(product, qty);
    const line = { kind: 'product', format: product.format, paper: product.paper, qty, unit } as const;
    return [{ ...line, breakFrom: from, sum: qty * unit }];
  });
}

function minimumLine(catalogue: Catalogue, goods: Cents): readonly PriceLine[] {
  const missing = catalogue.minimumOrder - goods;
  return missing > 0 ? [{ kind: 'minimum', sum: missing }] : [];
}

function feeLines(catalogue: Catalogue, options: PriceOptions): readonly PriceLine[] {
  return FEES.flatMap((fee): PriceLine[] => {
    const charged = fee === 'order' || options[fee] === true;
    const sum = catalogue.fees[fee];
    return charged && sum > 0 ? [{ kind: 'fee', fee, sum }] : [];
  });
}

function discountLine(
  catalogue: Catalogue,
  payable: Cents,
  discount: Discount | null,
): PriceLine | PriceRefusal | null {
  if (!discount) return null;
  const { reason, cents } = discount;
  if (!catalogue.discount.reasons.some(({ code }) => code === reason)) return 'UNKNOWN_DISCOUNT_REASON';
  if (cents > payable) return 'DISCOUNT_TOO_BIG';
  return {
    kind: 'discount',
    reason,
    approval: cents > catalogue.discount.managerAbove ? 'manager' : 'staff',
    sum: -cents,
  };
}

/** Compares whole orders, so that no saving is promised while the minimum supplement eats it up. */
function cheaperIfMore(catalogue: Catalogue, line: ProductLine, goods: Cents): CheaperIfMore | null {
  // Its sheets follow from the photos: nobody can order more of them.
  if (isIndex(catalogue, line.format)) return null;
  const product = findProduct(catalogue, line.format, line.paper);
  const cost = (sum: Cents) => Math.max(goods - line.sum + sum, catalogue.minimumOrder);
  let best: CheaperIfMore | null = null;
  for (const step of product?.breaks ?? []) {
    if (step.from <= line.qty) continue;
    const saves = cost(line.sum) - cost(step.from * step.unit);
    if (saves <= (best?.saves ?? 0)) continue;
    best = { format: line.format, paper: line.paper, qty: step.from, more: step.from - line.qty, saves };
  }
  return best;
}
