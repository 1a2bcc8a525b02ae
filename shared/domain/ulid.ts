const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MAX_TIME = 2 ** 48 - 1;
const RANDOM_BYTES = 10;

export const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Builds a ULID from UTC milliseconds and at least 10 random bytes; throws RangeError on anything else. */
export function ulid(nowMs: number, randomBytes: Uint8Array): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs > MAX_TIME)
    throw new RangeError('ulid: time out of range');
  if (randomBytes.length < RANDOM_BYTES) throw new RangeError('ulid: needs 10 random bytes');
  let random = 0n;
  for (const byte of randomBytes.subarray(0, RANDOM_BYTES)) random = random * 256n + BigInt(byte);
  return base32(BigInt(nowMs), 10) + base32(random, 16);
}

/** UTC milliseconds at which a ULID was made; NaN for anything else. */
export function ulidTime(id: string): number {
  if (!ULID.test(id)) return Number.NaN;
  return Array.from(id.slice(0, 10)).reduce((time, letter) => time * 32 + CROCKFORD.indexOf(letter), 0);
}

function base32(value: bigint, length: number): string {
  let rest = value;
  let out = '';
  for (let i = 0; i < length; i++) {
    out = CROCKFORD.charAt(Number(rest % 32n)) + out;
    rest /= 32n;
  }
  return out;
}
