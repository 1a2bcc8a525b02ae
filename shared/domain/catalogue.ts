import { z } from './z.ts';
import { LocalisedName } from './i18n.ts';
import { Cents, PercentHundredths } from './money.ts';
import { ShopDay } from './time.ts';

export const ProductCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/);
const Price = Cents.min(1);
const Fee = Cents.min(0);

/** Millimetres of a print, short side first. */
export const SizeMm = z.strictObject({ w: z.number().min(20).max(2000), h: z.number().min(20).max(2000) });
export type SizeMm = z.infer<typeof SizeMm>;

/** Pixels per inch: `great` and `good` from here on; below `veryLow` the kiosk asks once more. */
export const QualityLimits = z.strictObject({
  great: z.int().positive().max(1200),
  good: z.int().positive().max(1200),
  veryLow: z.int().positive().max(1200),
});
export type QualityLimits = z.infer<typeof QualityLimits>;

/**
 * Small pictures that are cut out of one print, such as ID photos: always upright, all the same, in millimetres. As
 * many as the paper has room for.
 */
export const Pieces = z.strictObject({
  kind: z.literal('pieces'),
  pieceMm: SizeMm,
  /** Left white between them for the knife. */
  gapMm: z.number().min(0).max(20),
  /** From chin to crown; the screen shows both. Null where no head is asked for. */
  headMm: z.strictObject({ min: z.number().positive(), max: z.number().positive() }).nullable(),
});
export type Pieces = z.infer<typeof Pieces>;

/** Small pictures of all photos of an order, each with its number below. A piece is a picture with its number, in millimetres. */
export const IndexSheet = z.strictObject({
  kind: z.literal('index'),
  pieceMm: SizeMm,
  gapMm: z.number().min(0).max(20),
});
export type IndexSheet = z.infer<typeof IndexSheet>;

export const SalesChannel = z.enum(['kiosk', 'counter']);
export type SalesChannel = z.infer<typeof SalesChannel>;

export const PrintFormat = z.strictObject({
  code: ProductCode,
  name: LocalisedName,
  nominalMm: SizeMm.nullable(),
  paperMm: SizeMm,
  /** Which of the two sizes the lab really cuts. */
  cut: z.enum(['nominal', 'paper']),
  quality: QualityLimits,
  copies: z.strictObject({ min: z.int().positive().max(9999), max: z.int().positive().max(9999) }),
  /** What is on the paper, where that is not one picture. */
  layout: z.discriminatedUnion('kind', [Pieces, IndexSheet]).optional(),
});
export type PrintFormat = z.infer<typeof PrintFormat>;

export const Paper = z.strictObject({ code: ProductCode, name: LocalisedName });
export type Paper = z.infer<typeof Paper>;

/** Unit price from so many copies of one product in the order on. */
export const PriceBreak = z.strictObject({ from: z.int().positive().max(100_000), unit: Price });
export type PriceBreak = z.infer<typeof PriceBreak>;

/** What is sold: one format on one paper. */
export const Product = z.strictObject({
  format: ProductCode,
  paper: ProductCode,
  breaks: z.array(PriceBreak).min(1).max(20),
  channels: z.array(SalesChannel).min(1).max(2),
});
export type Product = z.infer<typeof Product>;

export const FEES = ['order', 'express', 'service', 'delivery'] as const;
export const FeeKind = z.enum(FEES);
export type FeeKind = z.infer<typeof FeeKind>;

const Shape = z.strictObject({
  schema: z.literal('lete-catalogue/1'),
  version: z.int().positive(),
  validFrom: ShopDay,
  currency: z.literal('EUR'),
  vatRate: PercentHundredths,
  dpi: z.literal(300),
  formats: z.array(PrintFormat).min(1).max(100),
  papers: z.array(Paper).min(1).max(20),
  products: z.array(Product).min(1).max(500),
  /** Products cost at least this much together; 0 is no minimum. */
  minimumOrder: Fee,
  /** 0 is no such fee. `order` is charged always, the others on request. */
  fees: z.strictObject({ order: Fee, express: Fee, service: Fee, delivery: Fee }),
  discount: z.strictObject({
    /** A larger discount, in cents, needs a manager. */
    managerAbove: Fee,
    reasons: z
      .array(z.strictObject({ code: ProductCode, name: LocalisedName }))
      .min(1)
      .max(30),
  }),
});

