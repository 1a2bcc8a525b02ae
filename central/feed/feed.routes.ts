import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type FeedAnswer, MAX_FEED_ITEMS, MAX_FEED_WAIT_S } from '../../shared/sync/endpoints.ts';
import { Cursor, Scope } from '../../shared/sync/primitives.ts';
import type { Central } from '../app/central.ts';
import { assertContract, authenticate, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { parse } from '../http/parse.ts';
import { assertLevel } from '../ledger/assertLevel.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Followed, readFeed } from './readFeed.ts';
import { readSnapshot } from './snapshot.ts';

const FeedQuery = z.strictObject({
  scope: Scope,
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_FEED_ITEMS).default(MAX_FEED_ITEMS),
  /** Seconds to wait for something to come. */
  wait: z.coerce.number().int().min(0).max(MAX_FEED_WAIT_S).default(0),
});
const SnapshotQuery = z.strictObject({ scope: Scope, after: z.string().max(80).optional() });

/** What a terminal may pull: its store's data at a counter, its own orders at a kiosk. @throws SyncFault */
const assertScope = ({ terminalId, shopId, role }: Terminal, scope: string): void => {
  const [kind, of] = scope.split(':');
  if (kind === 'kiosk' ? of !== terminalId : of !== shopId) throw new SyncFault('wrong_shop');
  if (role === 'kiosk' && (kind === 'store' || kind === 'rights')) throw new SyncFault('role');
};

/** Ends when the caller hangs up. */
const goneOf = (request: FastifyRequest): AbortSignal => {
  const controller = new AbortController();
  request.raw.socket.once('close', () => controller.abort());
  return controller.signal;
};

/** Reads until something comes or the time is over. */
const waitFor = async (
  { wakeups }: Central,
  shopId: string,
  seconds: number,
  gone: AbortSignal,
  read: () => Promise<FeedAnswer>,
): Promise<FeedAnswer> => {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await read();
    const left = until - performance.now();
    if (answer.items.length > 0 || left <= 0 || gone.aborted || wakeups.isClosed()) return answer;
    await wakeups.wait(shopId, left, gone);
  }
};

/** What changed since a cursor, and all of it for whoever has none. */
export const feedRoutes = (app: FastifyInstance, central: Central): void => {
  const { db, incarnation, now } = central;
  app.addHook('preHandler', authenticate(central));
  const followedBy = (request: FastifyRequest, scope: string): Followed => {
    const terminal = terminalOf(request);
    assertContract(request);
    assertScope(terminal, scope);
    assertLevel(central, terminal);
    return { shopId: terminal.shopId, scope, now: now() };
  };
  app.get('/v1/feed', async (request) => {
    const { scope, cursor = null, limit, wait } = parse(FeedQuery, request.query);
    const followed = followedBy(request, scope);
    const read = () => readFeed(db, incarnation, { ...followed, now: now() }, { cursor, limit });
    return waitFor(central, followed.shopId, wait, goneOf(request), read);
  });
  app.get('/v1/snapshot', async (request) => {
    const { scope, after = null } = parse(SnapshotQuery, request.query);
    return readSnapshot(db, incarnation, followedBy(request, scope), after);
  });
};
