import { readFileSync } from 'node:fs';
import { runtimeFile } from './paths.mjs';

/**
 * @typedef {object} Runtime What set-up found; nobody else guesses paths.
 * @property {string} node Path of the Node 24 executable.
 * @property {string | null} electron Path of an Electron whose app is this clone; null when it could not be had.
 * @property {string | null} electronFolder The plain distribution in the cache, for packaging.
 * @property {string | null} electronVersion
 * @property {'official' | 'fallback' | null} electronSource
 * @property {string | null} sqliteBinding `nativeBinding` for that Electron; null when the packaged one serves.
 * @property {readonly string[]} problems What could not be had, each with what to do.
 */

/** @returns {Runtime} */
export function readRuntime() {
  try {
    return JSON.parse(readFileSync(runtimeFile, 'utf8'));
  } catch {
    throw new Error('Set-up has not run: run "npm run setup".');
  }
}

/** The switches by which main learns what set-up found. */
export function runtimeSwitches(runtime) {
  const switches = [`--lete-node=${runtime.node}`];
  if (runtime.sqliteBinding !== null) switches.push(`--lete-sqlite=${runtime.sqliteBinding}`);
  return switches;
}
