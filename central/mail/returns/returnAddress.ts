import { Buffer } from 'node:buffer';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { CentralKeys } from '../../keys/keyFiles.ts';

/** Which message a returned mail is about. */
export interface Returned {
  readonly shopId: string;
  readonly messageId: string;
}

/**
 * The envelope sender of each e-mail: `store-message-hmac` at a domain of central's. It names nobody, fits the 64 octets of
 * a local part (RFC 5321, 4.5.3.1.1), and is all small letters: servers on the way may fold them.
 */
export interface ReturnAddresses {
  readonly of: (message: Returned) => string;
  /** Null for an address that central never gave out. */
  readonly read: (address: string) => Returned | null;
}

/** 128 bits: who does not get a message cannot say that it came back. */
const HMAC_DIGITS = 32;
const LOCAL_PART = /^(\d{2})-([0-9a-z]{26})-([0-9a-f]{32})$/;

/** The addresses under one domain, by a key derived from central's key of tokens. */
export const createReturnAddresses = (
  { token }: Pick<CentralKeys, 'token'>,
  domain: string,
): ReturnAddresses => {
  const key = new Uint8Array(hkdfSync('sha256', token, '', 'lete-return/1', 32));
  const seal = (named: string): string =>
    createHmac('sha256', key).update(named).digest('hex').slice(0, HMAC_DIGITS);
  const host = domain.toLowerCase();
  return {
    of: ({ shopId, messageId }) => {
      const named = `${shopId}-${messageId.toLowerCase()}`;
      return `${named}-${seal(named)}@${host}`;
    },
    read: (address) => {
      const at = address.lastIndexOf('@');
      const folded = address.toLowerCase();
      const parts = LOCAL_PART.exec(folded.slice(0, at));
      if (at < 0 || folded.slice(at + 1) !== host || parts === null) return null;
      const [, shopId = '', id = '', hmac = ''] = parts;
      if (!timingSafeEqual(Buffer.from(hmac), Buffer.from(seal(`${shopId}-${id}`)))) return null;
      return { shopId, messageId: id.toUpperCase() };
    },
  };
};
