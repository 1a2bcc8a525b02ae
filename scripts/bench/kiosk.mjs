import { readdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareApps } from './tools/apps.mjs';
import { whenPressable } from './tools/cdp.mjs';
import { prepareKioskData } from './tools/core.mjs';
import { lookThroughGrid, openGrid } from './tools/grid.mjs';
import { median, result, timed } from './tools/measure.mjs';
import { CAMERA_24_MP, makeCameraPhotos } from './tools/photos.mjs';
import { proportionalMegabytes } from './tools/processes.mjs';

const PHOTOS = 1000;
const HEAD_BYTES = 64 * 1024;
const PATIENCE_MS = 60_000;

/** A customer in front of 1,000 photos: how soon the grid can be used, and the memory once all were looked at. */
export async function kiosk({ folder, quick }) {
  const card = join(folder, 'card');
  await makeCameraPhotos(card, PHOTOS, CAMERA_24_MP);
  const apps = await prepareApps(folder);
  const runs = { firstTile: [], allTiles: [], heads: [], ours: [], empty: [] };
  try {
    for (let i = 0; i < (quick ? 1 : 3); i += 1) {
      // A folder of its own: a visit that ended a moment ago would be gone on with.
      const data = join(folder, `data-${i}`);
      await prepareKioskData(data);
      const seen = await visitOnce(apps, data, card);
      runs.firstTile.push(seen.firstTile);
      runs.allTiles.push(seen.allTiles);
      runs.ours.push(seen.megabytes);
      runs.heads.push((await timed(() => readHeads(card))).ms);
      runs.empty.push(await emptyMegabytes(apps));
    }
  } finally {
    apps.stop();
  }
  return reportOf(runs);
}

function reportOf(runs) {
  const heads = {
    peer: median(runs.heads),
    peerName: 'reading the names and the first 64 KiB of the same files',
  };
  const aim = { of: 'ours', atMost: 400 };
  return [
    result({
      name: 'grid of 1,000 photos (24 MP): a tile can be chosen',
      unit: 'ms',
      ours: median(runs.firstTile),
      ...heads,
      aim,
    }),
    result({
      name: 'grid of 1,000 photos (24 MP): every tile in view shows its photo',
      unit: 'ms',
      ours: median(runs.allTiles),
      ...heads,
      aim,
    }),
    result({
      name: 'memory of all processes after looking through 1,000 photos',
      unit: 'MB',
      ours: median(runs.ours),
      peer: median(runs.empty),
      peerName: 'all processes of an empty window, same Electron (proportional set size)',
    }),
  ];
}

/** From the first touch to the end of the photos. Times in milliseconds from leaving the source screen. */
async function visitOnce(apps, data, card) {
  const app = await apps.startKiosk(data, card);
  try {
    const page = await app.page('kiosk.html');
    const { firstTile, allTiles } = await openGrid(page);
    await lookThroughGrid(page);
    return { firstTile, allTiles, megabytes: await proportionalMegabytes(app.pid) };
  } finally {
    await app.close();
  }
}

async function emptyMegabytes(apps) {
  const app = await apps.startEmpty();
  try {
    const page = await app.page('empty.html');
    await page.run(whenPressable, apps.emptyText, PATIENCE_MS);
    return await proportionalMegabytes(app.pid);
  } finally {
    await app.close();
  }
}

async function readHeads(folder) {
  const buffer = Buffer.alloc(HEAD_BYTES);
  for (const name of await readdir(folder)) {
    await stat(join(folder, name));
    const handle = await open(join(folder, name));
    await handle.read(buffer, 0, HEAD_BYTES, 0);
    await handle.close();
  }
}
