import { hkdfSync } from 'node:crypto';

/** Separate secrets for separate uses, all from the one database key. */
export const deriveKey = (
  databaseKey: Uint8Array,
  use:
    | 'requests'
    | 'badges'
    | 'signing'
    | 'search-set'
    | 'suppression'
    | 'withdrawal'
    | 'privacy-contacts'
    | 'letters'
    | 'phone-tls'
    | 'hub-tls',
): Uint8Array => new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(), `lete ${use}/1`, 32));
