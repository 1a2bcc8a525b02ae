import { Buffer } from 'node:buffer';
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

/*
 * How a page lies on disk: SQLCipher 4 with a raw 256-bit key.
 *
 *   AES-256-CBC ciphertext (4016 bytes; in page 1 the first 16 are the salt, in the clear) | IV (16) | HMAC-SHA512 (64)
 *
 * The HMAC covers ciphertext, IV and the page number (u32 LE). Its key comes from the database key by two rounds of
 * PBKDF2-HMAC-SHA512 over the salt with each byte XORed with 0x3a.
 */

export const PAGE_BYTES = 4096;
export const SALT_BYTES = 16;
/** Plain bytes of a page; those of page 1 begin with 16 zero bytes in place of the salt. */
export const CONTENT_BYTES = PAGE_BYTES - 80;

const IV_BYTES = 16;
const MAC_BYTES = 64;
const MAC_AT = PAGE_BYTES - MAC_BYTES;
const SALT_MASK = 0x3a;
const MAC_ROUNDS = 2;
const KEY_BYTES = 32;

/** Decrypts the pages of one database without SQLite. */
export interface PageCipher {
  /**
   * Puts the plain content of a page into `target` at `at`; false when the HMAC does not prove the page, which leaves
   * the target as it was.
   */
  readonly open: (page: Uint8Array, pageNumber: number, target: Uint8Array, at: number) => boolean;
}

/** `key` is the raw 32-byte database key, `salt` the first 16 bytes of page 1. */
export const createPageCipher = (key: Uint8Array, salt: Uint8Array): PageCipher => {
  const macSalt = Uint8Array.from(salt, (byte) => byte ^ SALT_MASK);
  const macKey = pbkdf2Sync(key, macSalt, MAC_ROUNDS, KEY_BYTES, 'sha512');
  const place = Buffer.alloc(4);
  return {
    open: (page, pageNumber, target, at) => {
      const from = pageNumber === 1 ? SALT_BYTES : 0;
      place.writeUInt32LE(pageNumber);
      const mac = createHmac('sha512', macKey).update(page.subarray(from, MAC_AT)).update(place).digest();
      if (!timingSafeEqual(mac, page.subarray(MAC_AT))) return false;
      const iv = page.subarray(CONTENT_BYTES, CONTENT_BYTES + IV_BYTES);
      const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
      target.fill(0, at, at + from);
      target.set(cipher.update(page.subarray(from, CONTENT_BYTES)), at + from);
      return true;
    },
  };
};
