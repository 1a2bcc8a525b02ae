import { MAX_FEED_WAIT_S, type ReceivedSnapshot } from '../../../../../shared/sync/endpoints.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import { enrolled, type Line } from './connect.ts';
import { must } from './interrupted.ts';
import type { Item, ScopePlace } from './port.ts';
import type { Waker } from './waker.ts';

type Scoped = Pick<SyncTerminal, 'role' | 'terminalId' | 'shopId'>;

/** Orders: the store's at a counter, at a kiosk its own. */
export const orderScopeOf = ({ role, terminalId, shopId }: Scoped): string =>
  role === 'kiosk' ? `kiosk:${terminalId}` : `store:${shopId}`;

/** What this terminal may pull (sync specification 5.2); prices first, since orders name the list they were made by. */
export const scopesOf = (who: Scoped): readonly string[] => [
  `settings:${who.shopId}`,
  orderScopeOf(who),
  ...(who.role === 'kiosk' ? [] : [`rights:${who.shopId}`]),
];

/** What a page was. `erasure`: the ledger has something new. */
type Page = { readonly more: boolean; readonly erasure: boolean };
const NOTHING: Page = { more: false, erasure: false };

/**
 * Items that are taken over in one go: a whole page would keep core from answering its windows for seconds, and each
 * commit of a few writes the same pages of the indexes again.
 */
const SLICE = 30;
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Null where a snapshot comes first. */
export const followedFrom = (place: ScopePlace | null): string | null =>
  place === null || place.after !== null ? null : place.cursor;

interface Read {
  readonly scope: string;
  readonly incarnation: string;
  /** What was noted when the page was asked for. */
  readonly from: ScopePlace | null;
}

/**
 * Takes a page over slice by slice; its place counts with the last one, so that a kill in between repeats the page. Where
 * somebody dropped the cursor meanwhile, it stays dropped.
 */
const takeOver = async (
  { store }: Line,
  { scope, incarnation, from }: Read,
  items: readonly Item[],
  next: ScopePlace,
): Promise<void> => {
  const isStill = (): boolean => store.place(scope, incarnation)?.cursor === from?.cursor;
  // Reading the page took its time already, and the next one may be here at once.
  await breath();
  let at = 0;
  for (; items.length - at > SLICE; at += SLICE) {
    store.takePage({ scope, incarnation, place: null }, items.slice(at, at + SLICE));
    await breath();
  }
  store.takePage({ scope, incarnation, place: isStill() ? next : null }, items.slice(at));
};

/**
 * All that is in a scope, then the place in the feed from which it is followed. It goes on behind the last page that was
 * taken over: a line that is cut each few minutes would never bring a large store to its end.
 */
const takeSnapshot = async (line: Line, who: SyncTerminal, scope: string): Promise<void> => {
  const { transport, store } = line;
  const { incarnation } = who;
  for (;;) {
    const from = store.place(scope, incarnation);
    if (followedFrom(from) !== null) return;
    const page: ReceivedSnapshot = must(await transport.snapshot(who, { scope, after: from?.after ?? null }));
    const next = { cursor: from?.cursor ?? page.cursor, after: page.after };
    await takeOver(line, { scope, incarnation, from }, page.items, next);
  }
};

/** One page of a scope, waiting for it if asked to; given up when the signal says so. */
const pullPage = async (line: Line, scope: string, waitS: number, signal: AbortSignal): Promise<Page> => {
  const { transport, store } = line;
  const who = enrolled(store);
  const { incarnation } = who;
  const from = store.place(scope, incarnation);
  const cursor = followedFrom(from);
  if (cursor === null) {
    await takeSnapshot(line, who, scope);
    return { more: true, erasure: false };
  }
  const reply = await transport.feed(who, { scope, cursor, waitS }, signal);
  if (reply.kind === 'network' && signal.aborted) return NOTHING;
  if (reply.kind === 'refused' && reply.code === 'cursor_gone') {
    store.dropCursor(scope);
    return { more: true, erasure: false };
  }
  const { items, cursor: next, more } = must(reply);
  await takeOver(line, { scope, incarnation, from }, items, { cursor: next, after: null });
  return { more, erasure: items.some(({ entity }) => entity === 'erasure') };
};

/**
 * Everything there is now. `between` is done after each page: what is recorded meanwhile need not wait for the end.
 * Answers whether the ledger has something new.
 */
export const pullAll = async (line: Line, between: () => Promise<void>): Promise<boolean> => {
  const never = new AbortController().signal;
  let erasure = false;
  for (const scope of scopesOf(enrolled(line.store))) {
    let page: Page;
    do {
      page = await pullPage(line, scope, 0, never);
      erasure ||= page.erasure;
      await between();
    } while (page.more);
  }
  return erasure;
};

/** Waits in all scopes at once for what comes first, or until it is woken. Answers whether the ledger has something new. */
export const pullNext = async (line: Line, waker: Waker): Promise<boolean> => {
  const stop = new AbortController();
  const forget = waker.onWake(() => stop.abort());
  try {
    const pages = scopesOf(enrolled(line.store)).map((scope) =>
      pullPage(line, scope, MAX_FEED_WAIT_S, stop.signal).finally(() => stop.abort()),
    );
    const ended = await Promise.allSettled(pages);
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    return ended.some((one) => one.status === 'fulfilled' && one.value.erasure);
  } finally {
    forget();
  }
};
