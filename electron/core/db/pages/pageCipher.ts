import { Buffer } from 'node:buffer';
import { createDecipheriv, hash, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

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

const IV_BYTES = 16;
const MAC_BYTES = 64;
const MAC_AT = PAGE_BYTES - MAC_BYTES;
const IV_AT = MAC_AT - IV_BYTES;
const SALT_MASK = 0x3a;
const MAC_ROUNDS = 2;
const KEY_BYTES = 32;
/** SHA-512 works on blocks of so many bytes; an HMAC pads its key to one. */
const HASH_BLOCK = 128;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** Decrypts the pages of one database without SQLite, many in one go. */
export interface PageCipher {
  /** Whether the HMAC proves a page. One that is proved waits to be decrypted. */
  readonly admit: (page: Uint8Array, pageNumber: number) => boolean;
  /** The plain content of the pages that wait, each behind zeros; none wait afterwards. */
  readonly decrypt: () => Uint8Array;
}

/** HMAC-SHA512 of a page's bytes and number. Two whole hashes cost a third of an Hmac object, which is made anew each time. */
const createMac = (key: Uint8Array) => {
  const inner = Buffer.alloc(HASH_BLOCK + PAGE_BYTES, INNER_PAD);
  const outer = Buffer.alloc(HASH_BLOCK + MAC_BYTES, OUTER_PAD);
  key.forEach((byte, at) => {
    inner[at] = byte ^ INNER_PAD;
    outer[at] = byte ^ OUTER_PAD;
  });
  return (bytes: Uint8Array, pageNumber: number): Uint8Array => {
    inner.set(bytes, HASH_BLOCK);
    const end = inner.writeUInt32LE(pageNumber, HASH_BLOCK + bytes.length);
    outer.set(hash('sha512', inner.subarray(0, end), 'buffer'), HASH_BLOCK);
    return hash('sha512', outer, 'buffer');
  };
};

/** `key` is the raw 32-byte database key, `salt` the first 16 bytes of page 1; at most `room` pages wait. */
export const createPageCipher = (key: Uint8Array, salt: Uint8Array, room: number): PageCipher => {
  const macSalt = Uint8Array.from(salt, (byte) => byte ^ SALT_MASK);
  const mac = createMac(pbkdf2Sync(key, macSalt, MAC_ROUNDS, KEY_BYTES, 'sha512'));
  // CBC adds to each block the one before it: behind its IV a page decrypts rightly, whatever stands before the IV.
  const waiting = Buffer.alloc(room * MAC_AT);
  let end = 0;
  /** Where the zeros before each page's content end. */
  let starts: number[] = [];
  return {
    admit: (page, pageNumber) => {
      const from = pageNumber === 1 ? SALT_BYTES : 0;
      if (!timingSafeEqual(mac(page.subarray(from, MAC_AT), pageNumber), page.subarray(MAC_AT))) return false;
      waiting.set(page.subarray(IV_AT, MAC_AT), end + from);
      waiting.set(page.subarray(from, IV_AT), end + from + IV_BYTES);
      starts.push(end + from + IV_BYTES);
      end += MAC_AT;
      return true;
    },
    decrypt: () => {
      const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(IV_BYTES)).setAutoPadding(false);
      const plain = cipher.update(waiting.subarray(0, end));
      for (const start of starts) plain.fill(0, start - (start % MAC_AT), start);
      starts = [];
      end = 0;
      return plain;
    },
  };
};
