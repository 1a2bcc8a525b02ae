import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** `used`: compiled at build time. `refused`: made by another V8, so compiled anew. `absent`: none lies beside the program. */
export type CodeCacheState = 'used' | 'refused' | 'absent';

const cacheOf = (file: string): Buffer | undefined => {
  try {
    return readFileSync(`${file}.v8`);
  } catch {
    return undefined;
  }
};

/**
 * From here on this process takes its own `.cjs` files as V8 compiled them at build time (`scripts/lib/codeCache.mjs`),
 * which saves a start an eighth of its work (ADR 0025). The caches are part of the program: the app never writes one.
 * Answers how far it came until now.
 */
export const useCodeCache = (): (() => CodeCacheState) => {
  let state: CodeCacheState = 'absent';
  const { extensions } = createRequire(import.meta.url);
  extensions['.cjs'] = (module, file) => {
    const cachedData = cacheOf(file);
    const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
      filename: file,
      cachedData,
    });
    if (script.cachedDataRejected === true) state = 'refused';
    else if (cachedData !== undefined && state === 'absent') state = 'used';
    script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  };
  return () => state;
};
