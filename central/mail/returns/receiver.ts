import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Central } from '../../app/central.ts';
import { DatabaseError } from '../../db/database.ts';
import { errorCode } from '../../http/log.ts';
import { createReturnAddresses } from './returnAddress.ts';
import type { ReturnsPlace } from './returnSettings.ts';
import { takeIn } from './takeIn.ts';

/** Reports are some kilobytes long, with the text of ours some more. */
export const MAX_BYTES = 262_144;

/** How patient the receiver is, in ms, and with how many at once. */
export interface Patience {
  readonly idleMs: number;
  readonly wholeMs: number;
  readonly clients: number;
}
const PATIENCE: Patience = { idleMs: 60_000, wholeMs: 300_000, clients: 20 };
/** How long a connection that is open may go on once central stops. */
const CLOSE_MS = 2000;

const optionsOf = ({ domain, tls }: ReturnsPlace, { idleMs, clients }: Patience): SMTPServerOptions => ({
  name: domain,
  banner: '',
  logger: false,
  // Nobody logs in here, and nothing is passed on.
  authOptional: true,
  disabledCommands: ['AUTH'],
  // Without a certificate of the operator the library's own would do, whose key everybody has.
  hideSTARTTLS: tls === null,
  ...(tls === null ? {} : { ...tls, minVersion: 'TLSv1.2' }),
  disableReverseLookup: true,
  hidePIPELINING: true,
  size: MAX_BYTES,
  rejectOversized: true,
  maxRecipients: 1,
  maxCommandLength: 1024,
  maxClients: clients,
  socketTimeout: idleMs,
  closeTimeout: CLOSE_MS,
});

/** An answer that refuses; the number decides whether the other side tries again. */
const refusal = (responseCode: 451 | 550, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/** Ends each connection after its time, however busy it is. */
const limitTime = (server: SMTPServer, wholeMs: number): void => {
  server.server.on('connection', (socket) => {
    const timer = setTimeout(() => socket.destroy(), wholeMs).unref();
    socket.once('close', () => clearTimeout(timer));
  });
};

const listen = (server: SMTPServer, { host, port }: ReturnsPlace): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new DatabaseError(`LETE_CENTRAL_BOUNCE_PORT cannot be listened on: ${errorCode(error)}`)),
    );
    server.listen(port, host, () => resolve((server.server.address() as AddressInfo).port));
  });

export interface Receiver {
  readonly port: number;
  /** Takes no more, and waits for what is being noted. */
  readonly close: () => Promise<void>;
}

/**
 * Takes returned mail by SMTP (RFC 5321) until it is closed: only to addresses that central gave out itself.
 * @throws DatabaseError where it cannot listen
 */
export const startReceiver = async (
  central: Central,
  place: ReturnsPlace,
  patience: Patience = PATIENCE,
): Promise<Receiver> => {
  const addresses = createReturnAddresses(central.keys, place.domain);
  const underWay = new Set<Promise<void>>();
  /** Whoever sends it hears that it was taken only once it is noted. */
  const take: NonNullable<SMTPServerOptions['onData']> = (stream, session, done) => {
    const answer = async (): Promise<void> => {
      let taken = false;
      try {
        taken = (await takeIn(central, addresses, stream, session)) === 'taken';
      } catch (error) {
        central.log('job_failed', { code: errorCode(error) });
      }
      done(taken ? null : refusal(451, 'try again later'));
    };
    const work = answer();
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const server = new SMTPServer({
    ...optionsOf(place, patience),
    onRcptTo: ({ address }, _session, done) =>
      done(addresses.read(address) === null ? refusal(550, 'no such address') : null),
    onData: take,
  });
  limitTime(server, patience.wholeMs);
  const port = await listen(server, place);
  // Clients that are gone, and others that speak nonsense.
  server.on('error', () => undefined);
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => server.close(resolve));
    await Promise.allSettled(underWay);
  };
  return { port, close };
};
