import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../../lib/build.mjs';
import { readRuntime, runtimeSwitches } from '../../lib/runtime.mjs';
import { hasDisplay, startXvfb } from '../../lib/xvfb.mjs';
import { linkElectron } from '../../setup/app.mjs';
import { launchWatched } from './cdp.mjs';

const READY = 'Ready';
const MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1920, height: 1080, webPreferences: { sandbox: true } });
  window.loadFile(app.commandLine.getSwitchValue('page') || 'empty.html');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.exit(0));
`;

/**
 * The two apps of a comparison, in the same Electron on the same screen: the kiosk, and a window that is empty or shows
 * a page of the bench's own.
 */
export async function prepareApps(folder) {
  await buildApp();
  const runtime = readRuntime();
  if (runtime.electron === null) throw new Error(runtime.problems.join('\n'));
  const xvfb = hasDisplay() ? { display: process.env.DISPLAY, stop: () => {} } : await startXvfb();
  const empty = await makeEmptyApp(runtime.electronFolder, join(folder, 'empty'));
  const startPage = (file = '') =>
    launchWatched(empty, [`--user-data-dir=${join(folder, 'profile')}`, `--page=${file}`], xvfb.display);
  return {
    startKiosk: (dataFolder, mediaFolder) =>
      launchWatched(
        runtime.electron,
        [
          ...runtimeSwitches(runtime),
          '--lete-role=kiosk',
          `--lete-data=${dataFolder}`,
          ...(mediaFolder === undefined ? [] : [`--lete-media=${mediaFolder}`]),
        ],
        xvfb.display,
      ),
    startEmpty: () => startPage(),
    startPage,
    emptyText: READY,
    stop: xvfb.stop,
  };
}

/** A window with one button and nothing else. */
async function makeEmptyApp(electronFolder, folder) {
  const app = join(folder, 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  await writeFile(join(app, 'main.cjs'), MAIN);
  await writeFile(join(app, 'empty.html'), `<!doctype html><title>empty</title><button>${READY}</button>`);
  const electron = join(folder, 'electron');
  await linkElectron(electronFolder, electron, app);
  return join(electron, 'electron');
}
