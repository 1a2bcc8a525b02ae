import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from './events.ts';

/** Mapped into memory by SQLite, which no record shows; made anew at each opening. */
const NOT_MODELLED = /-shm$/;

/** Everything below a folder. */
export const readFolder = (folder: string): Content => {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    paths
      .filter((path) => !NOT_MODELLED.test(path))
      .map((path) => {
        const full = join(folder, path);
        return [path, statSync(full).isDirectory() ? null : readFileSync(full)] as const;
      }),
  );
};

/** Makes the folder hold exactly this. */
export const writeFolder = (folder: string, content: Content): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const paths = [...content.keys()].filter((path) => !NOT_MODELLED.test(path)).sort();
  for (const path of paths) {
    const bytes = content.get(path) ?? null;
    if (bytes === null) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 });
    else writeFileSync(join(folder, path), bytes, { mode: 0o600 });
  }
};

/** Paths that are in one only, or hold other bytes. */
export const differences = (some: Content, others: Content): readonly string[] => {
  const paths = new Set([...some.keys(), ...others.keys()].filter((path) => !NOT_MODELLED.test(path)));
  return [...paths].filter((path) => {
    const [a, b] = [some.get(path), others.get(path)];
    return a && b ? !a.equals(b) : a !== b;
  });
};
