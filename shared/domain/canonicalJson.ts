/** A value that has no one canonical text: the message names the kind, never the value. */
export class NotCanonicalError extends Error {
  constructor(kind: string) {
    super(`not canonical: ${kind}`);
    this.name = 'NotCanonicalError';
  }
}

/**
 * The one text of a value by RFC 8785, over which hashes and signatures are made. Numbers are safe integers only: what
 * Lete signs counts, and integers need none of the RFC's number formatting.
 * @throws NotCanonicalError on fractions, undefined, functions, lone surrogates and objects that are not plain
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return integer(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return object(value);
  throw new NotCanonicalError(typeof value);
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new NotCanonicalError('lone surrogate');
  return JSON.stringify(value);
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new NotCanonicalError('number');
  return JSON.stringify(value);
}

function object(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotCanonicalError('object');
  // Names are ordered by UTF-16 code units (RFC 8785, 3.2.3), which is how JavaScript compares strings.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${text(name)}:${canonicalJson(inner)}`).join(',')}}`;
}
