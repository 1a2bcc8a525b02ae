// npm start -- [--role=kiosk|counter|demo] [--data=DIR] [--media=DIR] [--locale=lv|en|ru] [--once]
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { runCommand, say } from './lib/output.mjs';
import { defaultDataFolder } from './lib/paths.mjs';
import { readRuntime, runtimeSwitches } from './lib/runtime.mjs';
import { sandboxObstacle } from './lib/sandbox.mjs';
import { runUnseen } from './lib/unseen.mjs';
import { hasDisplay } from './lib/xvfb.mjs';

const CHOICES = { role: ['kiosk', 'counter', 'demo'], locale: ['lv', 'en', 'ru'] };

await runCommand('Lete was not started', start);

async function start() {
  const options = readOptions();
  const runtime = readRuntime();
  if (runtime.electron === null) throw new Error(runtime.problems.join('\n'));
  await buildApp();
  const switches = switchesFor(options);
  say(`Data folder: ${options.data}`);
  if (hasDisplay()) process.exitCode = await open(runtime, switches);
  else await runUnseen(runtime, switches, { folder: `${options.data}-screens`, once: options.once });
}

function readOptions() {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: { role: text, data: text, media: text, locale: text, once: { type: 'boolean', default: false } },
  });
  for (const [name, allowed] of Object.entries(CHOICES)) {
    if (values[name] !== undefined && !allowed.includes(values[name])) {
      throw new Error(`--${name} is one of ${allowed.join(', ')}`);
    }
  }
  // npm runs us in the repository; folders are meant from where the person stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folder = (name) => (values[name] === undefined ? undefined : resolve(from, values[name]));
  return { ...values, data: folder('data') ?? defaultDataFolder, media: folder('media') };
}

function switchesFor(options) {
  return ['role', 'data', 'media', 'locale']
    .filter((name) => options[name] !== undefined)
    .map((name) => `--lete-${name}=${options[name]}`);
}

function open(runtime, switches) {
  const args = [...runtimeSwitches(runtime), ...switches];
  const obstacle = sandboxObstacle();
  if (obstacle !== null) {
    say(`Started without the Chromium sandbox: ${obstacle}.`);
    args.push('--no-sandbox');
  }
  return new Promise((done, reject) => {
    const app = spawn(runtime.electron, args, { stdio: 'inherit' });
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => app.kill('SIGTERM'));
    app.on('error', reject);
    app.on('close', (code) => done(code ?? 1));
  });
}