type Problem = readonly [path: readonly (string | number)[], code: string];

/** A price list from central: formats × papers, prices with VAT included. Any broken rule refuses the whole list. */
export const Catalogue = Shape.superRefine((list, ctx) => {
  for (const [path, message] of catalogueProblems(list))
    ctx.addIssue({ code: 'custom', path: [...path], message });
});
export type Catalogue = z.infer<typeof Catalogue>;

export interface CatalogueProblem {
  /** Such as `products.3.breaks.1.from`. */
  readonly path: string;
  readonly problem: string;
}

export type CatalogueResult =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly problems: readonly CatalogueProblem[] };

/** Reads a price list that came from outside; a refusal names each place. */
export function parseCatalogue(input: unknown): CatalogueResult {
  const result = Catalogue.safeParse(input);
  if (result.success) return { ok: true, catalogue: result.data };
  const problems = result.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    problem: message,
  }));
  return { ok: false, problems };
}

export function findFormat(catalogue: Catalogue, code: string): PrintFormat | undefined {
  return catalogue.formats.find((format) => format.code === code);
}

export function findPaper(catalogue: Catalogue, code: string): Paper | undefined {
  return catalogue.papers.find((paper) => paper.code === code);
}

export function findProduct(catalogue: Catalogue, format: string, paper: string): Product | undefined {
  return catalogue.products.find((product) => product.format === format && product.paper === paper);
}

/** The size the lab cuts, short side first. */
export function printMm(format: PrintFormat): SizeMm {
  return format.cut === 'nominal' && format.nominalMm ? format.nominalMm : format.paperMm;
}

/** A picture in the frame it is cut to, in millimetres; an upright one does not turn with the photo. */
export type PictureMm = SizeMm & { readonly isUpright?: boolean };

/** What a photo is cut to: the paper, or a piece of it. */
export const pictureMm = (format: PrintFormat): PictureMm =>
  format.layout ? { ...format.layout.pieceMm, isUpright: true } : printMm(format);

/** How many pieces the paper takes, laid the way that takes more. Null where not one fits. */
export function piecesOn(paper: SizeMm, { pieceMm, gapMm }: Pick<Pieces, 'pieceMm' | 'gapMm'>) {
  const fitting = (room: number, piece: number) => Math.floor((room + gapMm) / (piece + gapMm));
  const laid = (w: number, h: number) => ({
    paperMm: { w, h },
    across: fitting(w, pieceMm.w),
    down: fitting(h, pieceMm.h),
  });
  const [standing, lying] = [laid(paper.w, paper.h), laid(paper.h, paper.w)];
  const best = lying.across * lying.down > standing.across * standing.down ? lying : standing;
  return best.across * best.down === 0 ? null : best;
}

/** How tall a head should be in the picture; undefined where none is asked for. */
export const headMmOf = ({ layout }: PrintFormat) =>
  layout?.kind === 'pieces' ? (layout.headMm ?? undefined) : undefined;

/** How many photos one sheet of an index print takes; null for every other format. */
export function photosPerSheet(format: PrintFormat): number | null {
  const laid = format.layout?.kind === 'index' ? piecesOn(printMm(format), format.layout) : null;
  return laid && laid.across * laid.down;
}

/** Whether a product is an index print: it is of the whole order, and no size for a photo. */
export function isIndex(catalogue: Catalogue, code: string): boolean {
  return findFormat(catalogue, code)?.layout?.kind === 'index';
}

/** The index print that a channel sells: the first of the list. */
export const indexProduct = (catalogue: Catalogue, channel: SalesChannel): Product | undefined =>
  catalogue.products.find(({ format, channels }) => channels.includes(channel) && isIndex(catalogue, format));

/** The sizes a photo can be sold in: an index print is none. */
export const isSoldFor = (
  catalogue: Catalogue,
  channel: SalesChannel,
  { format, paper }: Pick<Product, 'format' | 'paper'>,
): boolean =>
  !isIndex(catalogue, format) && findProduct(catalogue, format, paper)?.channels.includes(channel) === true;

