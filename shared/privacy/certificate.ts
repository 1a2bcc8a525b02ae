import { z } from '../domain/z.ts';
import { ShopDay } from '../domain/time.ts';

/** What a certificate does not claim (privacy specification 7, honest limits). */
export const CERTIFICATE_LIMITS = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7'] as const;
export type CertificateLimit = (typeof CERTIFICATE_LIMITS)[number];

/** How a store was cleaned. */
export const ERASURE_METHODS = [
  /** Rows deleted or emptied, the file rewritten, every page decrypted and searched. */
  'rewritten-and-scanned',
  /** Searched in full; nothing of the person was to be there. */
  'scanned',
  /** Files removed, their folders flushed, absence looked up again. */
  'removed',
  /** Keys overwritten where they lay and read back. */
  'overwritten',
] as const;

const Id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const Count = z.int().min(0);
const Time = z.int().min(0);
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** One store and the evidence from it. Counts only. */
export const CertificateStore = z.strictObject({
  id: z.string().min(1).max(40),
  method: z.enum(ERASURE_METHODS),
  rows: Count,
  files: Count,
  keys_destroyed: Count,
  /** Finds of the search before and after; what other people's live rows or a hold account for is no find. */
  scan_before: Count,
  scan_after: Count,
  unexplained: z.literal(0),
});
export type CertificateStore = z.infer<typeof CertificateStore>;

/**
 * The certificate of an erasure (privacy specification 4.9): no personal data, signed with Ed25519 over its canonical
 * JSON (RFC 8785) without `sig`. Times in UTC milliseconds.
 */
export const Certificate = z.strictObject({
  format: z.literal('lete-erasure-certificate'),
  version: z.literal(1),
  certificate_id: Id,
  request_id: Id,
  completed_at: Time,
  stores: z.array(CertificateStore).min(1).max(100),
  terminals: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(40),
        ack_at: Time.nullable(),
        pending_offline: z.boolean(),
      }),
    )
    .max(1000),
  backups: z.array(z.strictObject({ id: z.string().min(1).max(40), expires_at: Time })).max(100),
  /** Who got data of the person: null until they were told (GDPR 19), and until they confirmed. */
  recipients: z
    .array(
      z.strictObject({ id: z.string().min(1).max(40), sent_at: Time.nullable(), ack_at: Time.nullable() }),
    )
    .max(100),
  holds: z
    .array(
      z.strictObject({
        field_class: z.string().min(1).max(80),
        law: z.string().max(120),
        until: ShopDay.nullable(),
      }),
    )
    .max(1000),
  app_version: z.string().max(20),
  db_version: z.int().min(1),
  map_version: z.int().min(1),
  limits: z.array(z.enum(CERTIFICATE_LIMITS)).min(1),
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
  /** Base64url of the 32 raw bytes; compare `key_id` with the published one. */
  public_key: Base64Url.length(43),
  sig: Base64Url.length(86),
});
export type Certificate = z.infer<typeof Certificate>;
