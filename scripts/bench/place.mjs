import { join } from 'node:path';
import Database from 'better-sqlite3';
import { listedPhotos } from './bringIn.mjs';
import { startCore } from './tools/core.mjs';
import { percentile, result, timed } from './tools/measure.mjs';
import { makeCameraPhotos } from './tools/photos.mjs';

const PHOTOS = 40;
const CONTACT = {
  way: 'email',
  delivery: 'store',
  email: 'ilze.berzina@example.org',
  phone: '',
  name: 'Ilze Bērziņa',
  street: '',
  town: '',
  postcode: '',
};
const CONSENTS = [{ purpose: 'marketing.offers', channel: 'email', given: true }];

/** How long confirming an order takes: the call until the order is on the disk and answered. */
export async function place({ folder, quick }) {
  const card = join(folder, 'card');
  await makeCameraPhotos(card, PHOTOS, { width: 900, height: 600 });
  const core = await startCore(join(folder, 'data'), { mediaFolder: card });
  const peer = openPeer(join(folder, 'peer.db'));
  const times = { ours: [], peer: [] };
  try {
    for (let i = 0; i < (quick ? 20 : 100); i += 1) {
      const order = await finishedDraft(core);
      times.ours.push((await timed(() => core.ask('drafts:place', order))).ms);
      times.peer.push((await timed(() => peer.insert(i))).ms);
    }
  } finally {
    await core.close();
    peer.close();
  }
  return [50, 95].map((percent) =>
    result({
      name: `confirm an order of ${PHOTOS} photos, p${percent}`,
      unit: 'ms',
      ours: percentile(times.ours, percent),
      peer: percentile(times.peer, percent),
      peerName: 'one inserted row in a plain SQLite file (better-sqlite3, WAL, synchronous=FULL)',
    }),
  );
}

/** A draft whose photos are copied and proved, with contact and a consent; answers what confirming it asks. */
async function finishedDraft(core) {
  const { ask, askUntil } = core;
  const { draftId } = await ask('drafts:startAtCounter', { locale: 'lv' });
  const { photos } = await listedPhotos(core, PHOTOS);
  const photoIds = photos.map(({ photoId }) => photoId);
  await ask('drafts:pick', { draftId, photoIds, picked: true });
  await ask('drafts:setContact', { draftId, contact: CONTACT });
  await ask('drafts:setConsents', { draftId, consents: CONSENTS, age: '13plus' });
  await ask('media:startCopy', { draftId });
  await askUntil('media:copyState', { draftId }, ({ state }) => state === 'done');
  const { price } = await ask('drafts:get', { draftId });
  const { notice } = await ask('notices:current', {});
  return { draftId, total: price.total, noticeVersion: notice.version, consentsConfirmed: true };
}

function openPeer(file) {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const statement = db.prepare('INSERT INTO orders (id, body) VALUES (?, ?)');
  const body = 'x'.repeat(400);
  return { insert: async (id) => statement.run(id, body), close: () => db.close() };
}
