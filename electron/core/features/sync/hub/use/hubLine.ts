import type { CoreDeps } from '../../../../call/deps.ts';
import { findTerminal } from '../../terminal.store.ts';
import { createSendBytes, type SendBytes } from '../../transport/bytes.ts';
import { createTransport, type SyncTransport } from '../../transport/calls.ts';
import { type Client, createClient } from '../../transport/client.ts';
import { type Send, sendBy } from '../../transport/http.ts';
import { type Fetch, pinnedFetch } from '../../transport/pinned.ts';
import { NETWORK } from '../../transport/reply.ts';
import { findHub } from './hub.store.ts';

/** What is asked of a hub: calls of the contract, and photo files. */
export interface HubLine {
  readonly transport: SyncTransport;
  readonly sendBytes: SendBytes;
}

/** Calls of this store's hub by a way of sending; to wherever it no longer is, nothing goes. */
export const createHubClient = (
  deps: Pick<CoreDeps, 'clock' | 'ids' | 'signer' | 'read'>,
  sendIt: Send,
): Client & { readonly transport: SyncTransport } => {
  const send: Send = async (url, call, token) =>
    findHub(deps.read)?.url === url ? sendIt(url, call, token) : NETWORK;
  const audience = () => ({ hub: findHub(deps.read)?.terminalId ?? '' });
  const client = createClient({ ...deps, send, audience });
  return { ...client, transport: createTransport(client.ask, send) };
};

/** The line to this store's hub, known by the key that central named. `life` ends what is on the wire. */
export const createHubLine = (
  deps: Pick<CoreDeps, 'clock' | 'ids' | 'signer' | 'read'>,
  life: () => AbortSignal,
): HubLine => {
  const fetchIt: Fetch = async (url, init) => {
    const hub = findHub(deps.read);
    if (hub === undefined || !url.startsWith(`${hub.url}/`)) throw new Error('no hub');
    const signal = init.signal ? AbortSignal.any([life(), init.signal]) : life();
    return pinnedFetch(hub.tlsSha256)(url, { ...init, signal });
  };
  const { transport, ...client } = createHubClient(deps, sendBy(fetchIt));
  const who = () => {
    const [own, hub] = [findTerminal(deps.read), findHub(deps.read)];
    return own && hub && { ...own, url: hub.url };
  };
  return {
    transport,
    sendBytes: createSendBytes({ ...client, who, fetchIt }),
  };
};
