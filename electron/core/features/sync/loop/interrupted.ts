import { isTransient } from '../../../../../shared/sync/rules/retry.ts';
import type { Reply } from '../transport/reply.ts';

/**
 * Why a round ended before its end. `network`: central was not heard. `slow`: it asked to wait. `again`: something was
 * set right and the round begins anew. `refused`: it takes nothing until somebody has done something.
 */
export type Why =
  | { readonly kind: 'network' }
  | { readonly kind: 'slow'; readonly code: string; readonly askedMs: number | null }
  | { readonly kind: 'again'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string };

/** Ends a round of the loop. */
export class Interrupted extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why.kind);
    this.name = 'Interrupted';
    this.why = why;
  }
}

export const again = (code: string): never => {
  throw new Interrupted({ kind: 'again', code });
};

/** Central's hello puts these right: ledger first, another life of its database. */
export const SET_RIGHT_BY_HELLO = new Set(['ledger_first', 'incarnation', 'token_expired']);

/** The value of an answer; anything else ends the round (sync specification 4.5). */
export const must = <T>(reply: Reply<T>): T => {
  if (reply.kind === 'ok') return reply.value;
  if (reply.kind === 'network') throw new Interrupted(reply);
  const { status, code, retryAfterMs } = reply;
  if (isTransient(status)) throw new Interrupted({ kind: 'slow', code, askedMs: retryAfterMs });
  if (SET_RIGHT_BY_HELLO.has(code)) return again(code);
  throw new Interrupted({ kind: 'refused', code });
};
