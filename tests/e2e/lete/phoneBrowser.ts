import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, type Page } from 'playwright';
import { launchOptions } from '../../../scripts/lib/launch.mjs';
import { readRuntime } from '../../../scripts/lib/runtime.mjs';
import { linkElectron } from '../../../scripts/setup/app.mjs';

/** A browser that is not Lete's: an Electron of its own that shows one address, as a phone does. */
export interface PhoneBrowser {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Upright, as a phone is held. */
const PHONE_SIZE = { width: 390, height: 844 } as const;

/** A person goes on past the warning of a certificate that only the terminal itself vouches for. */
const MAIN = `const { app, BrowserWindow } = require('electron');
app.commandLine.appendSwitch('ignore-certificate-errors');
app.whenReady().then(() => new BrowserWindow().loadURL(process.env.PHONE_URL));
`;

/** Opens the address that a code says. */
export async function openOnPhone(url: string): Promise<PhoneBrowser> {
  const runtime = readRuntime();
  const options = launchOptions(runtime, []);
  const folder = await mkdtemp(join(tmpdir(), 'lete-phone-'));
  const [app, electron] = [join(folder, 'app'), join(folder, 'electron')];
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{ "name": "phone", "main": "main.cjs" }');
  await writeFile(join(app, 'main.cjs'), MAIN);
  await linkElectron(runtime.electronFolder, electron, app);
  const browser = await _electron.launch({
    ...options,
    executablePath: join(electron, basename(options.executablePath)),
    args: [`--user-data-dir=${join(folder, 'profile')}`],
    env: { ...(process.env as Record<string, string>), PHONE_URL: url },
  });
  const page = await browser.firstWindow();
  await page.setViewportSize(PHONE_SIZE);
  return {
    page,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
