import { z } from 'zod';
import { DatabaseError } from '../db/database.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i);

/** What the surroundings say about sending. Without a server nothing is sent. */
export const MailSettings = z.object({
  LETE_CENTRAL_SMTP_HOST: z.string().min(1).optional(),
  LETE_CENTRAL_SMTP_PORT: port.default(587),
  /** `starttls` refuses a server without it; `none` is for one on this machine. */
  LETE_CENTRAL_SMTP_TLS: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  LETE_CENTRAL_SMTP_USER: z.string().min(1).optional(),
  LETE_CENTRAL_SMTP_PASSWORD: z.string().min(1).optional(),
  /** Such as `Fotolukss <info@example.org>`. */
  LETE_CENTRAL_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/)
    .optional(),
  /** Domain of the gateway that makes an SMS of an e-mail to a number; no SMS without it. */
  LETE_CENTRAL_SMS_DOMAIN: domain.optional(),
});
type MailSettings = z.infer<typeof MailSettings>;

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  readonly smsDomain?: string | undefined;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '::1']);

/** Null where no server is named. @throws DatabaseError for settings that do not go together */
export const smtpOf = (settings: MailSettings): SmtpSettings | null => {
  const { LETE_CENTRAL_SMTP_HOST: host, LETE_CENTRAL_SMTP_TLS: tls, LETE_CENTRAL_MAIL_FROM: from } = settings;
  if (host === undefined) return null;
  if (from === undefined) throw new DatabaseError('LETE_CENTRAL_MAIL_FROM is missing');
  if (tls === 'none' && !LOCAL.has(host))
    throw new DatabaseError('LETE_CENTRAL_SMTP_TLS=none is for a mail server on this machine');
  return {
    host,
    port: settings.LETE_CENTRAL_SMTP_PORT,
    tls,
    from,
    user: settings.LETE_CENTRAL_SMTP_USER,
    password: settings.LETE_CENTRAL_SMTP_PASSWORD,
    smsDomain: settings.LETE_CENTRAL_SMS_DOMAIN,
  };
};
