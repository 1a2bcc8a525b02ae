import { join } from 'node:path';
import { kiosk as texts } from '../../renderer/i18n/texts/lv/kiosk.ts';
import { prepareApps } from './tools/apps.mjs';
import { whenPressable } from './tools/cdp.mjs';
import { prepareKioskData } from './tools/core.mjs';
import { alternate, median, result } from './tools/measure.mjs';

const PATIENCE_MS = 30_000;

/** From the start of the program until the first screen can be touched, on a terminal that has been set up. */
export async function start({ folder, quick }) {
  const data = join(folder, 'data');
  await prepareKioskData(data);
  const apps = await prepareApps(folder);
  try {
    const kiosk = () => startOnce(() => apps.startKiosk(data), 'kiosk.html', texts.start.go);
    const empty = () => startOnce(apps.startEmpty, 'empty.html', apps.emptyText);
    // The first start of each fills the file caches.
    await alternate(1, kiosk, empty);
    const { a, b } = await alternate(quick ? 5 : 15, kiosk, empty);
    return [
      result({
        name: 'start: first usable kiosk screen',
        unit: 'ms',
        ours: median(a),
        peer: median(b),
        peerName: 'an empty window with one button, same Electron',
        aim: { of: 'ratio', atMost: 1.8 },
      }),
    ];
  } finally {
    apps.stop();
  }
}

async function startOnce(launch, pageName, buttonText) {
  const app = await launch();
  try {
    const page = await app.page(pageName);
    return (await page.run(whenPressable, buttonText, PATIENCE_MS)) - app.startedAt;
  } finally {
    await app.close();
  }
}
