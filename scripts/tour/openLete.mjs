import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';
import { startLete } from '../../tests/e2e/lete/startLete.ts';
import { repoRoot } from '../lib/paths.mjs';
import { sandboxObstacle } from '../lib/sandbox.mjs';

const PACKAGED = join(repoRoot, 'release', 'linux-unpacked', 'lete');
const START_TIMEOUT_MS = 60_000;

/** Opens the demo on these folders: the build of this clone, or the packaged one. */
export function openLete({ packaged, data, media }) {
  return packaged ? openPackaged({ data, media }) : startLete({ data, media, role: 'demo' });
}

/** A fused build cannot be started by Playwright; it can be spoken to when it was packaged for tests. */
async function openPackaged({ data, media }) {
  if (!existsSync(PACKAGED))
    throw new Error('nothing is packaged: run "npm run package -- --for-tests" first');
  const args = [
    '--remote-debugging-port=0',
    '--lete-role=demo',
    `--lete-data=${data}`,
    `--lete-media=${media}`,
  ];
  if (sandboxObstacle() !== null) args.push('--no-sandbox');
  const app = spawn(PACKAGED, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const browser = await chromium.connectOverCDP(await addressOf(app));
  const ended = new Promise((done) => app.once('exit', done));
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  return {
    pages,
    window: (kind) => pageOf(pages, kind),
    resize: (page, size) => page.setViewportSize(size),
    close: async () => {
      app.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(app) {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error('the packaged Lete did not start')), START_TIMEOUT_MS);
    const lines = createInterface({ input: app.stderr });
    app.once('exit', (code) =>
      reject(new Error(`the packaged Lete ended (${code}); was it packaged for tests?`)),
    );
    lines.on('line', (line) => {
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(tooLong);
      resolve(address);
    });
  });
}

async function pageOf(pages, kind) {
  const end = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < end) {
    const page = pages().find((one) => new URL(one.url()).pathname === `/${kind}.html`);
    if (page !== undefined) return page;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the ${kind} window did not open`);
}
