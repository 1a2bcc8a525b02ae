import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DatabaseError } from '../../db/database.ts';

/** A domain name whose address with any local part is within what SMTP allows (RFC 5321, 4.5.3.1.3). */
const domain = z
  .string()
  .max(190)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i);

/** What the surroundings say of mail that is returned. Without a domain none is taken. */
export const ReturnsSettings = z.object({
  /** A domain of its own, whose mail comes to central alone, such as `returns.example.org`. */
  LETE_CENTRAL_BOUNCE_DOMAIN: domain.optional(),
  LETE_CENTRAL_BOUNCE_HOST: z.string().min(1).default('127.0.0.1'),
  LETE_CENTRAL_BOUNCE_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Files in PEM; without them nobody can encrypt what they bring. */
  LETE_CENTRAL_BOUNCE_CERT: z.string().min(1).optional(),
  LETE_CENTRAL_BOUNCE_KEY: z.string().min(1).optional(),
});
type ReturnsSettings = z.infer<typeof ReturnsSettings>;

/** Where returned mail is taken. */
export interface ReturnsPlace {
  readonly domain: string;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** PEM; null for a receiver without STARTTLS. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const PORT = 2525;

const fileOf = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new DatabaseError(`the file that ${name} names cannot be read`);
  }
};

/** Null where no domain is named. @throws DatabaseError for settings that do not go together, or a file that is not there */
export const returnsOf = (settings: ReturnsSettings): ReturnsPlace | null => {
  const {
    LETE_CENTRAL_BOUNCE_DOMAIN: domainName,
    LETE_CENTRAL_BOUNCE_PORT: port,
    LETE_CENTRAL_BOUNCE_CERT: cert,
    LETE_CENTRAL_BOUNCE_KEY: key,
  } = settings;
  if (domainName === undefined) {
    if (port !== undefined) throw new DatabaseError('LETE_CENTRAL_BOUNCE_DOMAIN is missing');
    return null;
  }
  if ((cert === undefined) !== (key === undefined))
    throw new DatabaseError('LETE_CENTRAL_BOUNCE_CERT and LETE_CENTRAL_BOUNCE_KEY go together');
  return {
    domain: domainName,
    host: settings.LETE_CENTRAL_BOUNCE_HOST,
    port: port ?? PORT,
    tls:
      cert === undefined || key === undefined
        ? null
        : {
            cert: fileOf('LETE_CENTRAL_BOUNCE_CERT', cert),
            key: fileOf('LETE_CENTRAL_BOUNCE_KEY', key),
          },
  };
};
