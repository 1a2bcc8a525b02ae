import { SYNC_ERRORS, type SyncErrorCode } from '../../../../../../shared/sync/errors.ts';

/** What a hub answers other than 2xx, in the words of the contract. */
export class HubFault extends Error {
  readonly code: SyncErrorCode;
  readonly details: { readonly expected?: number; readonly seq?: number };
  constructor(code: SyncErrorCode, details: HubFault['details'] = {}) {
    super(code);
    this.name = 'HubFault';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return SYNC_ERRORS[this.code];
  }
}
