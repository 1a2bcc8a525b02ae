import type { CoreDeps } from '../../../../call/deps.ts';
import { createTransport, type SyncTransport } from '../../transport/calls.ts';
import { createClient } from '../../transport/client.ts';
import { type Send, sendBy } from '../../transport/http.ts';
import { pinnedFetch } from '../../transport/pinned.ts';
import { NETWORK } from '../../transport/reply.ts';
import { findHub } from './hub.store.ts';

/** The calls of the contract to this store's hub, known by the key that central named. `life` ends what is on the wire. */
export const createHubLine = (
  deps: Pick<CoreDeps, 'clock' | 'ids' | 'signer' | 'read'>,
  life: () => AbortSignal,
): SyncTransport => {
  const send: Send = async (url, call, token) => {
    const hub = findHub(deps.read);
    if (hub?.url !== url) return NETWORK;
    const signal = call.signal ? AbortSignal.any([life(), call.signal]) : life();
    return sendBy(pinnedFetch(hub.tlsSha256))(url, { ...call, signal }, token);
  };
  const audience = () => ({ hub: findHub(deps.read)?.terminalId ?? '' });
  return createTransport(createClient({ ...deps, send, audience }).ask, send);
};
