import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
export const productFolders = ['electron', 'renderer', 'shared', 'central'] as const;

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file below the given folders whose path (with `/`) matches, with its text. */
export function sources(folders: readonly string[], matching: RegExp): readonly Source[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => matching.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);

/** Product sources in TypeScript, without the tests that stand beside them. */
export function productSources(): readonly Source[] {
  return sources(productFolders, /\.tsx?$/).filter(({ path }) => !isTest(path));
}

/** Blanks comments, so that prose about a rule does not break the rule; strings stay as they are. */
export function withoutComments(text: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replaceAll(token, (part) => (part.startsWith('/') ? part.replaceAll(/[^\n]/g, ' ') : part));
}
