/** Domains a slip is corrected to, most likely first. */
const TARGETS = [
  'gmail.com',
  'inbox.lv',
  'icloud.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'apollo.lv',
  'tvnet.lv',
  'mail.ru',
  'yandex.ru',
  'bk.ru',
  'list.ru',
  'live.com',
  'proton.me',
  'inbox.eu',
];

/** Real domains that look like slips of a target. */
const NEIGHBOURS = ['mail.com', 'ymail.com', 'inbox.ru', 'me.com', 'ya.ru', 'one.lv', 'lu.lv'];

const FIXED: Readonly<Record<string, string>> = { 'gmail.lv': 'gmail.com', 'gmail.com.lv': 'gmail.com' };
const MAX_DISTANCE = 2;
const SHORTEST_TARGET = 7;

/**
 * The address the customer probably meant, or null. Only the domain is ever changed, and a known domain never.
 * `frequent`: domains the shop knows to be real, in lower case.
 */
export function emailHint(email: string, frequent: readonly string[] = []): string | null {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || domain === '') return null;
  const meant = meantDomain(domain, new Set([...TARGETS, ...NEIGHBOURS, ...frequent]));
  return meant === domain ? null : `${email.slice(0, at)}@${meant}`;
}

function meantDomain(domain: string, known: ReadonlySet<string>): string {
  if (known.has(domain)) return domain;
  const repaired = FIXED[domain] ?? domain.replace(/\.(?:con|cmo)$/, '.com');
  return known.has(repaired) ? repaired : (nearestTarget(repaired) ?? repaired);
}

function nearestTarget(domain: string): string | null {
  let best: string | null = null;
  let least = MAX_DISTANCE + 1;
  for (const target of TARGETS) {
    const distance = target.length < SHORTEST_TARGET ? least : editDistance(domain, target);
    if (distance < least) [best, least] = [target, distance];
  }
  return best;
}

/** Damerau–Levenshtein: insert, delete, replace, or swap two neighbours, one each. */
export function editDistance(a: string, b: string): number {
  const far = a.length + b.length;
  const rows = Array.from({ length: a.length + 2 }, () => Array.from({ length: b.length + 2 }, () => far));
  const at = (i: number, j: number) => rows[i]?.[j] ?? far;
  const put = (i: number, j: number, value: number) => rows[i]?.splice(j, 1, value);
  for (let i = 0; i <= a.length; i++) put(i + 1, 1, i);
  for (let j = 0; j <= b.length; j++) put(1, j + 1, j);

  const lastRow = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j++) {
      const row = lastRow.get(b.charAt(j - 1)) ?? 0;
      const swap = at(row, lastColumn) + (i - row - 1) + 1 + (j - lastColumn - 1);
      const same = a[i - 1] === b[j - 1];
      const replace = at(i, j) + (same ? 0 : 1);
      put(i + 1, j + 1, Math.min(replace, at(i + 1, j) + 1, at(i, j + 1) + 1, swap));
      if (same) lastColumn = j;
    }
    lastRow.set(a.charAt(i - 1), i);
  }
  return at(a.length + 1, b.length + 1);
}
