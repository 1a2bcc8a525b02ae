import { demoKey } from '../../../scripts/crash/books.mjs';
import { createMatcher } from '../../../scripts/lib/pages/matcher.mjs';
import { scan } from '../../../scripts/lib/pages/scan.mjs';

/** In which store each value is found: the first folders of its path, a generated name left out. */
export interface Traces {
  readonly found: readonly string[];
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
  const found = new Set(hits.map(({ where, name }) => `${name} in ${storeOf(where)}`));
  return { found: [...found].toSorted(), blind };
}
