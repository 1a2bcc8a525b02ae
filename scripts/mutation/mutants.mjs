import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { AREAS } from './areas/index.mjs';
import { guards } from './mutators.mjs';

const SOURCES = ['electron', 'shared'];
const IS_TEST = /\.(test|spec)\.ts$/;

const sourcesIn = (root) =>
  SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !IS_TEST.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  ).sort();

/** The mutants of one file; two mutators that come to the same text made one. */
function mutantsOf(file, text, mutators) {
  const found = new Map();
  for (const mutator of mutators)
    for (const mutant of mutator(text))
      if (mutant.text !== text && !found.has(mutant.text)) found.set(mutant.text, { file, ...mutant });
  return [...found.values()].sort((a, b) => a.line - b.line);
}

/**
 * Every mutant of the named areas, in the sources at `root`. @throws where a table of an area finds nothing: it would go
 * on taking nothing away from code that has moved.
 */
export function findMutants(root, names) {
  const files = sourcesIn(root);
  return AREAS.filter(({ name }) => names.includes(name)).flatMap(({ name, files: rules, stages }) => {
    const byFile = new Map();
    for (const [pattern, mutators] of rules) {
      const meant = files.filter((file) => pattern.test(file));
      if (meant.length === 0) throw new Error(`${name}: no file like ${pattern}`);
      for (const file of meant) byFile.set(file, [...(byFile.get(file) ?? []), ...mutators]);
      const finds = (mutator) =>
        meant.some((file) => mutator(readFileSync(join(root, file), 'utf8')).length > 0);
      // The guards are looked for everywhere; what a table names must be there.
      const idle = mutators.findIndex(
        (mutator) => !finds(mutator) && (mutator !== guards || mutators.length === 1),
      );
      if (idle >= 0) throw new Error(`${name}: mutator ${idle + 1} of ${pattern} finds nothing`);
    }
    return [...byFile].flatMap(([file, mutators]) =>
      mutantsOf(file, readFileSync(join(root, file), 'utf8'), mutators).map((mutant) => ({
        area: name,
        stages,
        ...mutant,
      })),
    );
  });
}

/** A pseudo-random order that a seed repeats (mulberry32). */
export function sampled(all, size, seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const drawn = all.map((item, at) => ({ item, at, by: random() })).sort((a, b) => a.by - b.by);
  return drawn
    .slice(0, size)
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
