import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** One value of a person to look for. */
export interface SearchValue {
  readonly kind: 'name' | 'email' | 'phone' | 'address' | 'file-name' | 'note';
  readonly text: string;
}

/** One way in which a value may lie on a disk. */
export interface Pattern {
  readonly kind: SearchValue['kind'];
  readonly bytes: Buffer;
}

const FRAGMENT_CHARS = 8;
/** What is shorter turns up by chance in random bytes. */
const SHORTEST_BYTES = 6;
const HASHES = ['md5', 'sha1', 'sha256'] as const;

const withoutMarks = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The ways in which a Latvian number is written; only itself for any other. */
const phoneForms = (e164: string): readonly string[] => {
  const national = /^\+371(\d{8})$/.exec(e164)?.[1];
  if (national === undefined) return [e164, e164.slice(1), `00${e164.slice(1)}`];
  const spaced = `${national.slice(0, 2)} ${national.slice(2, 5)} ${national.slice(5)}`;
  return [e164, national, spaced, `00371${national}`, `+371 ${national}`, `+371 ${spaced}`, `371${national}`];
};

/** Parts of eight characters, because a value may be split over pages. Half of one of an e-mail is before its `@`. */
const fragmentsOf = (text: string): readonly string[] => {
  const end = text.includes('@') ? text.indexOf('@') - FRAGMENT_CHARS / 2 + 1 : text.length;
  const parts: string[] = [];
  for (let at = 0; at < end && at + FRAGMENT_CHARS <= text.length; at += 1)
    parts.push(text.slice(at, at + FRAGMENT_CHARS));
  return parts;
};

/** Cases, with and without diacritics, composed and decomposed. */
const formsOf = (text: string): ReadonlySet<string> => {
  const plain = withoutMarks(text);
  const cases = [text, plain].flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]);
  return new Set(cases.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]));
};

/** What stands in Base64 at each place in a group of three bytes, without the letters the neighbours colour. */
const base64Of = (bytes: Buffer): readonly Buffer[] =>
  [0, 1, 2].map((offset) => {
    const letters = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = offset === 0 ? 0 : offset + 1;
    return Buffer.from(letters.slice(first, Math.floor(((offset + bytes.length) * 8) / 6)), 'latin1');
  });

const hexOf = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const percentOf = (text: string): readonly string[] => {
  const bytes = [...Buffer.from(text)];
  const beyondAscii = bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : hexOf(byte))).join('');
  const component = encodeURIComponent(text.toWellFormed());
  const form = component.replaceAll('%20', '+');
  const lower = (encoded: string): string => encoded.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
  return [beyondAscii, component, form].flatMap((encoded) => [encoded, lower(encoded)]);
};

const escapesOf = (text: string): readonly string[] => {
  const spelled = (digits: (hex: string) => string): string =>
    text.replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`,
    );
  return [spelled((hex) => hex), spelled((hex) => hex.toUpperCase())];
};

const encodingsOf = (text: string): readonly Buffer[] => {
  const utf8 = Buffer.from(text);
  const latin1 = /^[\u0000-\u00ff]*$/.test(text) ? [Buffer.from(text, 'latin1')] : [];
  const spelled = [...percentOf(text), ...escapesOf(text)].map((encoded) => Buffer.from(encoded));
  return [utf8, Buffer.from(text, 'utf16le'), ...latin1, ...base64Of(utf8), ...spelled];
};

/** Digests without a key: as bytes, and as hex in both cases. */
const digestsOf = (text: string): readonly Buffer[] =>
  HASHES.flatMap((hash) => {
    const digest = createHash(hash).update(text).digest();
    const hex = digest.toString('hex');
    return [digest, Buffer.from(hex), Buffer.from(hex.toUpperCase())];
  });

/** Numbers are not cut: their parts belong to half the country. A file name or a note is looked for as a whole. */
const CUT: readonly SearchValue['kind'][] = ['name', 'email', 'address'];

const patternsOf = ({ kind, text }: SearchValue): readonly Buffer[] => {
  const values = kind === 'phone' ? phoneForms(text) : [...formsOf(text)];
  const parts = new Set(
    values.flatMap((value) => [value, ...(CUT.includes(kind) ? fragmentsOf(value) : [])]),
  );
  const digests = [...new Set([text, text.toLowerCase(), ...(kind === 'phone' ? values : [])])];
  return [...[...parts].flatMap(encodingsOf), ...digests.flatMap(digestsOf)];
};

/**
 * Every way in which a person's values may lie on a disk (privacy specification 6, E3). Values of fewer than six bytes
 * are not looked for by themselves.
 */
export const spellingsOf = (values: readonly SearchValue[]): readonly Pattern[] => {
  const found = new Map<string, Pattern>();
  for (const value of values)
    for (const bytes of patternsOf(value)) {
      const key = bytes.toString('latin1');
      if (bytes.length >= SHORTEST_BYTES && !found.has(key)) found.set(key, { kind: value.kind, bytes });
    }
  return [...found.values()];
};
