import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Agent } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';

/** The part of `fetch` that a call of the contract needs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Silence for so long ends a call, in ms: longer than any wait for news. */
const QUIET_MS = 90_000;

/** No server of that key is there. */
class WrongKey extends Error {}

// Loaded with the first call: a start needs neither.
const load = async () => {
  const [https, tls] = await Promise.all([import('node:https'), import('node:tls')]);
  return { Agent: https.Agent, ask: https.request, connect: tls.connect };
};
type Loaded = Awaited<ReturnType<typeof load>>;

const keyOf = (socket: TLSSocket): string | undefined => {
  const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return spki && createHash('sha256').update(spki).digest('hex');
};

/** Connections to whoever holds one key: nothing is said to anybody before that is proved. */
const agentFor = (loaded: Loaded, tlsSha256: string): Agent => {
  const agent = new loaded.Agent({ keepAlive: false });
  agent.createConnection = (options, done) => {
    // A terminal signs its certificate itself and no clock decides: it is known by its key, which central named.
    const socket = loaded.connect({
      ...options,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    } as never);
    const fail = (error: Error): void => done?.(error, socket);
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      if (keyOf(socket) !== tlsSha256) {
        socket.on('error', () => undefined);
        socket.destroy();
        return fail(new WrongKey('wrong key'));
      }
      done?.(null, socket);
    });
    return undefined;
  };
  return agent;
};

const headersOf = ({ headers }: IncomingMessage): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );

/** `fetch` from a server that is known by the SHA-256 of its public key (SPKI). Follows nowhere. */
export const pinnedFetch =
  (tlsSha256: string): Fetch =>
  async (url, { method = 'GET', headers, body, signal }) => {
    const loaded = await load();
    const options = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      agent: agentFor(loaded, tlsSha256),
      ...(signal ? { signal } : {}),
    };
    return new Promise((resolve, reject) => {
      const call = loaded.ask(url, options, (answer) => {
        const stream = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
        const status = answer.statusCode ?? 0;
        resolve(new Response(status === 204 ? null : stream, { status, headers: headersOf(answer) }));
      });
      call.on('error', reject);
      call.setTimeout(QUIET_MS, () => call.destroy(new Error('silent')));
      // A server that has heard enough answers and hangs up: what was still to be sent is then no fault.
      if (body instanceof ReadableStream) void pipeline(Readable.fromWeb(body as never), call).catch(reject);
      else call.end(body ?? undefined);
    });
  };
