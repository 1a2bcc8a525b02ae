import { longestBlock } from '../tools/loopBlock.mjs';
import { alternate, median, result, timed } from '../tools/measure.mjs';
import { openCounter } from './counter.mjs';
import { openPouch, pouchName, pouchPackages } from './pouchPeer.mjs';
import { enrolTerminal, valueOf } from './terminal.mjs';

const SHOP = '01';
const PAGE = 500;
const DAYS_AWAY = 3;

/**
 * Orders from one counter to central and from there to another, against PouchDB doing the same with documents of as many
 * bytes, and against plain rows in the same server.
 */
export async function orders({ stage, folder, quick }) {
  const [turns, each] = quick ? [2, 500] : [5, 2000];
  const [from, to] = [await openCounter(stage, SHOP), await openCounter(stage, SHOP)];
  const reader = await createReader(stage);
  const packages = pouchPackages();
  const pouch = packages === null ? null : await openPouch(packages, folder);
  try {
    await from.pushAll();
    await to.follow();
    await stage.peer.query('CREATE TABLE plain (id bigserial PRIMARY KEY, body text NOT NULL)');
    const { a, b } = await alternate(
      turns,
      () => throughCentral({ from, to, reader }, each),
      () => throughPeers({ peer: stage.peer, pouch }, from.opBytes(), each),
    );
    const drained = [];
    for (let turn = 0; turn < turns; turn += 1) drained.push(await drain(from, each));
    const pages = `SELECT of as many rows in pages of ${PAGE} (pg, same PostgreSQL)`;
    const line = (way, name, peerName, peerWay = way) =>
      result({
        name,
        unit: 'a second',
        ours: median(a.map((rates) => rates[way])),
        peer: median(b.map((rates) => rates[peerWay])),
        peerName,
      });
    const against = (way, name, times) =>
      result({
        name,
        unit: 'a second',
        ours: median(a.map((rates) => rates[way])),
        peer: pouch === null ? null : median(b.map((rates) => rates.pouch[way])),
        peerName: pouchName(pouch),
        aim: pouch === null ? null : { of: 'ratio', atLeast: times },
      });
    const count = turns * each;
    return [
      against('push', `push ${count} orders, signed, until each is answered`, 2),
      against('pull', `pull ${count} orders into another counter's database`, 3),
      line(
        'push',
        `push ${count} orders, signed, until each is answered`,
        'one INSERT a transaction of as many bytes, one after the other (pg, same PostgreSQL)',
      ),
      result({
        name: `push ${each} orders of ${DAYS_AWAY} days without a line, signed, until each is answered`,
        unit: 'a second',
        ours: median(drained),
        peer: median(a.map(({ push }) => push)),
        peerName: `the same client with ${each} orders of one day`,
        // Not more than half as long again (G11).
        aim: { of: 'ratio', atLeast: 0.67 },
      }),
      result({
        name: `pull ${count} orders: longest time in which core answers nobody`,
        unit: 'ms',
        ours: median(a.map(({ blockMs }) => blockMs)),
        peer: null,
        peerName: 'none: PouchDB works in its own time',
        // A slice of work (G10).
        aim: { of: 'ours', atMost: 8 },
      }),
      line('read', `read ${count} orders from the feed`, pages, 'pull'),
      line('pull', `pull ${count} orders into another counter's database`, pages),
    ];
  } finally {
    await from.close();
    await to.close();
    await pouch?.close();
  }
}

const perSecond = (count, { ms }) => (count / ms) * 1000;

async function throughCentral({ from, to, reader }, each) {
  from.placeDay(each);
  const wanted = from.orders();
  const push = perSecond(each, await timed(() => from.pushAll()));
  const read = perSecond(each, await timed(() => reader(each)));
  const { value, blockMs } = await longestBlock(() => timed(() => to.pullTo(wanted)));
  return { push, read, pull: perSecond(each, value), blockMs };
}

/** Orders of days on which nothing could be sent, a second. */
async function drain(from, each) {
  for (let day = 0; day < DAYS_AWAY; day += 1) from.placeDay(each / DAYS_AWAY);
  const waiting = from.waiting();
  return perSecond(waiting, await timed(() => from.pushAll()));
}

/** Reads a store's feed on from where it was, until so many orders came. Keeps nothing of them. */
async function createReader(stage) {
  const { transport, who } = await enrolTerminal(stage, SHOP);
  const { signal } = new AbortController();
  let cursor = null;
  return async (wanted) => {
    for (let seen = 0; seen < wanted; ) {
      const place = { scope: `store:${SHOP}`, cursor, waitS: 0 };
      const page = valueOf(await transport.feed(who, place, signal));
      cursor = page.cursor;
      seen += page.items.filter(({ entity }) => entity === 'order').length;
    }
  };
}

async function throughPeers({ peer, pouch }, bytes, each) {
  const rows = await throughRows(peer, 'x'.repeat(bytes), each);
  if (pouch === null) return rows;
  const { push, pull } = await pouch.through(each, bytes);
  return { ...rows, pouch: { push: perSecond(each, push), pull: perSecond(each, pull) } };
}

async function throughRows(peer, body, each) {
  const { rows } = await peer.query('SELECT coalesce(max(id), 0) AS last FROM plain');
  const push = await timed(async () => {
    for (let i = 0; i < each; i += 1) await peer.query('INSERT INTO plain (body) VALUES ($1)', [body]);
  });
  const pull = await timed(async () => {
    for (let after = rows[0].last; after !== undefined; ) {
      const page = await peer.query('SELECT id, body FROM plain WHERE id > $1 ORDER BY id LIMIT $2', [
        after,
        PAGE,
      ]);
      after = page.rows.at(-1)?.id;
    }
  });
  return { push: perSecond(each, push), pull: perSecond(each, pull) };
}
