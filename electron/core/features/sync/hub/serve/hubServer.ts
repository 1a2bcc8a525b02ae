import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tx } from '../../../../call/context.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import { describeError, logRef } from '../../../../log/log.ts';
import {
  addressInShop,
  openShopServer,
  type OwnAddress,
  type ShopServer,
  tlsIdentity,
} from '../../../phone/index.ts';
import { fetchesFiles } from '../../terminal.store.ts';
import type { Timer } from '../../loop/waker.ts';
import type { RelayDeps } from './acceptOps.ts';
import { answerJson, answerPlain, PlainAnswer } from './answer.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import { mention } from './store/feed.store.ts';
import { beginHub, endHub, hubIncarnation } from './store/life.store.ts';
import { createChanges } from './changes.ts';
import { createFileRoutes, type FileRoutesDeps } from './files/fileRoutes.ts';
import type { FeedSources } from './readFeed.ts';
import { createHubRoutes } from './routes.ts';
import { createTokens } from './tokens.ts';

export interface HubServerDeps
  extends Pick<CoreDeps, 'clock' | 'ids' | 'log' | 'read' | 'transact' | 'signer' | 'settings' | 'emit'>,
    Pick<RelayDeps, 'applyRelayed'>,
    FileRoutesDeps,
    FeedSources {
  readonly databaseKey: Uint8Array;
  /** Addresses of this machine now. */
  readonly addresses: () => readonly OwnAddress[];
}

/** `off`: not switched on, or this terminal is none that may be. */
export type HubState = 'off' | 'open' | 'no_network' | 'failed';

/** Where the hub is reached, and the key it is known by. */
export interface HubAt {
  readonly url: string;
  readonly tlsSha256: string;
}

const SERIAL_BYTES = 15;
/** More than any store has terminals, each with a few calls; silence is longer than the longest wait of a feed. */
const LIMITS = { connections: 64, quietMs: 60_000 } as const;

/** Serves the store's terminals over TLS while a manager has switched that on, and never else. */
export const createHubServer = (deps: HubServerDeps & { readonly timer: Timer }) => {
  const { clock, ids, log, read, transact, settings, emit } = deps;
  const { wake, changed } = createChanges();
  const about = { tokens: createTokens(deps), changed, aboutFiles: createFileRoutes(deps) };
  const route = createHubRoutes({ ...deps, ...about });
  let open: { readonly server: ShopServer; readonly at: HubAt; readonly asked: string } | null = null;
  let state: HubState = 'off';
  let turn: Promise<void> = Promise.resolve();
  let stopped = true;

  const said = () => ({ incarnation: hubIncarnation(read) ?? '', now: clock.now() });

  const faultOf = (error: unknown): SyncFault => {
    if (error instanceof SyncFault) return error;
    log.error('hub-failed', describeError(error));
    return new SyncFault('failed');
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void route(request, gone.signal)
      .then(
        (value) =>
          value instanceof PlainAnswer
            ? answerPlain(response, value, said())
            : answerJson(response, 200, said(), value),
        (error: unknown) => {
          const { status, code, details } = faultOf(error);
          const ref = logRef(ids.hex(4));
          // What is refused in the middle is not waited for.
          if (!request.complete) response.setHeader('connection', 'close');
          answerJson(response, status, said(), { code, ref, ...details });
        },
      )
      .catch((error: unknown) => log.warn('hub-failed', describeError(error)));
  };

  const setState = (next: HubState): void => {
    if (next === state) return;
    state = next;
    emit('sync-changed', {});
  };

  const close = async (): Promise<void> => {
    const { server } = open ?? {};
    open = null;
    wake();
    await server?.close();
  };

  /** A new feed begins with what the owner signed before: nobody would change that any more. */
  const begin = (tx: Tx): void => {
    if (!beginHub(tx.db, ids.hex(16))) return;
    for (const id of deps.signedVersions.ids(tx.db)) mention(tx.db, 'settings', id);
  };

  const listen = async (address: string, port: number, asked: string): Promise<void> => {
    const serial = ids.bytes(SERIAL_BYTES);
    const tls = tlsIdentity(deps.databaseKey, { use: 'hub-tls', address, now: clock.now(), serial });
    try {
      const server = await openShopServer({ address, port, tls, limits: LIMITS, handle });
      transact(begin);
      open = { server, at: { url: server.origin, tlsSha256: tls.publicSha256 }, asked };
      setState('open');
    } catch (error) {
      log.warn('hub-failed', describeError(error));
      setState('failed');
    }
  };

  /** Brings what is served level with the settings. */
  const settle = async (): Promise<void> => {
    const { hub } = settings(read);
    const isOn = !stopped && hub.on && fetchesFiles(read);
    const address = isOn ? addressInShop(deps.addresses(), hub.address) : null;
    const asked = `${address} ${hub.port}`;
    if (address !== null && open?.asked === asked) return;
    await close();
    if (!hub.on && hubIncarnation(read) !== undefined) transact((tx) => endHub(tx.db));
    if (address !== null) return listen(address, hub.port, asked);
    setState(isOn ? 'no_network' : 'off');
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).catch((error: unknown) => log.error('hub-failed', describeError(error)));
    return turn;
  };

  return {
    start: (): void => {
      stopped = false;
      void inTurn(settle);
    },
    /** Something was set otherwise, or the network changed. */
    settle: (): Promise<void> => inTurn(settle),
    /** Something changed that others may read. */
    wake,
    stop: (): Promise<void> => {
      stopped = true;
      return inTurn(close);
    },
    state: (): HubState => state,
    /** Null while nobody can reach it. */
    at: (): HubAt | null => open?.at ?? null,
  };
};
