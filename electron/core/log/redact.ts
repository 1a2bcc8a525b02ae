const SECRET_KEYS = /name|email|phone|address|pin|pass|key|token|code$|path|file|text|note|contact/i;
/** Fields that match the pattern above but hold closed codes. */
const ALLOWED_KEYS = new Set(['code', 'errorCode', 'errorName']);
const PATTERNS: readonly RegExp[] = [
  /[^\s@"']+@[^\s@"']+\.[^\s@"']+/g,
  /\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}\b/g,
  /\+?\d[\d ()-]{6,}\d/g,
  /(?:[A-Za-z]:)?[\\/](?:[^\s\\/:"']+[\\/])+[^\s\\/:"']*/g,
];
const TAIL = 2;

const mask = (text: string): string => `[…${text.slice(-TAIL)}]`;

const redactText = (text: string): string =>
  PATTERNS.reduce((out, pattern) => out.replace(pattern, mask), text);

/**
 * The second belt: whatever reaches the sink loses what looks like a person, by key and by pattern.
 * Total: it never throws. Numbers and booleans pass; a short tail stays for correlation.
 */
export const redact = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string')
    return SECRET_KEYS.test(key) && !ALLOWED_KEYS.has(key) ? mask(value) : redactText(value);
  if (Array.isArray(value)) return value.map((inner) => redact(inner, key));
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>);
    return Object.fromEntries(entries.map(([name, inner]) => [name, redact(inner, name)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
};
