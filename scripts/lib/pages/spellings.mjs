const FRAGMENT = 8;
const SHORTEST = 6;

/**
 * Every way in which a text may lie on a disk, as bytes: whole and in fragments of eight characters (a value may be
 * split over pages), in three cases and without diacritics, composed and decomposed, as UTF-8, UTF-16LE, Latin-1,
 * percent-encoded, `\u` escapes and Base64 at each of its three offsets.
 * @param {string} value
 * @returns {Buffer[]}
 */
export function spellingsOf(value) {
  const found = new Map();
  const add = (bytes) => {
    if (bytes.length >= SHORTEST) found.set(bytes.toString('latin1'), bytes);
  };
  for (const text of formsOf(value)) for (const bytes of encodingsOf(text)) add(bytes);
  return [...found.values()];
}

/** Phone numbers are also written with spaces and prefixes. */
export function phoneSpellings(national) {
  const [a, b, c] = [national.slice(0, 2), national.slice(2, 5), national.slice(5)];
  return [national, `${a} ${b} ${c}`, `+371${national}`, `00371${national}`, `+371 ${a} ${b} ${c}`];
}

function formsOf(value) {
  const cases = new Set();
  for (const text of [value, value.toLowerCase(), value.toUpperCase(), withoutMarks(value)]) {
    cases.add(text);
    cases.add(withoutMarks(text).toLowerCase());
  }
  const forms = new Set();
  for (const text of cases) {
    for (const form of ['NFC', 'NFD']) for (const part of partsOf(text.normalize(form))) forms.add(part);
  }
  return forms;
}

function partsOf(text) {
  const parts = [text];
  for (let at = 0; at + FRAGMENT <= text.length; at += 1) parts.push(text.slice(at, at + FRAGMENT));
  return parts;
}

function withoutMarks(text) {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function encodingsOf(text) {
  const utf8 = Buffer.from(text, 'utf8');
  const encodings = [utf8, Buffer.from(text, 'utf16le'), ...base64Of(utf8)];
  if (/^[\u0000-\u00ff]*$/.test(text)) encodings.push(Buffer.from(text, 'latin1'));
  const percent = [...utf8]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : percentOf(byte)))
    .join('');
  encodings.push(Buffer.from(percent), Buffer.from(percent.toLowerCase()));
  encodings.push(Buffer.from(encodeURIComponent(wellFormed(text))));
  const escaped = text.replaceAll(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  encodings.push(Buffer.from(escaped));
  return encodings;
}

function percentOf(byte) {
  return `%${byte.toString(16).toUpperCase()}`;
}

function wellFormed(text) {
  return text.toWellFormed();
}

/** What stands in Base64 wherever the text begins in its group of three bytes, without the letters its neighbours colour. */
function base64Of(bytes) {
  return [0, 1, 2].map((offset) => {
    const letters = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return Buffer.from(letters.slice(first, whole), 'latin1');
  });
}
