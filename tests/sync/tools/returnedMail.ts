import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

/** Made-up mails as servers and people send them to a return address; `to` is that address. */
export const returnedMail = (name: string, to = 'info@example.org'): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/returned', `${name}.eml`), 'utf8')
    .replaceAll('{{to}}', to)
    .replaceAll(/\r?\n/g, '\r\n');

export interface SmtpClient {
  readonly socket: Socket;
  /** Sends a line, or a whole text, and answers the number of the reply; 0 where the other side hangs up. */
  readonly say: (text: string) => Promise<number>;
  /** What the other side said so far. */
  readonly heard: () => string;
  readonly end: () => void;
}

/** A client that may say whatever a test wants, said hello already unless the server greets with a refusal. */
export const smtpClient = async (port: number): Promise<SmtpClient> => {
  const socket = connect(port, '127.0.0.1');
  let all = '';
  let unread = '';
  let closed = false;
  socket.on('data', (bytes) => {
    all += String(bytes);
    unread += String(bytes);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  const reply = async (): Promise<number> => {
    for (;;) {
      const last = /^(\d{3}) .*\r\n/m.exec(unread);
      if (last !== null) {
        unread = unread.slice(last.index + last[0].length);
        return Number(last[1]);
      }
      if (closed) return 0;
      await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    }
  };
  const say = (text: string): Promise<number> => {
    socket.write(`${text}\r\n`);
    return reply();
  };
  if ((await reply()) === 220) await say('EHLO mx.example.com');
  return { socket, say, heard: () => all, end: () => socket.destroy() };
};

/** Brings one mail to a receiver; answers the number that ended it: 250 where it was taken. */
export const bring = async (
  port: number,
  { from = '', to, text }: { readonly from?: string; readonly to: string; readonly text: string },
): Promise<number> => {
  const client = await smtpClient(port);
  try {
    for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA']) {
      const code = await client.say(line);
      if (code >= 400 || code === 0) return code;
    }
    return await client.say(`${text.replaceAll(/^\./gm, '..')}\r\n.`);
  } finally {
    client.end();
  }
};
