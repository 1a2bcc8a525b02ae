import type { SyncErrorCode } from '../../../../../shared/sync/errors.ts';

/**
 * What a call came to. `refused` is central's own answer; anything that is not, such as a portal's page, a cut or silence,
 * is a fault of the network and says nothing about central.
 */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: SyncErrorCode;
      /** Next number of a `gap`. */
      readonly expected: number | null;
      /** What `Retry-After` asked for, in ms. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'network' };

export const NETWORK = { kind: 'network' } as const;
