import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** Native or script-running packages stay outside the bundles; everything else is bundled. */
const EXTERNAL = ['electron', 'better-sqlite3', 'sharp', 'libheif-js', '@napi-rs/canvas'];

const at = (path: string): string => resolve(import.meta.dirname, path);

/** A file of its own, so that the build can put in its place what writes the caches. */
const CODE_CACHE = 'electron/codeCache/useCodeCache.ts';

/**
 * One process of Node: its entry, and those of its threads, each as a file of its own. CommonJS: what loads modules asks
 * the disk file by file and in turns, which costs a start of core 25 ms of the processor.
 */
const node = (entries: Readonly<Record<string, string>>, outDir: string): UserConfig => ({
  build: {
    target: 'node20',
    outDir: at(outDir),
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    ssr: true,
    rollupOptions: {
      input: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, at(entry)])),
      external: (id: string) =>
        isBuiltin(id) || EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`)),
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name].cjs',
        // What runs from V8's code cache cannot import (ADR 0025).
        dynamicImportInCjs: false,
      },
    },
  },
  ssr: { noExternal: true, external: EXTERNAL },
});

const renderer: UserConfig = {
  root: at('renderer/app'),
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    // The content security policy refuses data: addresses.
    assetsInlineLimit: 0,
    rollupOptions: {
      // A page then loads what it uses of a folder's index, not all of it.
      treeshake: {
        moduleSideEffects: (id) => !/\/(renderer\/(ui|features|i18n)|shared)\/.*\.tsx?$/.test(id),
      },
      input: {
        setup: at('renderer/app/setup.html'),
        kiosk: at('renderer/app/kiosk.html'),
        counter: at('renderer/app/counter.html'),
      },
    },
  },
};

const modes: Readonly<Record<string, UserConfig>> = {
  main: node({ entry: 'electron/main/entry.ts', codeCache: CODE_CACHE }, 'dist/main'),
  preload: node({ preload: 'electron/preload/preload.ts' }, 'dist/preload'),
  core: node(
    {
      entry: 'electron/core/entry.ts',
      codeCache: CODE_CACHE,
      storingThread: 'electron/core/files/storingThread.ts',
      asideThread: 'electron/core/db/aside/asideThread.ts',
      scanThread: 'electron/core/features/erasure/scan/scanThread.ts',
    },
    'dist/core',
  ),
  imaging: node({ process: 'electron/imaging/process.ts' }, 'dist/imaging'),
  renderer,
};

export default defineConfig(({ mode }) => modes[mode] ?? renderer);
