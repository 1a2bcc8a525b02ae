import type { PrintStation, ProductOut } from '../../../../shared/contract/products.ts';
import {
  type PrintShop,
  type PrintStock,
  readyAt,
  standingOf,
} from '../../../../shared/domain/availability.ts';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import { routeOf } from '../../../../shared/domain/labs.ts';

/** The products on sale that cannot be made now, and whether nobody knows when they can. */
export const whatIsOut = (stock: PrintStock, { products }: Catalogue, now: number) =>
  products.flatMap(({ format, paper }) => {
    const { kind } = standingOf(stock, { format, paper }, now);
    return kind === 'now' ? [] : [{ format, paper, kind }];
  });

/** The same, each with when one print of it would be ready. */
export const productsOut = (shop: PrintShop, catalogue: Catalogue, now: number): ProductOut[] =>
  whatIsOut(shop, catalogue, now).map(({ format, paper, kind }) => {
    const lines = [{ format, paper, qty: 1 }];
    return {
      format,
      paper,
      readyAt: kind === 'never' ? null : readyAt(shop, { lines, express: false }, now),
    };
  });

const stateOf = (shop: PrintShop, output: string | null, isPaused: boolean): PrintStation['state'] => {
  if (isPaused) return 'paused';
  if (shop.away.has(output)) return 'folder';
  return shop.failing.has(output) ? 'failing' : 'working';
};

/** Every printer that prints something on sale, with its queue and its papers in the order of the price list. */
export const stationsOf = (shop: PrintShop, { products, papers }: Catalogue): PrintStation[] => {
  const outputOf = (product: { readonly format: string; readonly paper: string }) =>
    routeOf(shop.labs, product)?.output.id ?? null;
  const view = (output: string | null): PrintStation => {
    const found = shop.labs.outputs.find(({ id }) => id === output);
    const printed = products.filter((product) => outputOf(product) === output);
    const codes = papers
      .map(({ code }) => code)
      .filter((code) => printed.some(({ paper }) => paper === code));
    const waiting = shop.waiting.filter((line) => outputOf(line) === output);
    return {
      output,
      name: found?.name ?? '',
      state: stateOf(shop, output, found?.paused === true),
      waiting: waiting.reduce((sum, { qty }) => sum + qty, 0),
      perHour: found?.perHour ?? shop.othersPerHour,
      papers: codes.map((paper) => {
        const mark = shop.papersOut.find((one) => one.output === output && one.paper === paper);
        return { paper, out: mark ? { back: mark.back } : null };
      }),
    };
  };
  const outputs: (string | null)[] = shop.labs.outputs.map(({ id }) => id);
  const all = shop.labs.others === 'stop' ? outputs : [...outputs, null];
  return all.map(view).filter(({ papers: own }) => own.length > 0);
};
