import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useCodeCache } from './useCodeCache.ts';

const require = createRequire(import.meta.url);
const PROGRAM = `
const { basename } = require('node:path');
exports.name = basename(__filename);
exports.require = require;
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
});

afterEach(() => {
  delete require.extensions['.cjs'];
  rmSync(folder, { recursive: true });
});

const write = (name: string, cache: Buffer | null): string => {
  const file = join(folder, name);
  writeFileSync(file, PROGRAM);
  if (cache !== null) writeFileSync(`${file}.v8`, cache);
  return file;
};
const compiled = (): Buffer => new Script(Module.wrap(PROGRAM)).createCachedData();
const ofAnotherV8 = (): Buffer => {
  const cache = compiled();
  cache.writeUInt8(cache.readUInt8(4) ^ 0xff, 4);
  return cache;
};
const load = (file: string): { readonly name: string; readonly require: NodeJS.Require } =>
  require(file) as ReturnType<typeof load>;

describe('compiled programs beside the program', () => {
  it('are used, and the program runs as it stands, with its own folder to load from', () => {
    const state = useCodeCache();
    const program = load(write('used.cjs', compiled()));
    expect(program.name).toBe('used.cjs');
    expect(program.require('./used.cjs')).toBe(program);
    expect(state()).toBe('used');
  });

  it('are refused when another V8 made them: the program runs all the same', () => {
    const state = useCodeCache();
    load(write('used.cjs', compiled()));
    expect(load(write('refused.cjs', ofAnotherV8())).name).toBe('refused.cjs');
    load(write('usedToo.cjs', compiled()));
    expect(state()).toBe('refused');
  });

  it('may be absent', () => {
    const state = useCodeCache();
    expect(load(write('absent.cjs', null)).name).toBe('absent.cjs');
    expect(state()).toBe('absent');
  });
});
