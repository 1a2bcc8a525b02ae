import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, productFolders, root, type Source, sources } from './lib/sources.ts';

const FILE_LINES = 300;
/** A test file is a list of cases; it is read by its titles. */
const TEST_FILE_LINES = 500;
const FUNCTION_LINES = 40;
const COMPONENT_LINES = 80;
/** A factory of closures is our class: each function in it is measured, and the whole may be as long as three. */
const FACTORY_LINES = 120;

/** Soft limits may be passed with a reason. An entry that is no longer needed fails the test. */
const longFiles: Readonly<Record<string, string>> = {
  'electron/core/db/migrations/0010-initial.ts':
    'a migration is history: one file, never split once released',
  'renderer/ui/tokens.css': 'one table of values; split it would hide that a mode lacks a token',
};
const longFunctions: Readonly<Record<string, string>> = {};

interface Finding {
  readonly filename: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

function tooLong(files: readonly Source[]): readonly string[] {
  return files
    .filter(
      ({ path, text }) => text.trimEnd().split('\n').length > (isTest(path) ? TEST_FILE_LINES : FILE_LINES),
    )
    .map(({ path }) => path);
}

/** Functions over the limit as `path: name`, by oxlint's own measure (blank lines and comments do not count). */
function longFunctionsIn(cwd: string, targets: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lete-size-'));
  const rule = (max: number) => ({
    'eslint/max-lines-per-function': ['error', { max, skipComments: true, skipBlankLines: true }],
  });
  const config = {
    plugins: [],
    categories: { correctness: 'off' },
    rules: rule(FUNCTION_LINES),
    overrides: [{ files: ['**/*.tsx'], rules: rule(COMPONENT_LINES) }],
  };
  writeFileSync(join(folder, 'size.json'), JSON.stringify(config));
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '-c', join(folder, 'size.json'), '--format=json', ...targets];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout; // findings end in exit code 1
  }
  rmSync(folder, { recursive: true });
  const found = (JSON.parse(output) as { diagnostics: readonly Finding[] }).diagnostics;
  return found
    .filter(({ filename }) => !isTest(filename))
    .map(({ filename, labels, message }) => {
      const line =
        readFileSync(join(cwd, filename), 'utf8').split('\n')[(labels[0]?.span.line ?? 1) - 1] ?? '';
      const name = /(?:function\*?|const)\s+(\w+)/.exec(line)?.[1] ?? line.trim();
      return { filename, name, lines: Number(/\((\d+)\)/.exec(message)?.[1]) };
    })
    .filter(({ name, lines }) => !(/^create[A-Z]/.test(name) && lines <= FACTORY_LINES))
    .map(({ filename, name }) => `${filename}: ${name}`);
}

describe('size', () => {
  it(`no file is longer than ${FILE_LINES} lines`, () => {
    const planted = { path: 'a.ts', text: 'x\n'.repeat(FILE_LINES + 1) };
    const fitting = ['b.ts', 'c.test.ts'].map((path) => ({ path, text: 'x\n'.repeat(FILE_LINES) }));
    expect(tooLong([planted, ...fitting])).toEqual(['a.ts']);
    const all = sources([...productFolders, 'tests', 'scripts'], /\.(ts|tsx|mjs|css)$/);
    expect(tooLong(all).toSorted()).toEqual(Object.keys(longFiles).toSorted());
  });

  it('sees a function that is too long', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-size-planted-'));
    const body = (lines: number) => `{\n${'  call();\n'.repeat(lines)}}\n`;
    writeFileSync(
      join(folder, 'a.ts'),
      `export function big() ${body(FUNCTION_LINES)}function ok() ${body(30)}`,
    );
    writeFileSync(
      join(folder, 'b.tsx'),
      `export function Ok() ${body(70)}export const Big = () => ${body(90)}`,
    );
    writeFileSync(join(folder, 'c.ts'), `function createOk() ${body(110)}function createBig() ${body(130)}`);
    expect(longFunctionsIn(folder, ['.']).toSorted()).toEqual(['a.ts: big', 'b.tsx: Big', 'c.ts: createBig']);
    rmSync(folder, { recursive: true });
  });

  it(`no function is longer than ${FUNCTION_LINES} lines, no component longer than ${COMPONENT_LINES}`, () => {
    const folders = productFolders.filter((folder) =>
      sources([folder], /\.tsx?$/).some(({ path }) => !isTest(path)),
    );
    expect(longFunctionsIn(root, folders).toSorted()).toEqual(Object.keys(longFunctions).toSorted());
  });
});
