import type { FastifyBaseLogger } from 'fastify';

/** Everything central ever writes to its log. */
export const LOG_EVENTS = [
  'started',
  'stopped',
  'restored',
  'enrolled',
  'revoked',
  'refused',
  'failed',
  'fork',
  'bad_chain',
  'gap',
  'ledger_mismatch',
  'ledger_taken_back',
  'audit_set_back',
  'set_back',
  'erased',
  'erasure_failed',
  'database_away',
  'deferred_applied',
  'order_found',
  'job_failed',
  'slow_body',
  'file_lost',
  'file_unread',
  'store_failed',
  'store_back',
  'message_ended',
  'message_failed',
  'message_returned',
  'bounce_unread',
] as const;
export type LogEvent = (typeof LOG_EVENTS)[number];

/** What a line may carry besides its event: ids, counts and codes, never a body, a query or an address. */
export interface LogFields {
  readonly ref?: string;
  readonly terminal?: string;
  readonly message?: string;
  readonly template?: string;
  readonly code?: string;
  readonly route?: string;
  readonly seq?: number;
  readonly count?: number;
}

export type Log = (event: LogEvent, fields?: LogFields) => void;

const LOUD: ReadonlySet<LogEvent> = new Set([
  'failed',
  'fork',
  'bad_chain',
  'ledger_mismatch',
  'audit_set_back',
  'set_back',
  'erasure_failed',
  'database_away',
  'job_failed',
  'file_lost',
  'file_unread',
  'store_failed',
]);

export const createLog =
  (logger: FastifyBaseLogger): Log =>
  (event, fields = {}) => {
    if (LOUD.has(event)) logger.error(fields, event);
    else logger.info(fields, event);
  };

/** What may be logged of an unexpected error: its name and the code of the system or of PostgreSQL, no text. */
export const errorCode = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
};
