import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TlsIdentity } from './certificate.ts';
import type { PhoneLimits } from './phone.policy.ts';

export type PhoneHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface ShopServer {
  /** Scheme, address and port it is reached by. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

interface ServerOptions {
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Null: plain HTTP. */
  readonly tls: TlsIdentity | null;
  readonly limits: Pick<PhoneLimits, 'connections' | 'quietMs'>;
  readonly handle: PhoneHandler;
}

const HEADER_BYTES = 8 * 1024;
const HEADER_MS = 10_000;

// Loaded with the first code: a start needs neither.
const make = async ({ tls, handle }: ServerOptions): Promise<Server> => {
  const how = {
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: HEADER_MS,
    requestTimeout: 0,
    keepAliveTimeout: 5000,
  };
  if (tls === null) return (await import('node:http')).createServer(how, handle);
  const { key, cert } = tls;
  const secure = { ...how, key, cert, minVersion: 'TLSv1.2', handshakeTimeout: HEADER_MS } as const;
  return (await import('node:https')).createServer(secure, handle);
};

/** Begins to listen on one address. Rejects when it is not ours or the port is taken. */
export const openShopServer = async (options: ServerOptions): Promise<ShopServer> => {
  const { address, port, tls, limits } = options;
  const server = await make(options);
  server.maxConnections = limits.connections;
  server.setTimeout(limits.quietMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address() as AddressInfo;
  return {
    origin: new URL(`${tls === null ? 'http' : 'https'}://${address}:${bound.port}`).origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
