import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openKeyed } from '../../electron/core/db/driver.ts';
import { unlockDatabaseKey } from '../../electron/core/keys/databaseKey.ts';
import { startCore } from './tools/core.mjs';
import { insertOrders, nameOf, phoneTailOf } from './tools/manyOrders.mjs';
import { percentile, result, timed } from './tools/measure.mjs';

const COUNT = 100_000;
const NO_OS_STORE = { available: async () => false };

/** The counter's search and list over very many open orders in the encrypted database. */
export async function orders({ folder, quick }) {
  const data = join(folder, 'data');
  const first = await startCore(data);
  await first.close();
  await fill(data);
  const peer = openPeer(join(folder, 'peer.db'));
  const core = await startCore(data);
  try {
    const asked = quick ? 60 : 300;
    const search = { ours: [], peer: [] };
    for (let i = 0; i < asked; i += 1) {
      const text = searchText(i);
      const ours = await timed(() => core.ask('orders:search', { text }));
      if (ours.value.rows.length === 0) throw new Error(`Nothing found for "${text}"`);
      search.ours.push(ours.ms);
      search.peer.push((await timed(async () => peer.search(text))).ms);
    }
    const list = { ours: [], peer: [] };
    for (let i = 0; i < asked / 3; i += 1) {
      list.ours.push((await timed(() => core.ask('orders:list', listInput(i)))).ms);
      list.peer.push((await timed(async () => peer.list())).ms);
    }
    return [searchResult(search), listResult(list)];
  } finally {
    await core.close();
    peer.close();
  }
}

const searchResult = ({ ours, peer }) =>
  result({
    name: `search ${COUNT.toLocaleString('en')} open orders, p95`,
    unit: 'ms',
    ours: percentile(ours, 95),
    peer: percentile(peer, 95),
    peerName: 'LIKE over the names of as many orders in a plain SQLite file, no index',
    aim: { of: 'ours', atMost: 20 },
  });

const listResult = ({ ours, peer }) =>
  result({
    name: `list ${COUNT.toLocaleString('en')} open orders: a page of 100 and the count, p95`,
    unit: 'ms',
    ours: percentile(ours, 95),
    peer: percentile(peer, 95),
    peerName: 'the newest 100 of a plain SQLite file and their count',
  });

/** Names without their marks, whole or begun, last digits of the phone, order numbers: as people type. */
function searchText(i) {
  const [first, last] = nameOf(i * 331)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(' ');
  const ways = [
    last.slice(0, 3),
    `${first} ${last.slice(0, 4)}`,
    phoneTailOf(i * 331),
    `K-${(i % 9999) + 1}`,
    first,
  ];
  return ways[i % ways.length];
}

const SORTS = ['dueAt', 'placedAt', 'customer', 'number', 'total', 'status'];

const listInput = (i) => ({
  day: 'all',
  statuses: i % 4 === 3 ? ['ready', 'notified'] : [],
  source: 'all',
  text: '',
  sort: SORTS[i % SORTS.length],
  descending: i % 2 === 1,
  offset: 0,
  limit: 100,
});

/** The demo's key opens the database for the bulk; nothing else about it is special. */
async function fill(data) {
  const unlocked = await unlockDatabaseKey(data, { osKeyWrap: NO_OS_STORE });
  if (unlocked.kind !== 'ok') throw new Error(`No key: ${unlocked.kind}`);
  const db = openKeyed({ file: join(data, 'lete.db'), key: unlocked.key, nativeBinding: null });
  insertOrders(db, COUNT);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function openPeer(file) {
  const db = new Database(file);
  db.exec(
    'CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, number TEXT, placed_at INTEGER)',
  );
  const insert = db.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let i = 0; i < COUNT; i += 1) insert.run(i, nameOf(i), phoneTailOf(i), `K-${(i % 9999) + 1}`, i);
  })();
  const search = db.prepare(`SELECT * FROM orders WHERE name LIKE ? OR phone LIKE ? OR number LIKE ?
    ORDER BY placed_at DESC LIMIT 10`);
  const page = db.prepare('SELECT * FROM orders ORDER BY placed_at DESC LIMIT 100');
  const count = db.prepare('SELECT count(*) AS n FROM orders');
  return {
    search: (text) => search.all(`%${text}%`, `%${text}`, text),
    list: () => ({ rows: page.all(), total: count.get().n }),
    close: () => db.close(),
  };
}
