import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchOptions } from './launch.mjs';
import { say } from './output.mjs';
import { sandboxObstacle } from './sandbox.mjs';
import { startXvfb } from './xvfb.mjs';

const EVERY_MS = 3_000;

/**
 * Runs the app on a virtual screen and keeps a fresh screenshot of each window in `folder` until the app is
 * closed or Ctrl-C; with `once`, ends after the first screenshots.
 */
export async function runUnseen(runtime, switches, { folder, once }) {
  const { _electron } = await import('playwright');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const xvfb = await startXvfb();
  say(`There is no display: Lete runs on a virtual screen. A screenshot of each window lies in ${folder}`);
  const obstacle = sandboxObstacle();
  if (obstacle !== null) say(`Started without the Chromium sandbox: ${obstacle}.`);
  if (!once) say('Ctrl-C ends it.');
  try {
    const env = { ...process.env, DISPLAY: xvfb.display };
    const app = await _electron.launch({ ...launchOptions(runtime, switches), env });
    await watch(app, folder, once);
    await app.close();
  } finally {
    xvfb.stop();
  }
}

async function watch(app, folder, once) {
  const closed = new AbortController();
  app.on('close', () => closed.abort());
  await app.firstWindow();
  const told = new Set();
  while (!closed.signal.aborted) {
    for (const page of app.windows()) {
      const file = await screenshot(page, folder).catch(() => null);
      if (file !== null && !told.has(file)) say(`  ${file}`);
      told.add(file);
    }
    if (once) return;
    await delay(EVERY_MS);
  }
}

async function screenshot(page, folder) {
  await page.waitForLoadState('load');
  // "kiosk" of …/kiosk.html: one file per kind of window, replaced whole.
  const name =
    new URL(page.url()).pathname
      .split('/')
      .at(-1)
      .replace(/\.html$/, '') || 'window';
  const file = join(folder, `${name}.png`);
  const temporary = join(folder, `.${name}.png`);
  await page.screenshot({ path: temporary, type: 'png' });
  await rename(temporary, file);
  return file;
}
