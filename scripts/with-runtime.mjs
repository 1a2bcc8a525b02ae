// Sets everything up and runs a script of this repository in Node 24: node scripts/with-runtime.mjs [SCRIPT [ARGS…]].
// Started by whatever Node the host has (20 or newer), before anything is installed: built-in modules only.
import { spawn } from 'node:child_process';
import { SetupError, say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { ensureNode, environmentWith } from './setup/node.mjs';

// What set-up installs must be readable for the ordinary user as whom the end-to-end tests run.
process.umask(0o022);

const INSIDE = 'LETE_INSIDE_RUNTIME';
const COUNTING = ['scripts/test.mjs', 'scripts/check.mjs'];
const [script, ...args] = process.argv.slice(2);

try {
  process.exitCode = process.env[INSIDE] ? await inside() : await outside();
} catch (error) {
  say(
    error instanceof SetupError
      ? `Set-up stopped: ${error.message.trimEnd()}`
      : `Set-up failed: ${error.stack}`,
  );
  if (COUNTING.includes(script)) say('0 passed, 1 failed');
  process.exitCode = 1;
}

async function outside() {
  const node = await ensureNode();
  const env = { ...environmentWith(node), [INSIDE]: '1' };
  return handOver(node, [process.argv[1], ...process.argv.slice(2)], env);
}

async function inside() {
  const { setUp } = await import('./setup/index.mjs');
  const { problems, electronVersion, electronSource } = await setUp();
  for (const problem of problems) say(problem);
  if (!script) {
    say(
      problems.length === 0
        ? `Ready: Node ${process.versions.node}, Electron ${electronVersion} (${electronSource}).`
        : 'Not ready.',
    );
    return problems.length === 0 ? 0 : 1;
  }
  const { [INSIDE]: _, ...env } = process.env;
  return handOver(process.execPath, [script, ...args], env);
}

/** Runs a program in our place: its output, its signals and its code are ours. */
function handOver(command, commandArgs, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: repoRoot, env, stdio: 'inherit' });
    // Ctrl-C reaches the child by itself; we only wait for it to close down in order.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 1 : code));
  });
}
