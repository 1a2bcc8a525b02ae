import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { canonicalJson } from '../../../../../../shared/domain/canonicalJson.ts';
import { z } from '../../../../../../shared/domain/z.ts';
import {
  type FeedAnswer,
  HelloRequest,
  HubTokenRequest,
  type LedgerAnswer,
  MAX_FEED_ITEMS,
  MAX_FEED_WAIT_S,
  OpsRequest,
} from '../../../../../../shared/sync/endpoints.ts';
import { Cursor, Random128, Scope } from '../../../../../../shared/sync/primitives.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import type { Timer } from '../../loop/waker.ts';
import { acceptOps, type RelayDeps } from './acceptOps.ts';
import { readBody } from './answer.ts';
import { type Asked, assertLevel } from './asked.ts';
import type { createFileRoutes } from './files/fileRoutes.ts';
import { hubHello } from './hello.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import { ledgerLinesAfter } from './store/ledger.store.ts';
import { type FeedSources, readHubFeed } from './readFeed.ts';
import { knownTerminal } from './store/roster.store.ts';
import { standingOf } from './standing.ts';
import type { HubTokens } from './tokens.ts';

export interface HubRoutesDeps
  extends Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'signer'>,
    RelayDeps,
    FeedSources {
  readonly timer: Timer;
  readonly tokens: HubTokens;
  readonly aboutFiles: ReturnType<typeof createFileRoutes>;
  /** Resolves with the next change, at the latest with the signal. */
  readonly changed: (end: AbortSignal) => Promise<void>;
}

const LEDGER_PAGE = 1000;

const TimeQuery = z.strictObject({ nonce: Random128 });
const LedgerQuery = z.strictObject({ after: z.coerce.number().int().min(-1).default(-1) });
const FeedQuery = z.strictObject({
  scope: Scope,
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_FEED_ITEMS).default(MAX_FEED_ITEMS),
  wait: z.coerce.number().int().min(0).max(MAX_FEED_WAIT_S).default(0),
});

const queryOf = <T extends z.ZodType>(schema: T, query: URLSearchParams): z.infer<T> => {
  const read = schema.safeParse(Object.fromEntries(query));
  if (!read.success) throw new SyncFault('malformed');
  return read.data;
};

/** A counter reads by its store's orders here, a kiosk by its own; there is no other feed. @throws SyncFault `role`, `wrong_shop` */
const kioskOf = ({ terminal, standing }: Asked, scope: string): string | null => {
  const own = terminal.role === 'kiosk' ? `kiosk:${terminal.terminalId}` : `store:${standing.own.shopId}`;
  if (scope !== own) throw new SyncFault(terminal.role === 'kiosk' ? 'role' : 'wrong_shop');
  return terminal.role === 'kiosk' ? terminal.terminalId : null;
};

/** The calls of the contract that a hub serves (sync specification 4.3). */
export const createHubRoutes = (deps: HubRoutesDeps) => {
  const { clock, read, transact, signer, timer, tokens, changed, aboutFiles } = deps;

  const ledger = ({ query, standing }: Asked): LedgerAnswer => {
    const { after } = queryOf(LedgerQuery, query);
    return { entries: [...ledgerLinesAfter(read, after, LEDGER_PAGE)], head: standing.head };
  };

  const hello = async ({ request, terminal }: Asked) => {
    const said = await readBody(request, HelloRequest);
    return transact((tx) => hubHello(tx, terminal, standingOf(tx.db), said));
  };

  const ops = async ({ request, terminal: { terminalId } }: Asked) => {
    const batch = await readBody(request, OpsRequest);
    if (batch.terminalId !== terminalId) throw new SyncFault('role');
    // Answered once it is committed, and only then: what the terminal is told is kept here.
    return transact((tx) => {
      const terminal = knownTerminal(tx.db, terminalId);
      if (terminal === undefined) throw new SyncFault('unknown_terminal');
      assertLevel({ terminal, standing: standingOf(tx.db) });
      return acceptOps(deps, tx, terminal, batch);
    });
  };

  const feed = async (asked: Asked): Promise<FeedAnswer> => {
    const { scope, cursor = null, limit, wait } = queryOf(FeedQuery, asked.query);
    const kiosk = kioskOf(asked, scope);
    assertLevel(asked);
    const late = new AbortController();
    const cancel = timer.after(wait * 1000, () => late.abort());
    const end = AbortSignal.any([asked.gone, late.signal]);
    try {
      for (;;) {
        const { incarnation } = standingOf(read);
        const answer = readHubFeed(read, deps, { incarnation, kiosk, cursor, limit });
        if (answer.items.length > 0 || wait === 0 || end.aborted) return answer;
        await changed(end);
      }
    } finally {
      cancel();
    }
  };

  const CALLS: Readonly<Record<string, (asked: Asked) => unknown>> = {
    'POST /v1/hello': hello,
    'POST /v1/ops': ops,
    'GET /v1/feed': feed,
    'GET /v1/ledger': ledger,
  };

  const time = (query: URLSearchParams) => {
    const said = { now: clock.now(), nonce: queryOf(TimeQuery, query).nonce };
    return { ...said, sig: signer.sign(Buffer.from(canonicalJson(said))) };
  };

  const token = async (request: IncomingMessage) => {
    const asked = await readBody(request, HubTokenRequest);
    return tokens.give(knownTerminal(read, asked.terminalId), standingOf(read).own.terminalId, asked);
  };

  /** The value of one call. @throws SyncFault */
  return async (request: IncomingMessage, gone: AbortSignal): Promise<unknown> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'https://hub');
    const name = `${request.method} ${pathname}`;
    if (name === 'GET /v1/time') return time(query);
    if (name === 'POST /v1/token') return token(request);
    const call = Object.hasOwn(CALLS, name) ? CALLS[name] : aboutFiles(name);
    if (call === undefined) throw new SyncFault('not_found');
    const terminal = knownTerminal(read, tokens.bearer(request.headers.authorization));
    if (terminal === undefined) throw new SyncFault('unknown_terminal');
    if (terminal.revoked === 1) throw new SyncFault('revoked');
    return call({ request, query, terminal, standing: standingOf(read), gone });
  };
};
