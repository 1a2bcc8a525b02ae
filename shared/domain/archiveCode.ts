const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LETTERS = 20;
/** The largest multiple of the letters' count: bytes above it would make the first letters likelier. */
const FAIR = Math.floor(256 / LETTERS.length) * LETTERS.length;

/**
 * A code for an archive that can be read out: 20 letters and digits in groups of five, about 99 bits. `bytes` gives as
 * many random bytes as it is asked for.
 */
export const archiveCode = (bytes: (count: number) => Uint8Array): string => {
  let letters = '';
  while (letters.length < CODE_LETTERS)
    for (const byte of bytes(CODE_LETTERS)) if (byte < FAIR) letters += LETTERS.charAt(byte % LETTERS.length);
  return letters.slice(0, CODE_LETTERS).replace(/.{5}(?=.)/gu, '$&-');
};
