import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNTER_SIZE, KIOSK_SIZE } from '../../tests/e2e/lete/startLete.ts';
import { Counter } from '../../tests/e2e/pages/counter.ts';
import { Kiosk } from '../../tests/e2e/pages/kiosk.ts';
import { createAlbum } from './album.mjs';
import { orderAtTheKiosk } from './customer.mjs';
import { openLete } from './openLete.mjs';
import { filesBelow, keepPrints, keepTickets } from './results.mjs';
import { workAtTheCounter } from './staff.mjs';

/** Milliseconds of each named part, by a clock that runs evenly. */
function createTimings() {
  const timings = {};
  return {
    timings,
    timed: async (name, work) => {
      const start = performance.now();
      const result = await work();
      timings[name] = Math.round(performance.now() - start);
      return result;
    },
  };
}

/** The whole main job on the photos of a folder; leaves its pictures and files in `out`. @returns the summary */
export async function runTour({ media, locale, out, packaged }) {
  await Promise.all(
    ['screens', 'tickets', 'production'].map((name) => rm(join(out, name), { recursive: true, force: true })),
  );
  await mkdir(out, { recursive: true });
  const data = await mkdtemp(join(tmpdir(), 'lete-tour-'));
  const { timings, timed } = createTimings();
  const album = await createAlbum(join(out, 'screens'));
  const lete = await timed('start', () => openLete({ packaged, data, media }));
  try {
    const kiosk = new Kiosk(await lete.window('kiosk'), 'lv');
    const counter = new Counter(await lete.window('counter'), 'lv');
    await timed('kiosk ready', () => kiosk.ready());
    await lete.resize(kiosk.page, KIOSK_SIZE);
    await lete.resize(counter.page, COUNTER_SIZE);
    const visit = await orderAtTheKiosk({ kiosk, album, timed, locale });
    await workAtTheCounter({ counter, album, timed, locale, number: visit.number });
    const summary = {
      order: { number: visit.number, lines: visit.lines, total: visit.total },
      files: { found: (await filesBelow(media)).length, ...visit.files },
      screens: album.kept,
      tickets: await keepTickets(join(data, 'tickets'), join(out, 'tickets')),
      production: await keepPrints(join(data, 'production'), join(out, 'production')),
      timings,
    };
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } catch (error) {
    for (const page of lete.pages()) await album.shot(page, 'failed').catch(() => {});
    throw error;
  } finally {
    await lete.close();
    await rm(data, { recursive: true, force: true });
  }
}