/** The lowest unit price on sale, for "from … €"; null when the channel sells nothing. */
export function lowestUnitPrice(catalogue: Catalogue, channel: SalesChannel): Cents | null {
  const units = catalogue.products
    .filter((product) => isSoldFor(catalogue, channel, product))
    .flatMap((product) => product.breaks.map((step) => step.unit));
  return units.length === 0 ? null : Math.min(...units);
}

function catalogueProblems(list: z.infer<typeof Shape>): readonly Problem[] {
  return [
    ...repeated(list.formats.map((format) => format.code)).map(
      (i): Problem => [['formats', i, 'code'], 'repeated'],
    ),
    ...repeated(list.papers.map((paper) => paper.code)).map(
      (i): Problem => [['papers', i, 'code'], 'repeated'],
    ),
    ...repeated(list.discount.reasons.map((reason) => reason.code)).map(
      (i): Problem => [['discount', 'reasons', i, 'code'], 'repeated'],
    ),
    ...repeated(list.products.map((product) => `${product.format} ${product.paper}`)).map(
      (i): Problem => [['products', i], 'repeated'],
    ),
    ...list.formats.flatMap((format, i) => formatProblems(format, ['formats', i])),
    ...list.products.flatMap((product, i) => productProblems(list, product, ['products', i])),
  ];
}

function formatProblems(format: PrintFormat, at: readonly (string | number)[]): readonly Problem[] {
  const problems: Problem[] = [];
  const { great, good, veryLow } = format.quality;
  if (!(great > good && good > veryLow)) problems.push([[...at, 'quality'], 'limits_not_descending']);
  if (format.paperMm.w > format.paperMm.h) problems.push([[...at, 'paperMm'], 'short_side_first']);
  if (format.nominalMm && format.nominalMm.w > format.nominalMm.h) {
    problems.push([[...at, 'nominalMm'], 'short_side_first']);
  }
  if (format.cut === 'nominal' && !format.nominalMm) problems.push([[...at, 'cut'], 'no_nominal_size']);
  if (format.copies.min > format.copies.max) problems.push([[...at, 'copies'], 'min_above_max']);
  return [...problems, ...layoutProblems(format, [...at, 'layout'])];
}

function layoutProblems(
  { layout, ...format }: PrintFormat,
  at: readonly (string | number)[],
): readonly Problem[] {
  if (!layout) return [];
  const problems: Problem[] = [];
  const { pieceMm } = layout;
  if (pieceMm.w > pieceMm.h) problems.push([[...at, 'pieceMm'], 'short_side_first']);
  if (piecesOn(printMm(format), layout) === null) problems.push([[...at, 'pieceMm'], 'larger_than_paper']);
  if (layout.kind === 'index') {
    if (format.copies.max !== 1) problems.push([[...at, 'kind'], 'one_copy_each']);
    return problems;
  }
  const { headMm } = layout;
  if (headMm && (headMm.min > headMm.max || headMm.max > pieceMm.h))
    problems.push([[...at, 'headMm'], 'no_such_head']);
  return problems;
}

function productProblems(
  list: z.infer<typeof Shape>,
  product: Product,
  at: readonly (string | number)[],
): readonly Problem[] {
  const problems: Problem[] = [];
  if (!list.formats.some((format) => format.code === product.format)) {
    problems.push([[...at, 'format'], 'unknown_format']);
  }
  if (!list.papers.some((paper) => paper.code === product.paper))
    problems.push([[...at, 'paper'], 'unknown_paper']);
  for (const i of repeated(product.channels)) problems.push([[...at, 'channels', i], 'repeated']);
  product.breaks.forEach((step, i) => {
    const before = product.breaks[i - 1];
    if (!before) {
      if (step.from !== 1) problems.push([[...at, 'breaks', i, 'from'], 'first_break_not_1']);
      return;
    }
    if (step.from <= before.from) problems.push([[...at, 'breaks', i, 'from'], 'breaks_not_ascending']);
    if (step.unit >= before.unit) problems.push([[...at, 'breaks', i, 'unit'], 'price_not_lower']);
  });
  return problems;
}

/** Places of values that stood earlier in the list already. */
function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}
