import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { noteConfirmed, orderToConfirm } from './confirmed.store.ts';
import { createBandwidth, type Wait } from './send/bandwidth.ts';
import { confirmOrder } from './send/confirmOrder.ts';
import { type FetchDeps, fetchOrders } from './fetch/fetchOrders.ts';
import { type FilesLeft, filesLeft, type WaitingOrder, waitingOrders } from './files.store.ts';
import { createLanes } from './send/lanes.ts';
import type { Pass } from './send/pacedSource.ts';
import { Refusal } from './refusal.ts';
import { type SendOrderDeps, sendOrder, UPLOADS_PATH } from './send/sendOrder.ts';
import { createTusClient } from './send/tusClient.ts';

export interface SyncFilesDeps extends Omit<SendOrderDeps, 'tus' | 'lanes' | 'pass'>, FetchDeps {
  readonly files: SendOrderDeps['files'] & FetchDeps['files'];
  readonly fileKeys: FetchDeps['fileKeys'];
  readonly wait: Wait;
  /** Mbit/s of all uploads together; null: as fast as the line goes. */
  readonly uploadLimit: () => number | null;
  /** True while a customer is at the kiosk: the disk and the line are theirs. */
  readonly hasVisit: () => boolean;
  /** Only counters fetch what others took. */
  readonly fetches: () => boolean;
}

/** Photo files on their way to central and from it, or to the store's hub and from it. */
export interface SyncFiles {
  /**
   * Sends and fetches until nothing is left, a customer comes, or the line breaks. Throws Refusal for what central
   * says to the whole terminal, and the line's fault.
   */
  readonly step: (signal: AbortSignal) => Promise<void>;
  /** What central does not have yet. */
  readonly left: () => FilesLeft;
}

/** What is said of one order; the others go on. */
const OF_ONE_ORDER: ReadonlySet<number> = new Set([400, 403, 404, 410]);

/** Orders that central is asked about again in one step. */
const CONFIRM_AT_ONCE = 10;

const unlessOfOneOrder = async (work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Refusal && OF_ONE_ORDER.has(error.status))) throw error;
  }
};

type Choice = (orders: readonly WaitingOrder[]) => WaitingOrder | undefined;
const oldest: Choice = (orders) => orders[0];
/** So that an order of a few photos does not wait for one of thousands. */
const smallest: Choice = (orders) => orders.toSorted((a, b) => a.bytes - b.bytes)[0];

export const createSyncFiles = (deps: SyncFilesDeps): SyncFiles => {
  const tus = createTusClient(deps.send, UPLOADS_PATH);
  const lanes = createLanes(deps.clock.now);
  const hold = createBandwidth({ now: deps.clock.now, wait: deps.wait, limit: deps.uploadLimit });

  const confirmSome = async (signal: AbortSignal): Promise<void> => {
    for (let n = 0; n < CONFIRM_AT_ONCE; n += 1) {
      const now = deps.clock.now();
      const orderId = orderToConfirm(deps.read, now);
      if (orderId === undefined) return;
      await unlessOfOneOrder(confirmOrder(deps, orderId, signal));
      deps.transact((tx) => noteConfirmed(tx.db, orderId, now));
    }
  };

  const sendAll = async (pass: Pass, signal: AbortSignal): Promise<void> => {
    const tried = new Set<OrderId>();
    const drain = async (choose: Choice): Promise<void> => {
      for (;;) {
        const next = choose(
          waitingOrders(deps.read, deps.end, deps.clock.now()).filter(({ orderId }) => !tried.has(orderId)),
        );
        if (next === undefined || signal.aborted) return;
        tried.add(next.orderId);
        await unlessOfOneOrder(sendOrder({ ...deps, tus, lanes, pass }, next.orderId, signal));
      }
    };
    await Promise.all([drain(oldest), drain(smallest)]);
  };

  return {
    left: () => filesLeft(deps.read, deps.clock.now()),
    step: async (signal) => {
      if (deps.hasVisit()) return;
      const pause = new AbortController();
      const either = AbortSignal.any([signal, pause.signal]);
      const pass: Pass = async (bytes, asked) => {
        if (deps.hasVisit()) pause.abort();
        asked.throwIfAborted();
        await hold(bytes, asked);
      };
      try {
        await sendAll(pass, either);
        if (deps.fetches()) await fetchOrders(deps, either);
        // Last: an old order that central cannot answer for holds up no photo.
        if (deps.end === 'central') await confirmSome(either);
      } catch (error) {
        if (!pause.signal.aborted) throw error;
      }
    },
  };
};
