import { describe, expect, it } from 'vitest';
import { FILE_CLASSES } from '../../shared/privacy/dataMap.ts';
import { productSources, type Source } from './lib/sources.ts';

const IMPORT =
  /import\s+(type\s+)?([^;]*?)\s+from\s+'(?:(?:node:)?fs(?:\/promises)?|[./]+[^']*durable\.ts)'/g;
const OTHER_WAYS = /import\(\s*'(?:node:)?fs|require\(\s*'(?:node:)?fs|\*\s+as\s+\w+\s+from\s+'(?:node:)?fs/;
const WRITING =
  /\b(open|appendFile|chmod|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|write|writeFile|writeFileDurably|writev)(Sync)?\b/;

/** They open files to read them: media of customers, what imaging decodes, and the bytes a proof searches. */
const READERS = [
  'electron/core/db/pages/readPages.ts',
  'electron/core/features/erasure/scan/searchFiles.ts',
  'electron/core/features/media/openMedium.ts',
  'electron/core/features/sync/files/sealedFile.ts',
  'electron/imaging/source.ts',
];
/** They only take files away, by name or by rule. */
const REMOVERS = [
  'electron/core/features/accessPackage/accessPackage.feature.ts',
  'electron/core/features/erasure/rules/fileRules.ts',
  'electron/core/features/retention/works/files.ts',
  'electron/core/features/retention/works/papers.ts',
];

const named = (clause: string): readonly string[] =>
  (/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));

/** Whether a module imports anything that can change files. */
const writes = ({ text }: Source): boolean =>
  OTHER_WAYS.test(text) ||
  [...text.matchAll(IMPORT)].some(
    ([, type, clause]) => type === undefined && named(clause ?? '').some((name) => WRITING.test(name)),
  );

const writers = (files: readonly Source[]): readonly string[] =>
  files
    .filter(({ path }) => /^(electron|shared)\//.test(path))
    .filter(writes)
    .map(({ path }) => path)
    .toSorted();

describe('[D3, PRV-1] only declared modules write files', () => {
  it('and each of them is named by the class of files it writes', () => {
    const declared = new Set(FILE_CLASSES.flatMap((entry) => entry.writers));
    expect(writers(productSources()).filter((path) => !READERS.includes(path))).toEqual(
      [...declared, ...REMOVERS].toSorted(),
    );
  });

  it.each([
    ["import { writeFile } from 'node:fs/promises';", true],
    ["import { existsSync, rmSync } from 'node:fs';", true],
    ["import { type FileHandle, open } from 'node:fs/promises';", true],
    ["import * as fs from 'node:fs';", true],
    ["const fs = await import('node:fs');", true],
    ["import type { writeFile } from 'node:fs/promises';", false],
    ["import { readFile, stat } from 'node:fs/promises';", false],
  ])('%s is seen as it is', (text, expected) => {
    expect(writers([{ path: 'electron/core/features/one/a.ts', text }]).length > 0).toBe(expected);
  });
});
