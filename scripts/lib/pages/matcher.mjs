import { spellingsOf } from './spellings.mjs';

const TABLE = 1 << 20;

/**
 * Looks for many texts at once in bytes.
 * @param {Readonly<Record<string, readonly string[]>>} values Texts by the name under which a find is told.
 */
export function createMatcher(values) {
  const table = new Map();
  const seen = new Uint8Array(TABLE);
  for (const [name, texts] of Object.entries(values)) {
    for (const bytes of texts.flatMap((text) => spellingsOf(text))) {
      const place = placeOf(bytes[0], bytes[1], bytes[2]);
      seen[place] = 1;
      const others = table.get(place) ?? [];
      others.push({ name, bytes });
      table.set(place, others);
    }
  }
  /** @param {Uint8Array} haystack @returns {Map<string, number>} How often each value was found. */
  return (haystack) => {
    const found = new Map();
    const end = haystack.length - 2;
    for (let at = 0; at < end; at += 1) {
      const place = placeOf(haystack[at], haystack[at + 1], haystack[at + 2]);
      if (seen[place] === 0) continue;
      for (const { name, bytes } of table.get(place)) {
        if (startsWith(haystack, at, bytes)) found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
    return found;
  };
}

function placeOf(a, b, c) {
  return (a | (b << 8) | ((c & 0x0f) << 16)) & (TABLE - 1);
}

function startsWith(haystack, at, bytes) {
  if (at + bytes.length > haystack.length) return false;
  for (let i = 0; i < bytes.length; i += 1) if (haystack[at + i] !== bytes[i]) return false;
  return true;
}
