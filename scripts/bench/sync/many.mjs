import pg from 'pg';
import { percentile, result, timed } from '../tools/measure.mjs';
import { peakMegabytes, proportionalMegabytes } from '../tools/processes.mjs';
import { enrolTerminal, valueOf } from './terminal.mjs';

const IN_A_SHOP = 10;
const FIRST_SHOP = 10;
/** As many as central has to its database. */
const CONNECTIONS = 10;
const BATCH = 5;
const WAIT_S = 5;

/** Many terminals that push to one central at once, each batch after batch, while each store follows its feed. */
export async function many({ stage, quick }) {
  const [terminals, batches] = quick ? [20, 4] : [200, 10];
  const sessions = [];
  for (let i = 0; i < terminals; i += 1) {
    const shop = String(FIRST_SHOP + Math.floor(i / IN_A_SHOP));
    const terminal = await enrolTerminal(stage, shop, `10.0.${Math.floor(i / 250)}.${1 + (i % 250)}`);
    sessions.push({ ...terminal, sealed: Array.from({ length: batches }, () => terminal.seal(BATCH)) });
  }
  const ops = terminals * batches * BATCH;
  const followers = await Promise.all(sessions.filter((_, i) => i % IN_A_SHOP === 0).map(createFollower));
  const before = await proportionalMegabytes(stage.pid());
  let pushed;
  const peak = await peakMegabytes(stage.pid(), async () => {
    pushed = await pushAll(sessions, followers);
  });
  const after = await proportionalMegabytes(stage.pid());
  const rows = await insertRows(stage, { ops, bytes: JSON.stringify(sessions[0].sealed[0][0].wire).length });
  const what = `${terminals} terminals at once`;
  return [
    result({
      name: `${what}, pushing ${ops} orders, ${BATCH} a batch`,
      unit: 'a second',
      ours: (ops / pushed.ms) * 1000,
      peer: (ops / rows.ms) * 1000,
      peerName: `one INSERT a transaction of as many bytes, over ${CONNECTIONS} connections (pg, same PostgreSQL)`,
    }),
    result({
      name: `${what}: from the answer until it is in the store's feed, p99`,
      unit: 'ms',
      ours: percentile(pushed.lags, 99),
      peer: null,
      peerName: 'none: a plain table has no feed',
    }),
    result({
      name: `${what}: memory of central at its most`,
      unit: 'MB',
      ours: Math.max(peak, after),
      peer: before,
      peerName: 'the same process before they pushed (proportional set size)',
    }),
  ];
}

/** When each order was answered, and how much later its store's follower had it. */
async function pushAll(sessions, followers) {
  const answered = new Map();
  const wanted = new Map(followers.map(({ shop }) => [shop, 0]));
  for (const { shop, sealed } of sessions) wanted.set(shop, wanted.get(shop) + sealed.flat().length);
  const following = followers.map((follower) => follower.follow(wanted.get(follower.shop)));
  const { ms } = await timed(() =>
    Promise.all(
      sessions.map(async ({ push, sealed }) => {
        for (const batch of sealed) {
          await push(batch);
          for (const { orderId } of batch) answered.set(orderId, performance.now());
        }
      }),
    ),
  );
  const seen = (await Promise.all(following)).flatMap((one) => [...one]);
  // The feed may be quicker than the answer.
  const lags = seen.map(([orderId, at]) => Math.max(0, at - answered.get(orderId)));
  return { ms, lags };
}

/** Follows its store's feed by long polls; answers when each of so many orders came. */
async function createFollower({ shop, transport, who }) {
  const { signal } = new AbortController();
  const page = (cursor, waitS) =>
    transport.feed(who, { scope: `store:${shop}`, cursor, waitS }, signal).then(valueOf);
  let { cursor } = await page(null, 0);
  const follow = async (wanted) => {
    const seen = new Map();
    while (seen.size < wanted) {
      const next = await page(cursor, WAIT_S);
      cursor = next.cursor;
      for (const { entity, id } of next.items)
        if (entity === 'order' && !seen.has(id)) seen.set(id, performance.now());
    }
    return seen;
  };
  return { shop, follow };
}

/** As many rows over a pool as large as central's. */
async function insertRows({ peerUrl }, { ops, bytes }) {
  const pool = new pg.Pool({ connectionString: peerUrl, max: CONNECTIONS });
  const body = 'x'.repeat(bytes);
  try {
    await pool.query('CREATE TABLE plain_many (id bigserial PRIMARY KEY, body text NOT NULL)');
    const insert = () => pool.query('INSERT INTO plain_many (body) VALUES ($1)', [body]);
    return await timed(() => Promise.all(Array.from({ length: ops }, insert)));
  } finally {
    await pool.end();
  }
}
