import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordCodeCache } from './codeCache.mjs';
import { longStep } from './output.mjs';
import { repoRoot } from './paths.mjs';
import { runOrThrow } from './run.mjs';
import { readRuntime } from './runtime.mjs';

const MODES = ['main', 'preload', 'core', 'imaging', 'renderer'];
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'scripts/lib/codeCache.mjs',
  'scripts/lib/codeCacheRecorder.cjs',
];
const stampFile = join(repoRoot, 'dist', '.stamp');

/** Builds all five bundles into `dist/` when a source has changed since the last build. */
export async function buildApp() {
  const stamp = await stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await longStep('Building Lete', async () => {
    // Without a stamp, a build that breaks off is not taken for a whole one.
    await rm(stampFile, { force: true });
    await Promise.all(MODES.map(buildMode));
    await recordCodeCache();
    await mkdir(join(repoRoot, 'dist'), { recursive: true });
    await writeFile(stampFile, stamp);
  });
}

function buildMode(mode) {
  const vite = join(repoRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  return runOrThrow(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
    cwd: repoRoot,
  });
}

async function stampOfSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) await addTo(hash, source);
  // V8's code cache is for one version only.
  hash.update(readRuntime().electronVersion ?? '');
  return hash.digest('hex');
}

async function addTo(hash, path) {
  const file = join(repoRoot, path);
  const entries = await readdir(file, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    hash.update(`${path}\0`).update(existsSync(file) ? readFileSync(file) : '');
    return;
  }
  const names = entries.map((entry) => entry.name).filter((name) => !/\.test\.tsx?$/.test(name));
  for (const name of names.sort()) await addTo(hash, `${path}/${name}`);
}
