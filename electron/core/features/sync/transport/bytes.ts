import { CONTRACT_VERSION, HEADERS } from '../../../../../shared/sync/version.ts';
import { Refusal } from '../files/refusal.ts';
import type { Asking, Client } from './client.ts';
import type { Fetch } from './pinned.ts';

/** One request in this terminal's name whose body or answer is bytes. Throws where no answer came. */
export type SendBytes = (path: string, init: RequestInit) => Promise<Response>;

interface BytesDeps extends Pick<Client, 'token' | 'dropToken'> {
  /** Who asks, and whom; undefined while there is nobody to ask. */
  readonly who: () => Asking | undefined;
  readonly fetchIt: Fetch;
}

/** Requests beside the calls of the contract: photo files and what belongs to them. */
export const createSendBytes =
  ({ token, dropToken, who: asking, fetchIt }: BytesDeps): SendBytes =>
  async (path, init) => {
    const who = asking();
    if (who === undefined) throw new Error('not enrolled');
    const reply = await token(who);
    if (reply.kind === 'network') throw new Error('no answer');
    if (reply.kind === 'refused') throw new Refusal(reply.status, reply.code, reply.retryAfterMs);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${reply.value}`);
    headers.set(HEADERS.contract, String(CONTRACT_VERSION));
    const response = await fetchIt(who.url + path, { ...init, headers });
    // A body that was streamed cannot be sent again: the next attempt has the new token.
    if (response.status === 401) dropToken();
    return response;
  };
