import type { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { SmtpSettings } from './mailSettings.ts';
import type { Mail, Mailer, Outcome } from './mailer.ts';

const PATIENCE_MS = 60_000;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).replace(/>$/, '');

/** The address a message goes to: a number goes to the gateway that makes an SMS of an e-mail. */
const addressOf = ({ smsDomain }: SmtpSettings, { channel, to }: Mail): string =>
  channel === 'sms' ? `${to.replaceAll(/[^0-9]/g, '')}@${smsDomain ?? ''}` : to;

/** An SMS has the lines alone. */
const contentOf = ({ channel, title, paragraphs }: Mail) =>
  channel === 'sms'
    ? { subject: '', text: paragraphs.join('\n') }
    : { subject: title, text: `${paragraphs.join('\n\n')}\n` };

/** A server that knows of reports (RFC 3461) is asked for one of a failure alone, and to leave out the text. */
const envelopeOf = (settings: SmtpSettings, mail: Mail) => ({
  from: mail.returnTo ?? bareAddress(settings.from),
  to: addressOf(settings, mail),
  ...(mail.returnTo === null ? {} : { dsn: { ret: 'HDRS' as const, notify: 'FAILURE' as const } }),
});

const compose = (settings: SmtpSettings, mail: Mail): Promise<Buffer> =>
  new MailComposer({
    from: settings.from,
    to: addressOf(settings, mail),
    ...contentOf(mail),
    // The same message has the same id however often it is tried: servers and mailboxes tell repetitions by it.
    messageId: `<${mail.messageId.toLowerCase()}@${domainOf(settings.from)}>`,
    headers: { 'auto-submitted': 'auto-generated', 'content-language': mail.locale },
  })
    .compile()
    .build();

interface SmtpFailure {
  readonly responseCode?: number;
  readonly code?: string;
  readonly command?: string;
}

/** What a server says of the recipient or the text is final; what it says of us, the operator can mend. */
const OF_THE_MESSAGE: ReadonlySet<string | undefined> = new Set(['RCPT TO', 'DATA']);

/**
 * Reads the answer of a failed attempt. Without an answer after the text had begun to flow the server may have taken it;
 * what it said itself is sure.
 */
const outcomeOf = ({ responseCode, code, command }: SmtpFailure, flowed: boolean): Outcome => {
  if (responseCode !== undefined && responseCode >= 400)
    return {
      kind: responseCode >= 500 && OF_THE_MESSAGE.has(command) ? 'refused' : 'later',
      code: String(responseCode),
    };
  return { kind: flowed ? 'uncertain' : 'later', code: code ?? 'failed' };
};

const optionsOf = ({ host, port, tls }: SmtpSettings): SMTPConnectionOptions => ({
  host,
  port,
  secure: tls === 'implicit',
  requireTLS: tls === 'starttls',
  ignoreTLS: tls === 'none',
  connectionTimeout: PATIENCE_MS,
  greetingTimeout: PATIENCE_MS,
  socketTimeout: PATIENCE_MS,
});

/** Sends over SMTP (RFC 5321), one connection for one message: a shop sends some an hour. */
export const createSmtpMailer = (settings: SmtpSettings): Mailer => {
  const attempt = (text: Buffer, mail: Mail): Promise<Outcome> =>
    new Promise((resolve) => {
      const connection = new SMTPConnection(optionsOf(settings));
      let flowed = false;
      const end = (outcome: Outcome): void => {
        connection.close();
        resolve(outcome);
      };
      const fail = (error: unknown): void => end(outcomeOf(error as SmtpFailure, flowed));
      const content = new Readable({
        read() {
          flowed = true;
          this.push(text);
          this.push(null);
        },
      });
      const deliver = (): void =>
        connection.send({ ...envelopeOf(settings, mail), size: text.length }, content, (error) =>
          error ? fail(error) : end({ kind: 'accepted' }),
        );
      connection.once('error', fail);
      connection.connect((error) => {
        if (error) return fail(error);
        if (settings.user === undefined) return deliver();
        connection.login({ user: settings.user, pass: settings.password }, (refused) =>
          refused ? fail(refused) : deliver(),
        );
      });
    });
  return {
    sends: { email: true, sms: settings.smsDomain !== undefined },
    send: async (mail) => attempt(await compose(settings, mail), mail),
  };
};

/** The bare address in `Name <address>`. */
const bareAddress = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from;
