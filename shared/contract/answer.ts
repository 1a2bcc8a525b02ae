import type { ErrorCode } from './errorCodes.ts';

/** What a call answers. Never a message, a stack or SQL; `ref` is in the log. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly ref: string };
