import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { TEST_CERTIFICATE, TEST_KEY } from './testCertificate.ts';

/** One message as the server took it. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly secure: boolean;
  readonly user: string | null;
  /** What of the mail a report is to hold (RFC 3461). */
  readonly ret: string | null;
}

export interface MailServer {
  readonly port: number;
  /** What was accepted. */
  readonly received: readonly Received[];
  /** How many texts came in whole, accepted or not. */
  readonly texts: () => number;
  /** The server's answer to the recipient and to the text from now on: a number from 400 on, or null to accept. */
  readonly answer: (to: { readonly recipient?: number | null; readonly text?: number | null }) => void;
  /** What is done with the next texts before they are answered. */
  readonly beforeAnswer: (work: () => Promise<void> | void) => void;
  /** Cuts every connection. */
  readonly cut: () => void;
  readonly end: () => Promise<void>;
}

const failure = (responseCode: number): Error =>
  Object.assign(new Error('no <to@example.com>'), { responseCode });

/** A real SMTP server on this machine: STARTTLS with our own certificate, and who may log in where a user is named. */
export const startMailServer = async ({
  user,
  password,
  tls = true,
}: {
  user?: string;
  password?: string;
  tls?: boolean;
} = {}): Promise<MailServer> => {
  const received: Received[] = [];
  let answers: { recipient?: number | null; text?: number | null } = {};
  let before: () => Promise<void> | void = () => undefined;
  let texts = 0;
  const sockets = new Set<{ readonly destroy: () => void }>();
  const server = new SMTPServer({
    key: TEST_KEY,
    cert: TEST_CERTIFICATE,
    authOptional: user === undefined,
    hideSTARTTLS: !tls,
    hideDSN: false,
    allowInsecureAuth: !tls,
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user: auth.username ?? '' })
        : done(failure(535)),
    onRcptTo: (_address, _session, done) =>
      typeof answers.recipient === 'number' ? done(failure(answers.recipient)) : done(),
    onData: (stream, session, done) => {
      const parts: Uint8Array[] = [];
      const answerNow = (): void => {
        if (typeof answers.text === 'number') return done(failure(answers.text));
        const { mailFrom, rcptTo, dsn } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: new TextDecoder().decode(Buffer.concat(parts)),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
          ret: dsn?.ret ?? null,
        });
        done();
      };
      stream.on('data', (part: Uint8Array) => parts.push(part));
      stream.on('end', () => {
        texts += 1;
        void Promise.resolve(before()).then(answerNow);
      });
    },
  });
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A client that is gone is what some of these tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    texts: () => texts,
    answer: (to) => {
      answers = to;
    },
    beforeAnswer: (work) => {
      before = work;
    },
    cut: () => sockets.forEach((socket) => socket.destroy()),
    end: () =>
      new Promise((resolve) => {
        server.close(resolve);
        sockets.forEach((socket) => socket.destroy());
      }),
  };
};
