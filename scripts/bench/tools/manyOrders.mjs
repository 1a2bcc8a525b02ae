import { randomBytes } from 'node:crypto';
import { customerKey } from '../../../electron/core/features/orders/customerKey.policy.ts';
import { orderBarcode } from '../../../shared/domain/orderNumber.ts';
import { searchTokens } from '../../../shared/domain/searchFold.ts';
import { shopDayOf } from '../../../shared/domain/time.ts';
import { ulid } from '../../../shared/domain/ids.ts';

const FIRST =
  'Ilze Jānis Anna Andris Līga Mārtiņš Kristīne Juris Inese Edgars Zane Artūrs Sanita Guntis Šarlote Čārlijs Ķīrs Ņina Ģirts Žanete'.split(
    ' ',
  );
const STEMS =
  'Bērziņ Kalniņ Ozoliņ Jansoniņ Krūmiņ Liepiņ Zariņ Eglīt Vītol Rozīt Šmit Žagar Cīrul Ķeniņ Ņikitin Ļaudam Gulb Pētersoniņ Dzenīt Stabul'.split(
    ' ',
  );
const ENDS = 'š a is e evs eva ovs ova ēns ēna'.split(' ');
const PER_DAY = 400;
const DAY_MS = 86_400_000;

/** Names as they come, some often, all made up: 4,000 of them. */
export function nameOf(i) {
  const spread = (i * 2_654_435_761) % 4_294_967_296;
  const first = FIRST[spread % FIRST.length];
  const stem = STEMS[Math.floor(spread / 64) % STEMS.length];
  return `${first} ${stem}${ENDS[Math.floor(spread / 4096) % ENDS.length]}`;
}

export const phoneTailOf = (i) => String((i * 7919) % 10_000).padStart(4, '0');

/**
 * Writes `count` placed orders, all open, straight into the tables: the bulk that a chain's busiest terminal would
 * have after years if nothing were ever handed over. Answers the days' range.
 */
export function insertOrders(db, count) {
  const { version } = db.prepare('SELECT max(version) AS version FROM catalogue_version').get();
  const now = Date.now();
  const write = {
    person: db.prepare(`INSERT INTO person (person_id, name, email, phone, phone_tail, created_at)
      VALUES (@person, @name, NULL, @phone, @tail, @at)`),
    order:
      db.prepare(`INSERT INTO orders (order_id, store, day, letter, n, barcode, status_token, source, status,
        person_id, customer_key, locale, notify, delivery, express, catalogue_version, price, total, content,
        notice_version, placed_at, due_at)
      VALUES (@order, '01', @day, 'K', @n, @barcode, @token, @source, @status, @person, @key, 'lv', 'sms', 'store', 0,
        @version, @price, @total, @content, '1.0.0', @at, @due)`),
    search: db.prepare('INSERT OR IGNORE INTO order_search (term, kind, order_id) VALUES (?, ?, ?)'),
  };
  const insertOne = (i) => {
    const at = now - (count - i) * (DAY_MS / PER_DAY);
    const row = rowOf(i, at, version);
    write.person.run(row);
    write.order.run(row);
    for (const word of searchTokens(row.name)) write.search.run(word, 'name', row.order);
    write.search.run(row.tail, 'tail', row.order);
  };
  db.exec('BEGIN');
  for (let i = 0; i < count; i += 1) insertOne(i);
  db.exec('COMMIT');
}

const STATUSES = ['placed', 'in_production', 'ready', 'notified'];

function rowOf(i, atMs, version) {
  const at = Math.floor(atMs);
  const name = nameOf(i);
  const day = shopDayOf(at);
  const n = (i % 9999) + 1;
  const total = 500 + ((i * 37) % 20_000);
  return {
    person: ulid(at, randomBytes(10)),
    order: ulid(at, randomBytes(10)),
    name,
    key: customerKey(name),
    phone: `+3712912${phoneTailOf(i)}`,
    tail: phoneTailOf(i),
    day,
    n,
    barcode: orderBarcode({ store: '01', day, letter: 'K', n }),
    token: randomBytes(16).toString('hex'),
    source: i % 3 === 0 ? 'counter' : 'kiosk',
    status: STATUSES[i % STATUSES.length],
    version,
    price: JSON.stringify({ lines: [], total }),
    total,
    content: '40 × 10×15',
    at,
    due: at + 4 * 3_600_000,
  };
}
