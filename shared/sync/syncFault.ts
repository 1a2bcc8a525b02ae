import { SYNC_ERRORS, type SyncErrorCode } from './errors.ts';

interface Details {
  /** The next seq of a `gap`. */
  readonly expected?: number;
  /** The op that a `fork` or `bad_chain` is about. */
  readonly seq?: number;
  readonly retryAfterS?: number;
}

/** An answer other than 2xx. The message is the code alone. */
export class SyncFault extends Error {
  readonly code: SyncErrorCode;
  readonly details: Details;
  constructor(code: SyncErrorCode, details: Details = {}) {
    super(code);
    this.name = 'SyncFault';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return SYNC_ERRORS[this.code];
  }
}
