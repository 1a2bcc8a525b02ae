import { link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareApps } from './tools/apps.mjs';
import { prepareKioskData } from './tools/core.mjs';
import { lookThroughGrid, openGrid } from './tools/grid.mjs';
import { percentile, result } from './tools/measure.mjs';
import { makeManyPhotos } from './tools/photos.mjs';
import { peakMegabytes } from './tools/processes.mjs';

const TURNS = 20;
/** A hand that is in a hurry: some ten rows a second. */
const TURN = { pixels: 2400, speed: 3000 };
const LOOK_EVERY_MS = 5000;
const AIM_MS = 33;
const PEER_NAME = 'a page of as many <img> in a CSS grid, scrolled by the browser alone, same Electron';

/** Frames and memory while a customer scrolls through a card that is as full as Lete lists. */
export async function scroll({ folder, quick }) {
  const count = quick ? 3000 : 20_000;
  const card = join(folder, 'card');
  const isReal = await makeManyPhotos(card, count);
  const data = join(folder, 'data');
  await prepareKioskData(data);
  const apps = await prepareApps(folder);
  try {
    const list = await makeList(join(folder, 'list'), card);
    // The peer before and after: what else goes on in the machine touches both.
    const before = await scrollList(apps, list);
    const seen = await scrollKiosk(apps, data, card);
    const after = await scrollList(apps, list);
    const what = `${count.toLocaleString('en')} ${isReal ? 'real' : 'made-up'} photos`;
    return reportOf(what, seen, [before, after]);
  } finally {
    apps.stop();
  }
}

function reportOf(what, { reading, read, megabytes }, peers) {
  const frames = (kind, name, { [kind]: ours }) =>
    result({
      name: `frame ${kind === 'drawn' ? 'on the screen' : 'of the page'} while scrolling ${what}, ${name}, p95`,
      unit: 'ms',
      ours: percentile(ours, 95),
      peer: percentile(
        peers.flatMap((seen) => seen.frames[kind]),
        95,
      ),
      peerName: PEER_NAME,
      aim: { of: 'ours', atMost: AIM_MS },
    });
  return [
    frames('drawn', 'card still being read', reading),
    frames('drawn', 'card read', read),
    frames('made', 'card still being read', reading),
    frames('made', 'card read', read),
    result({
      name: `memory of all processes at its most, all ${what} looked through`,
      unit: 'MB',
      ours: megabytes,
      peer: Math.max(...peers.map(({ megabytes: most }) => most)),
      peerName: `${PEER_NAME} (proportional set size)`,
    }),
  ];
}

async function scrollKiosk(apps, data, card) {
  const app = await apps.startKiosk(data, card);
  try {
    const page = await app.page('kiosk.html');
    const frames = {};
    const megabytes = await peakMegabytes(app.pid, async () => {
      await openGrid(page);
      frames.reading = await scrollThrough(page, '[role=grid]');
      await waitUntilRead(page);
      frames.read = await scrollThrough(page, '[role=grid]');
      await lookThroughGrid(page);
    });
    return { ...frames, megabytes };
  } finally {
    await app.close();
  }
}

async function scrollList(apps, list) {
  const app = await apps.startPage(list);
  try {
    const page = await app.page('list.html');
    let frames = null;
    const megabytes = await peakMegabytes(app.pid, async () => {
      frames = await scrollThrough(page, 'main');
    });
    return { frames, megabytes };
  } finally {
    await app.close();
  }
}

/** As many tiles as the card has photos, of the size they have in the kiosk; the browser does the rest. */
async function makeList(folder, card) {
  await mkdir(folder);
  const names = (await readdir(card)).toSorted();
  const kept = names.slice(0, 16);
  for (const name of kept) await link(join(card, name), join(folder, name));
  const tiles = names.map((_, i) => `<img loading="lazy" src="${kept[i % kept.length]}">`).join('');
  const style = `main { display: grid; grid-template-columns: repeat(6, 1fr); gap: 16px }
    section { overflow-y: scroll; height: 100vh }
    img { width: 100%; height: 240px; object-fit: contain } body { margin: 0 }`;
  const file = join(folder, 'list.html');
  await writeFile(
    file,
    `<!doctype html><title>list</title><style>${style}</style><section><main>${tiles}</main></section>`,
  );
  return file;
}

/** Milliseconds of each frame, as drawn and as the page made them, while the wheel turns three parts down and one up. */
async function scrollThrough(page, selector) {
  const { x, y, top } = await page.run(middleOf, selector);
  await page.run(watchFrames);
  const drawn = await page.drawnDuring(async () => {
    for (let i = 0; i < TURNS; i += 1) {
      const back = i % 4 === 3;
      await page.wheel(x, y, back ? -TURN.pixels : TURN.pixels, TURN.speed);
    }
  });
  const made = await page.run(framesSeen);
  if ((await page.run(middleOf, selector)).top === top) throw new Error('Nothing was scrolled');
  return { made, drawn: drawn.slice(1).map((at, i) => at - drawn[i]) };
}

/** Somebody stands at the kiosk while the card is read: else it asks whether anybody is there. */
async function waitUntilRead(page) {
  const { x, y } = await page.run(middleOf, '[role=grid]');
  while ((await page.run(photosUnread)) > 0) {
    await page.wheel(x, y, TURN.pixels / 10, TURN.speed);
    await delay(LOOK_EVERY_MS);
  }
}

/* In the page */

async function middleOf(selector) {
  // A page that was only just opened is still being read.
  while (document.querySelector(selector) === null) await new Promise((next) => setTimeout(next, 20));
  const { left, width, top } = document.querySelector(selector).getBoundingClientRect();
  return { x: left + width / 2, y: innerHeight / 2, top };
}

function watchFrames() {
  const frames = [];
  let last = null;
  const tick = (now) => {
    if (last !== null) frames.push(now - last);
    last = now;
    globalThis.benchFrames.next = requestAnimationFrame(tick);
  };
  globalThis.benchFrames = { frames, next: requestAnimationFrame(tick) };
}

function framesSeen() {
  cancelAnimationFrame(globalThis.benchFrames.next);
  return globalThis.benchFrames.frames;
}

/** How many photos of the card core has not looked at yet. */
async function photosUnread() {
  const { value } = await globalThis.api['media:sources']({});
  const { sourceId, photos } = value.sources[0];
  let unread = photos;
  for (let offset = 0; offset < photos; offset += 5000) {
    const page = await globalThis.api['media:photos']({ sourceId, offset, limit: 5000 });
    unread -= page.value.photos.filter(({ usable }) => usable !== null).length;
  }
  return unread;
}
