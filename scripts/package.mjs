// npm run package [-- --for-tests]: the unpacked app in release/, with its fuses read back.
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { readFuses } from './lib/fuses.mjs';
import { longStep, runCommand, say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { runOrThrow } from './lib/run.mjs';
import { readRuntime } from './lib/runtime.mjs';

const release = join(repoRoot, 'release');
const PLATFORM = {
  linux: { flag: '--linux', folder: 'linux-unpacked', executable: 'lete' },
  win32: { flag: '--win', folder: 'win-unpacked', executable: 'Lete.exe' },
}[process.platform];

await runCommand('Not packaged', packageApp);

async function packageApp() {
  const { values } = parseArgs({ options: { 'for-tests': { type: 'boolean', default: false } } });
  const runtime = readRuntime();
  if (runtime.electronFolder === null) throw new Error(runtime.problems.join('\n'));
  if (runtime.electronSource === 'fallback') {
    say(`Packaged with the stand-in Electron ${runtime.electronVersion}: for trials here, never for a shop.`);
  }
  await buildApp();
  await rm(release, { recursive: true, force: true });
  await gatherExtras(runtime);
  await longStep('Packaging', () => runBuilder(runtime, values['for-tests']));
  await proveFuses(join(release, PLATFORM.folder, PLATFORM.executable));
}

async function gatherExtras(runtime) {
  const extra = join(release, 'extra');
  await mkdir(join(extra, 'node'), { recursive: true });
  await cp(runtime.node, join(extra, 'node', basename(runtime.node)));
  if (runtime.sqliteBinding !== null) {
    await cp(runtime.sqliteBinding, join(extra, 'sqlite', basename(runtime.sqliteBinding)));
  }
}

function runBuilder(runtime, forTests) {
  const builder = join(repoRoot, 'node_modules', 'electron-builder', 'cli.js');
  const options = [
    `-c.electronDist=${runtime.electronFolder}`,
    `-c.electronVersion=${runtime.electronVersion}`,
    // Read by main: only such a build may be driven from outside (--remote-debugging-port).
    `-c.extraMetadata.forTests=${forTests}`,
  ];
  const args = [builder, PLATFORM.flag, 'dir', '--publish', 'never', ...options];
  return runOrThrow(process.execPath, args, { cwd: repoRoot });
}

async function proveFuses(executable) {
  const { fuses, wrong } = await readFuses(executable);
  for (const [name, on] of Object.entries(fuses)) say(`  fuse ${name}: ${on ? 'on' : 'off'}`);
  if (wrong.length > 0) throw new Error(`these fuses are not as decided: ${wrong.join(', ')}`);
  say(`Packaged: ${executable}`);
}
