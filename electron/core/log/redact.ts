const SECRET_KEYS = /name|email|phone|address|pin|pass|key|token|code$|path|file|text|note|contact/i;
/** Fields that match the pattern above but hold closed codes. */
const ALLOWED_KEYS = new Set(['code', 'errorCode', 'errorName']);
const PATTERNS: readonly RegExp[] = [
  /[^\s@"']+@[^\s@"']+\.[^\s@"']+/g,
  /\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}\b/g,
  /\+?\d[\d ()-]{6,}\d/g,
  /(?:[A-Za-z]:)?[\\/](?:[^\s\\/:"']+[\\/])+[^\s\\/:"']*/g,
];
/** What this program drew itself and showed to somebody: it has to be found as it was shown, also where it is all digits. */
const REFERENCE = /^[0-9a-f]{4,8}$/;
const TAIL = 2;

const mask = (text: string): string => `[…${text.slice(-TAIL)}]`;

const redactText = (text: string): string =>
  PATTERNS.reduce((out, pattern) => out.replace(pattern, mask), text);

const MAX_DEPTH = 8;

/**
 * The second belt: whatever reaches the sink loses what looks like a person, by key and by pattern.
 * Total: it never throws and always ends. Numbers and booleans pass; a short tail stays for correlation.
 */
export const redact = (value: unknown, key = '', depth = 0): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string' && key === 'ref' && REFERENCE.test(value)) return value;
  if (typeof value === 'string')
    return SECRET_KEYS.test(key) && !ALLOWED_KEYS.has(key) ? mask(value) : redactText(value);
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((inner) => redact(inner, key, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redact(inner, name, depth + 1)]),
  );
};
