import { z } from './z.ts';
import { ProductCode } from './catalogue.ts';
import { type LabsSettings, OutputId, routeOf } from './labs.ts';
import { dueTime, type OpeningHours } from './openingHours.ts';
import { type PrintWork, readyTime } from './readyTime.ts';
import { addDays, ShopDay, shopDayOf, startOfShopDay, type TimeMs } from './time.ts';

/** A paper that staff say is out. */
export const PaperOut = z.strictObject({
  /** Where; null is the folder of what no output takes. */
  output: OutputId.nullable(),
  paper: ProductCode,
  /** When it is expected; null where nobody knows. */
  back: ShopDay.nullable(),
});
export type PaperOut = z.infer<typeof PaperOut>;

export interface PrintedProduct {
  readonly format: string;
  readonly paper: string;
}
export type ProductCount = PrintedProduct & { readonly qty: number };

/** All by which a store knows what it can print. */
export interface PrintStock {
  readonly labs: LabsSettings;
  readonly papersOut: readonly PaperOut[];
  readonly hours: OpeningHours;
  /** Outputs whose folder is not there; null is the folder of what no output takes. */
  readonly away: ReadonlySet<string | null>;
  /** Outputs whose newest answer was a failure. */
  readonly failing: ReadonlySet<string | null>;
}

/** The same, and by which it knows when. */
export interface PrintShop extends PrintStock {
  /** Prints an hour of what no output takes. */
  readonly othersPerHour: number;
  readonly readyAfterMs: number;
  readonly expressAfterMs: number;
  /** Prints that wait to be made, by product. */
  readonly waiting: readonly ProductCount[];
}

/** `later`: work begins at `from`. `never`: nobody knows when, or nothing here prints it. */
export type Standing =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly from: TimeMs }
  | { readonly kind: 'never' };

/** What staff stopped by hand for a product: its jobs wait. */
export function stoppedBy(
  { labs, papersOut }: Pick<PrintStock, 'labs' | 'papersOut'>,
  product: PrintedProduct,
): PaperOut | 'paused' | null {
  const output = routeOf(labs, product)?.output;
  const mark = papersOut.find((one) => one.output === (output?.id ?? null) && one.paper === product.paper);
  return mark ?? (output?.paused === true ? 'paused' : null);
}

/** Whether a product can be made now. What is out today is not before the next day, or the day its paper is expected. */
export function standingOf(shop: PrintStock, product: PrintedProduct, now: TimeMs): Standing {
  const output = routeOf(shop.labs, product)?.output.id ?? null;
  if (output === null && shop.labs.others === 'stop') return { kind: 'never' };
  const stopped = stoppedBy(shop, product);
  if (stopped === null && !shop.away.has(output) && !shop.failing.has(output)) return { kind: 'now' };
  if (stopped === null || stopped === 'paused') return { kind: 'later', from: openingOn(shop, 1, now) };
  return stopped.back === null
    ? { kind: 'never' }
    : { kind: 'later', from: openingOn(shop, 1, now, stopped.back) };
}

/** When nobody knows, staff who take the order all the same promise nothing sooner. */
const UNKNOWN_DAYS = 7;

/** When an order of these products is ready, UTC ms: by what waits at each printer before it, and what is out there. */
export function readyAt(
  shop: PrintShop,
  { lines, express }: { readonly lines: readonly ProductCount[]; readonly express: boolean },
  now: TimeMs,
): TimeMs {
  const outputs = new Set(lines.map((line) => outputOf(shop, line)));
  const work = [...outputs].map((output): PrintWork => {
    const own = lines.filter((line) => outputOf(shop, line) === output);
    // What waits for a paper of its own keeps no other prints waiting.
    const before = shop.waiting.filter(
      (line) =>
        outputOf(shop, line) === output &&
        (standingOf(shop, line, now).kind === 'now' || own.some((one) => isSame(one, line))),
    );
    const starts = own.map((line) => startOf(shop, standingOf(shop, line, now), now));
    const perHour = shop.labs.outputs.find(({ id }) => id === output)?.perHour ?? shop.othersPerHour;
    return { from: Math.max(...starts), prints: sum(own) + sum(before), perHour };
  });
  return readyTime(shop.hours, now, express ? shop.expressAfterMs : shop.readyAfterMs, work);
}

const outputOf = ({ labs }: PrintStock, product: PrintedProduct): string | null =>
  routeOf(labs, product)?.output.id ?? null;

const isSame = (one: PrintedProduct, other: PrintedProduct): boolean =>
  one.format === other.format && one.paper === other.paper;

const sum = (lines: readonly ProductCount[]): number => lines.reduce((total, { qty }) => total + qty, 0);

function startOf(shop: PrintStock, standing: Standing, now: TimeMs): TimeMs {
  if (standing.kind === 'now') return now;
  return standing.kind === 'later' ? standing.from : openingOn(shop, UNKNOWN_DAYS, now);
}

/** The first opening so many days from now, and not before a day. */
function openingOn({ hours }: PrintStock, days: number, now: TimeMs, notBefore?: ShopDay): TimeMs {
  const soonest = addDays(shopDayOf(now), days);
  const start = startOfShopDay(notBefore !== undefined && notBefore > soonest ? notBefore : soonest);
  return dueTime(hours, start, 0) ?? start;
}
