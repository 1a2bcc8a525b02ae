import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { linkElectron } from '../setup/app.mjs';
import { say } from './output.mjs';
import { repoRoot } from './paths.mjs';
import { readRuntime, runtimeSwitches } from './runtime.mjs';
import { sandboxObstacle } from './sandbox.mjs';
import { hasDisplay, startXvfb } from './xvfb.mjs';

/** The processes that take part: Node's own inside Electron, which compile as Electron's V8 does. */
const PROCESSES = ['main', 'core'];
/** A first screen stands long before; what is compiled after it is of no use to a start. */
const LIFE_MS = 4_000;
const CLOSING_MS = 15_000;

/**
 * Lays beside each program of `dist/main` and `dist/core` what V8 made of it (`*.cjs.v8`, ADR 0025): a copy of the app, whose
 * loader keeps that, is started for it. Without them Lete runs as well, and starts more slowly; so a machine that cannot
 * record says so and goes on.
 */
export async function recordCodeCache() {
  const folder = await mkdtemp(join(tmpdir(), 'lete-code-cache-'));
  try {
    await record(folder);
  } catch (error) {
    say(`  without V8's code cache, so a start takes longer: ${error.message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function record(folder) {
  const runtime = readRuntime();
  if (runtime.electronFolder === null) throw new Error(runtime.problems.join(' '));
  const app = join(folder, 'app');
  await copyApp(app);
  const electron = join(folder, 'electron');
  await linkElectron(runtime.electronFolder, electron, app);
  const screen = hasDisplay() ? { display: process.env.DISPLAY, stop: () => {} } : await startXvfb();
  try {
    const program = join(electron, 'electron');
    const switches = [...runtimeSwitches(runtime), `--lete-data=${join(folder, 'data')}`];
    // Only the second knows its data folder, as a start in a shop does.
    for (const role of ['demo', 'kiosk'])
      await live(program, [...switches, `--lete-role=${role}`], screen.display);
  } finally {
    screen.stop();
  }
  for (const process of PROCESSES)
    await takeOver(join(app, 'dist', process), join(repoRoot, 'dist', process));
}

async function copyApp(app) {
  await cp(join(repoRoot, 'dist'), join(app, 'dist'), { recursive: true });
  for (const shared of ['package.json', 'node_modules', 'resources']) {
    await symlink(join(repoRoot, shared), join(app, shared));
  }
  for (const process of PROCESSES) {
    const recorder = join(repoRoot, 'scripts', 'lib', 'codeCacheRecorder.cjs');
    await cp(recorder, join(app, 'dist', process, 'codeCache.cjs'));
  }
}

async function live(program, switches, display) {
  const sandbox = sandboxObstacle() === null ? [] : ['--no-sandbox'];
  const child = spawn(program, [...sandbox, ...switches], {
    env: { ...process.env, DISPLAY: display },
    stdio: 'ignore',
  });
  const gone = new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  await Promise.race([gone, delay(LIFE_MS)]);
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), CLOSING_MS);
  await gone;
  clearTimeout(tooLong);
}

async function takeOver(from, to) {
  const caches = (await readdir(from)).filter((name) => name.endsWith('.v8'));
  if (caches.length === 0) throw new Error('the app that was started for it left none');
  for (const name of caches) await cp(join(from, name), join(to, name));
}
