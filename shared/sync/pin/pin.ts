import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
// 32 MiB and some 60 ms: a PIN is short, so the growing delay between tries carries most of the weight.
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

/** A PIN as it is kept, by a terminal and in the owner's list alike. */
export interface PinRecord {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const stretch = (pin: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, SCRYPT, (error, hash) => (error ? reject(error) : resolve(hash)));
  });

/** Hashes a PIN with a fresh salt. */
export const hashPin = async (pin: string): Promise<PinRecord> => {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await stretch(pin, salt) };
};

export const matchesPin = async (pin: string, record: PinRecord): Promise<boolean> =>
  timingSafeEqual(await stretch(pin, record.salt), record.hash);

const DIGITS = /^\d{4,8}$/;

const isRun = (pin: string, step: number): boolean =>
  [...pin].every((digit, i) => i === 0 || Number(digit) === (Number(pin[i - 1]) + step + 10) % 10);

/** A PIN others would try first: one digit repeated, or digits in a row. */
export const isWeakPin = (pin: string): boolean =>
  !DIGITS.test(pin) || [0, 1, -1].some((step) => isRun(pin, step));
