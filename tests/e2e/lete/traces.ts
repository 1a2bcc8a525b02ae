import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoKey } from '../../../scripts/crash/books.mjs';
import { createMatcher } from '../../../scripts/lib/pages/matcher.mjs';
import { scan } from '../../../scripts/lib/pages/scan.mjs';

/** In which store each value is found: the first folders of its path, a generated name left out. */
export interface Traces {
  readonly found: readonly string[];
  /** Values that only backups from before the newest still hold. */
  readonly inOlderBackups: readonly string[];
  /** What could not be looked into. */
  readonly blind: readonly string[];
}

const storeOf = (where: string): string =>
  where
    .replace(/ \(.*$/, '')
    .split('/')
    .slice(0, 2)
    .join('/');

/**
 * Backups but the newest. An erasure leaves them as they are: its certificate names each with its end, and a restore
 * erases again before anybody works (L3, E10). The daily one may come at any minute in which no customer is there.
 */
const olderBackupsIn = (data: string): readonly string[] => {
  const folder = join(data, 'backups');
  if (!existsSync(folder)) return [];
  // Their names are their times.
  const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  return names.toSorted().slice(0, -1);
};

/**
 * Looks for texts in every file of a demo terminal that is closed, decrypted pages and originals included, by a
 * reader that shares nothing with Lete's own.
 */
export async function findTraces(
  folders: Readonly<{ data: string }> & Readonly<Record<string, string>>,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<Traces> {
  const key = await demoKey(folders.data);
  const { hits, blind } = await scan({
    folders,
    matcher: createMatcher(values),
    key,
    dataFolder: folders.data,
  });
  const older = olderBackupsIn(folders.data);
  const isOlder = (where: string): boolean => older.some((name) => where.startsWith(`data/backups/${name}`));
  const linesOf = (some: typeof hits): readonly string[] =>
    [...new Set(some.map(({ where, name }) => `${name} in ${storeOf(where)}`))].toSorted();
  return {
    found: linesOf(hits.filter(({ where }) => !isOlder(where))),
    inOlderBackups: linesOf(hits.filter(({ where }) => isOlder(where))),
    blind,
  };
}
