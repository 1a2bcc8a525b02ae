import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { createChanges } from '../../../electron/core/features/sync/hub/serve/changes.ts';
import {
  createHubRoutes,
  type HubRoutesDeps,
} from '../../../electron/core/features/sync/hub/serve/routes.ts';
import { createTokens } from '../../../electron/core/features/sync/hub/serve/tokens.ts';
import type { Ids } from '../../../electron/core/ports/clock.ts';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import { DiskFull, Killed } from './killed.ts';
import { forever } from './memoryOpsStore.ts';
import type { FarEnd } from './simLine.ts';

/** A call as it comes over the store's network. */
export interface HubCall {
  readonly method: string;
  readonly path: string;
  /** JSON; undefined where it has no body. */
  readonly text: string | undefined;
  readonly token: string | null;
}

export interface SimHub extends FarEnd {
  /** The answer of one call. @throws SyncFault */
  readonly answer: (call: HubCall) => Promise<unknown>;
  readonly kill: () => void;
  /** Something changed that others may read. */
  readonly wake: () => void;
}

/** As much of a request as the hub's calls read of it. */
const requestOf = ({ method, path, text, token }: HubCall): IncomingMessage =>
  ({
    method,
    url: path,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    async *[Symbol.asyncIterator]() {
      if (text !== undefined) yield Buffer.from(text);
    },
  }) as unknown as IncomingMessage;

type Needs = Omit<HubRoutesDeps, 'tokens' | 'changed' | 'aboutFiles'> & { readonly ids: Pick<Ids, 'hex'> };

/** One life of the process that serves as hub: its real calls and tokens, but those about photo files. */
export const createSimHub = (deps: Needs): SimHub => {
  let alive = true;
  let kill = (): void => undefined;
  const killed = new Promise<null>((resolve) => {
    kill = () => {
      alive = false;
      resolve(null);
    };
  });
  const { wake, changed } = createChanges();
  const about = { tokens: createTokens(deps), changed, aboutFiles: () => undefined };
  const route = createHubRoutes({ ...deps, ...about });
  const { signal: staying } = new AbortController();
  return {
    answer: async (call) => {
      try {
        return await route(requestOf(call), staying);
      } catch (error) {
        if (error instanceof Killed) return forever();
        if (error instanceof DiskFull) throw new SyncFault('failed');
        throw error;
      }
    },
    isAlive: () => alive,
    killed,
    kill,
    wake,
  };
};
