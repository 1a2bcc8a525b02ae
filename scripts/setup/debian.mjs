import { longStep } from '../lib/output.mjs';
import { run, tail } from '../lib/run.mjs';

/** What Electron and the virtual screen need to run. */
export const RUN_PACKAGES = 'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libnotify4 xvfb xauth'.split(' ');

/** What a key ring of the operating system needs; one test of its own asks for it. */
export const KEY_RING_PACKAGES = 'dbus dbus-x11 gnome-keyring libsecret-1-0'.split(' ');

/** The server that central's tests run on, in the version of the release. */
export const SERVER_PACKAGES = ['postgresql'];

/** What records the calls of a process, for power cuts. */
export const TRACE_PACKAGES = ['strace'];

/** What unpacking the fallback Electron and rebuilding the SQLite add-on for it need. */
export const BUILD_PACKAGES = ['g++', 'make', 'python3'];

/**
 * Installs missing Debian packages where we are root on Debian. Answers null when all are there, else one line
 * that says what to run. Elsewhere than on Debian it answers null: what then lacks shows when Electron is tried.
 */
export async function ensureDebianPackages(names) {
  const missing = await missingOf(names);
  if (missing.length === 0) return null;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) return `Debian packages are missing. Run:  sudo sh -c '${command}'`;
  const failure = await longStep(`Installing Debian packages: ${missing.join(' ')}`, () => install(missing));
  return failure === null ? null : `Debian packages could not be installed. Run:  ${command}\n${failure}`;
}

async function missingOf(names) {
  const { code, stdout } = await run('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\n',
    ...names,
  ]);
  if (code === 127) return [];
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return names.filter((name) => !installed.has(`${name} installed`));
}

async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update'], { env });
  if (update.code !== 0) return tail(update.output);
  const result = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  return result.code === 0 ? null : tail(result.output);
}
