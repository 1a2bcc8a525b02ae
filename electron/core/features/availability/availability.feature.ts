import type { products } from '../../../../shared/contract/products.ts';
import {
  type PrintShop,
  type PrintStock,
  readyAt,
  standingOf,
} from '../../../../shared/domain/availability.ts';
import type { OrderPrice } from '../../../../shared/domain/pricing.ts';
import type { QueryContext } from '../../call/context.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { joined } from '../../call/joined.ts';
import { describeError } from '../../log/log.ts';
import { awayFolders } from './awayFolders.ts';
import { markPaper, pauseOutput } from './mark.ts';
import { printShopOf, printStockOf } from './printShop.ts';
import { productsOut, stationsOf, whatIsOut } from './stations.ts';

type Asking = Pick<QueryContext, 'db' | 'now'>;

export interface AvailabilityFeature extends Feature<HandlersFor<typeof products>> {
  /** When an order of this price would be ready, UTC ms; without a price as if it were small. */
  readonly readyAt: (asking: Asking, price: OrderPrice | null, express: boolean) => number;
  /** Whether all of it can be made some time that is known. */
  readonly isSellable: (asking: Asking, price: OrderPrice) => boolean;
  /** Looks at the folders now, and tells the windows if something is out that was not. */
  readonly look: () => Promise<void>;
}

const LOOK_EVERY_MS = 5000;

const linesOf = (price: OrderPrice | null) => price?.lines.filter((line) => line.kind === 'product') ?? [];

/** What can be printed now and when it would be ready, from this terminal's own printers and orders (PRI-9). */
export const createAvailabilityFeature = (
  deps: Pick<CoreDeps, 'read' | 'clock' | 'log' | 'settings' | 'catalogue' | 'emit'>,
): AvailabilityFeature => {
  const { read, clock, settings, catalogue } = deps;
  let away: PrintStock['away'] = new Set();
  let shown: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const shopOf = ({ db, now }: Asking): PrintShop => printShopOf(db, settings(db), now, away);
  const stockOf = ({ db }: Pick<Asking, 'db'>): PrintStock => printStockOf(db, settings(db), away);
  const { run: look, settled } = joined(async () => {
    away = await awayFolders(settings(read));
    const list = catalogue(read);
    const found = JSON.stringify(list === null ? [] : whatIsOut(stockOf({ db: read }), list, clock.now()));
    if (shown !== null && found !== shown) deps.emit('products-changed', {});
    shown = found;
  });
  return {
    handlers: {
      'products:out': query('products:out', (q) => {
        const list = catalogue(q.db);
        return { products: list === null ? [] : productsOut(shopOf(q), list, q.now) };
      }),
      'products:stations': query('products:stations', (q) => {
        const list = catalogue(q.db);
        return { stations: list === null ? [] : stationsOf(shopOf(q), list) };
      }),
      'products:markPaper': command('products:markPaper', (tx, input) => markPaper(deps, tx, input)),
      'products:pause': command('products:pause', (tx, input) => pauseOutput(deps, tx, input)),
    },
    readyAt: (asking, price, express) =>
      readyAt(shopOf(asking), { lines: linesOf(price), express }, asking.now),
    isSellable: (asking, price) => {
      const stock = stockOf(asking);
      return linesOf(price).every((line) => standingOf(stock, line, asking.now).kind !== 'never');
    },
    look,
    start: () => {
      const again = (): void =>
        void look().catch((error: unknown) => deps.log.error('availability-failed', describeError(error)));
      again();
      timer = setInterval(again, LOOK_EVERY_MS);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await settled().catch(() => undefined);
    },
  };
};
