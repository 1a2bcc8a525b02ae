import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** Native or script-running packages stay outside the bundles; everything else is bundled. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  'sharp',
  'heic-decode',
  'libheif-js',
  'exiftool-vendored',
  '@napi-rs/canvas',
];

const at = (path: string): string => resolve(import.meta.dirname, path);

/** One process of Node: one entry, one file. */
const node = (entry: string, outDir: string, fileName: string, format: 'es' | 'cjs' = 'es'): UserConfig => ({
  build: {
    target: 'node20',
    outDir: at(outDir),
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    ssr: true,
    rollupOptions: {
      input: at(entry),
      external: (id: string) =>
        isBuiltin(id) || EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { format, entryFileNames: fileName, codeSplitting: false },
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
      input: {
        setup: at('renderer/app/setup.html'),
        kiosk: at('renderer/app/kiosk.html'),
        counter: at('renderer/app/counter.html'),
      },
    },
  },
};

const modes: Readonly<Record<string, UserConfig>> = {
  main: node('electron/main/main.ts', 'dist/main', 'main.js'),
  preload: node('electron/preload/preload.ts', 'dist/preload', 'preload.cjs', 'cjs'),
  core: node('electron/core/process.ts', 'dist/core', 'process.js'),
  imaging: node('electron/imaging/process.ts', 'dist/imaging', 'process.js'),
  renderer,
};

export default defineConfig(({ mode }) => modes[mode] ?? renderer);
