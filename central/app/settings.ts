import { z } from 'zod';
import { PublicKey } from '../../shared/sync/primitives.ts';
import { S3Settings } from '../files/store/s3/s3Settings.ts';
import { MailSettings } from '../mail/mailSettings.ts';
import { ReturnsSettings } from '../mail/returns/returnSettings.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** What the surroundings say. Keys lie in files, but for the password of the mail server and the key of the photo store. */
export const Settings = z.object({
  /** A PostgreSQL server; PGlite in the folder without it. */
  DATABASE_URL: z.url().optional(),
  /** Folder of keys, ledger, spool, of files where no S3 store is named, and of PGlite's data. */
  LETE_CENTRAL_FOLDER: z.string().min(1).optional(),
  LETE_CENTRAL_HOST: z.string().default('127.0.0.1'),
  LETE_CENTRAL_PORT: port.default(8470),
  /** Whose `X-Forwarded-For` names the caller, separated by commas; this machine's proxy without it. */
  LETE_CENTRAL_TRUSTED_PROXIES: z.string().min(1).optional(),
  LETE_CENTRAL_LOG: z.enum(['info', 'error', 'silent']).default('info'),
  /** Bearer token of the operator's page and the metrics; without it they answer this machine alone. */
  LETE_CENTRAL_OPERATOR_TOKEN: z.string().min(32).max(200).optional(),
  /** Public part of the key by which the owner signs prices and notices; nothing of the kind is published without it. */
  LETE_CENTRAL_SETTINGS_KEY: PublicKey.optional(),
  ...MailSettings.shape,
  ...ReturnsSettings.shape,
  ...S3Settings.shape,
  NODE_ENV: z.string().optional(),
});
export type Settings = z.infer<typeof Settings>;
