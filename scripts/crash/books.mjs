import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openKeyed } from '../../electron/core/db/driver.ts';
import { createFileStore } from '../../electron/core/files/fileStore.ts';
import { unlockDatabaseKey } from '../../electron/core/keys/databaseKey.ts';
import { formatOrderNumber } from '../../shared/domain/orderNumber.ts';
import { readOrderKeys } from '../lib/pages/orderKeys.mjs';
import { filesBelow } from '../lib/pages/scan.mjs';

const NO_OS_STORE = { available: async () => false };
const GENERATED = /\.(part|tmp)$/;

/** The database key of a demo's data folder, whose passphrase is published. */
export async function demoKey(dataFolder) {
  const unlocked = await unlockDatabaseKey(dataFolder, { osKeyWrap: NO_OS_STORE });
  if (unlocked.kind !== 'ok') throw new Error(`the database key is ${unlocked.kind}`);
  return unlocked.key;
}

/** What the database says now, read beside the running core on a connection that cannot write. */
export function readRows(dataFolder, key) {
  const db = openKeyed({ file: join(dataFolder, 'lete.db'), key, nativeBinding: null, readonly: true });
  try {
    const all = (text) => db.prepare(text).all();
    const photos = Map.groupBy(
      all('SELECT order_id, photo_id, name, file_id, sha256, missing FROM order_photo'),
      ({ order_id }) => order_id,
    );
    const orders = all('SELECT order_id, letter, n, status, total, paid FROM orders').map((row) => ({
      ...row,
      number: formatOrderNumber(row),
      photos: photos.get(row.order_id) ?? [],
    }));
    const draftPhotos = all('SELECT draft_id, photo_id, file_id FROM draft_photo');
    const draftItems = all('SELECT draft_id, photo_id, format, paper, copies, rotation FROM draft_item');
    const drafts = all('SELECT draft_id, source, step, contact FROM draft').map((row) => ({
      ...row,
      photos: draftPhotos.filter(({ draft_id }) => draft_id === row.draft_id),
      items: draftItems.filter(({ draft_id }) => draft_id === row.draft_id),
    }));
    const items = all('SELECT order_id, photo_id, format, paper, copies FROM order_item');
    const jobs = all('SELECT job_number, order_id, format, paper, state, reason, photo_ids FROM output_job');
    return { orders, drafts, items, jobs };
  } finally {
    db.close();
  }
}

/** What lies on the disk beside the database and belongs to nobody. */
export function leftoversOf(dataFolder, key, rows) {
  const named = new Map(rows.orders.map(({ order_id, photos }) => [order_id, photos]));
  for (const { draft_id, photos } of rows.drafts) named.set(draft_id, photos);
  const found = [];
  for (const orderId of readOrderKeys(dataFolder, key).keys())
    if (!named.has(orderId)) found.push(`a key, ${orderId}`);
  for (const orderId of namesIn(join(dataFolder, 'files'))) {
    const files = new Set(named.get(orderId)?.map(({ file_id }) => file_id));
    if (!named.has(orderId)) found.push(`a folder of originals, ${orderId}`);
    for (const name of namesIn(join(dataFolder, 'files', orderId)))
      if (!files.has(name))
        found.push(`${name.endsWith('.part') ? 'half an original' : 'an original no row names'}, ${name}`);
  }
  for (const name of namesIn(join(dataFolder, 'scratch'))) found.push(`scratch ${name}`);
  for (const path of filesBelow(dataFolder)) {
    const place = relative(dataFolder, path);
    if (GENERATED.test(place) && !place.startsWith('files/') && !place.startsWith('profile/'))
      found.push(place);
  }
  return found;
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What is wrong with the originals of an order, by the hashes of the photos on the medium. */
export async function badFilesOf(dataFolder, key, order, hashes) {
  const orderKey = readOrderKeys(dataFolder, key).get(order.order_id);
  if (orderKey === undefined) return ['its key is gone'];
  const files = createFileStore(dataFolder);
  const bad = [];
  for (const { name, file_id, sha256, missing } of order.photos) {
    const plain = await files.read({ orderId: order.order_id, fileId: file_id }, orderKey).catch(() => null);
    const hash = plain && createHash('sha256').update(plain).digest('hex');
    if (plain === null) bad.push(`${name} cannot be read`);
    else if (hash !== sha256 || hash !== hashes.get(name)) bad.push(`${name} has another content`);
    if (missing) bad.push(`${name} is marked as missing`);
  }
  return bad;
}
