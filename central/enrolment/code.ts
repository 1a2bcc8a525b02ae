import { sha256 } from '../keys/sha256.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 26;

/** How long a code may be used, in ms. */
export const CODE_LIFE_MS = 10 * 60_000;

/** 128 random bits as somebody types them: 26 letters of Crockford's base 32, which has no I, L, O, U. */
export const codeOf = (random: Uint8Array): string => {
  let rest = 0n;
  for (const byte of random) rest = rest * 256n + BigInt(byte);
  let code = '';
  for (let i = 0; i < LETTERS; i += 1) {
    code = CROCKFORD.charAt(Number(rest % 32n)) + code;
    rest /= 32n;
  }
  return code;
};

/** What is stored of a code. It is random enough to need no salt. */
export const codeHash = (code: string): string => sha256(`lete-enrolment/1 ${code}`);
