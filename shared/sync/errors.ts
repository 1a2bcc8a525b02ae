import { z } from '../domain/z.ts';

/** Every code an answer other than 2xx may carry, with its HTTP status (sync specification 4.3). */
export const SYNC_ERRORS = {
  malformed: 400,
  unknown_terminal: 401,
  token_expired: 401,
  revoked: 403,
  role: 403,
  wrong_shop: 403,
  not_found: 404,
  code_unknown: 404,
  code_used: 409,
  epoch_taken: 409,
  gap: 409,
  fork: 409,
  incarnation: 409,
  code_expired: 410,
  cursor_gone: 410,
  erased: 410,
  too_large: 413,
  bad_chain: 422,
  ledger_first: 423,
  client_too_old: 426,
  slow_down: 429,
  hash_mismatch: 460,
  failed: 500,
  restoring: 503,
  unavailable: 503,
  spool_full: 503,
} as const satisfies Record<string, number>;
export type SyncErrorCode = keyof typeof SYNC_ERRORS;

const codes = Object.keys(SYNC_ERRORS) as [SyncErrorCode, ...SyncErrorCode[]];

/**
 * What went wrong, never with personal data. `expected` is the next seq of a `gap`, `seq` the op that a `fork` or
 * `bad_chain` is about.
 */
export const SyncError = z.strictObject({
  code: z.enum(codes),
  /** Names the line in central's log. */
  ref: z.string().max(40),
  expected: z.int().positive().optional(),
  seq: z.int().positive().optional(),
});
export type SyncError = z.infer<typeof SyncError>;
