import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { takePage } from '../../../electron/core/features/sync/loop/takePage.ts';
import { pinnedFetch } from '../../../electron/core/features/sync/transport/pinned.ts';
import { verifySignature } from '../../../electron/core/keys/signingKey.ts';
import { documentOf } from '../../../electron/core/features/orders/index.ts';
import { applyRelayed, takeOverItem } from '../../../electron/core/takeOver.ts';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import { FeedItem, type LedgerAnswer } from '../../../shared/sync/endpoints.ts';
import type { WireOp } from '../../../shared/sync/op.ts';
import { signerOf } from '../../../central/keys/ed25519.ts';
import {
  createQueue,
  erasing,
  levelQueue,
  moving,
  newOrder,
  person,
  placing,
  type Queue,
  sealOp,
} from '../tools/queue.ts';
import { NewOrder } from '../../../shared/sync/orderDocument.ts';
import { callsOf, codeOf, makeFile } from '../files/filesWorld.ts';
import { enrolTerminal, newId, random128, type TestTerminal } from '../tools/terminal.ts';
import { openStore, soon, statusAt, type Store, type StoreTerminal } from './store.ts';

interface Asked {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

let store: Store;
let counter: StoreTerminal;
let kiosk: TestTerminal;
let queue: Queue;

const hub = async () => {
  const { hub: standing } = await counter.core.get(counter.core.who.manager, 'sync:status', {});
  const [row] = await store.central.db.transaction({ role: 'owner' }, (db) =>
    db.query<{ key: string }>('SELECT tls_sha256 AS key FROM hub'),
  );
  return { url: standing.address ?? '', key: row?.key ?? '' };
};

const call = async (method: string, path: string, body?: unknown, token?: string): Promise<Asked> => {
  const { url, key } = await hub();
  const answer = await pinnedFetch(key)(url + path, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Asked['body'] };
};

const proof = (terminal: TestTerminal, more: object = { hub: counter.id }, signer = terminal.signer) => {
  const asked = { terminalId: terminal.id, epoch: 1, nonce: random128(), wall: 0, ...more };
  return { ...asked, sig: signer.sign(canonicalJson(asked)) };
};

const tokenOf = async (terminal: TestTerminal): Promise<string> =>
  String((await call('POST', '/v1/token', proof(terminal))).body['token']);

const incarnation = () =>
  counter.core.deps.read.get<{ id: string }>(sql`SELECT incarnation AS id FROM hub_life`)?.id ?? '';

const ledgerOf = async (token: string): Promise<LedgerAnswer> =>
  (await call('GET', '/v1/ledger', undefined, token)).body as unknown as LedgerAnswer;

/** Says hello with what it knows of the ledger; null for a terminal that knows nothing. */
const sayHello = async (token: string, known: boolean, of: Queue = queue) => {
  const { head } = await ledgerOf(token);
  const { seq: lastSeq, hash: lastHash } = of.end();
  return call(
    'POST',
    '/v1/hello',
    {
      epoch: 1,
      lastSeq,
      lastHash,
      ledgerSeq: known ? head.seq : null,
      ledgerHash: known ? head.hash : null,
      scopes: [],
      backlog: { ops: 0, files: 0, bytes: 0, oldestS: 0 },
      appVersion: '1.0.0',
    },
    token,
  );
};

const push = async (ops: readonly WireOp[], more: object = {}): Promise<Asked> => {
  const token = await tokenOf(kiosk);
  await sayHello(token, true);
  const batch = { incarnation: incarnation(), terminalId: kiosk.id, epoch: 1, ops, ...more };
  return call('POST', '/v1/ops', batch, token);
};

const kept = () =>
  counter.core.deps.read.all<{ seq: number; body: string | null }>(
    sql`SELECT seq, body FROM hub_op WHERE terminal_id = ${kiosk.id} ORDER BY place`,
  );

beforeAll(async () => {
  store = await openStore();
  counter = await store.join('counter');
  kiosk = await enrolTerminal(store.central, '01', 'kiosk');
  queue = createQueue(kiosk);
  await store.serve(counter);
  await soon(() => {
    if (
      counter.core.deps.read.get(sql`SELECT 1 FROM hub_terminal WHERE terminal_id = ${kiosk.id}`) ===
      undefined
    )
      throw new Error('not known');
  });
});
afterAll(() => store.end());

describe('a hub', () => {
  it('[I14, F20] knows terminals of its store by their own proof for this very hub, and nobody else', async () => {
    const other = await enrolTerminal(store.central, '02', 'kiosk');
    const { status: forCentral } = await call('POST', '/v1/token', proof(kiosk, {}));
    expect(forCentral).toBe(400);
    const once = proof(kiosk);
    expect((await call('POST', '/v1/token', once)).status).toBe(200);
    const wrong = [
      proof(kiosk, { hub: kiosk.id }),
      proof(kiosk, { hub: counter.id }, signerOf(randomBytes(32))),
      proof(other),
      once,
    ];
    for (const one of wrong)
      expect(await call('POST', '/v1/token', one)).toMatchObject({
        status: 401,
        body: { code: 'unknown_terminal' },
      });
    // What proves it here proves nothing at central.
    expect(await kiosk.call('POST', '/v1/token', proof(kiosk))).toMatchObject({ status: 400 });
    for (const path of ['/v1/feed?scope=store:01', '/v1/ledger', '/v1/hello', '/v1/ops'])
      expect(
        (await call(path.startsWith('/v1/h') ? 'POST' : 'GET', path, undefined, 'x')).status,
      ).toBeGreaterThan(400);
  });

  it('[I7] gives and takes nothing before a terminal knows the ledger, which it passes on as central signed it', async () => {
    const token = await tokenOf(kiosk);
    expect(await sayHello(token, false)).toMatchObject({ status: 200, body: { mode: 'replay_ledger' } });
    const ops = createQueue(kiosk).seal(placing(newOrder('01')));
    const batch = { incarnation: incarnation(), terminalId: kiosk.id, epoch: 1, ops };
    expect(await call('POST', '/v1/ops', batch, token)).toMatchObject({ status: 423 });
    const feed = `/v1/feed?scope=kiosk:${kiosk.id}`;
    expect(await call('GET', feed, undefined, token)).toMatchObject({ status: 423 });
    const { head, entries } = await ledgerOf(token);
    const { sig, ...said } = head;
    const key = kiosk.enrolment.erasurePub;
    expect(verifySignature(key, Buffer.from(canonicalJson(said)), sig)).toBe(true);
    expect(entries.at(-1)?.seq).toBe(head.seq);
    expect(await sayHello(token, true)).toMatchObject({ body: { mode: 'ok', expectedSeq: 1 } });
    expect(await call('GET', '/v1/feed?scope=store:01', undefined, token)).toMatchObject({ status: 403 });
  });

  it('[I3, F16] keeps nothing that is forged, changed, out of its order or lacks one in the middle', async () => {
    const made = createQueue(kiosk);
    const [first, second, third] = made.seal(...[1, 2, 3].map(() => placing(newOrder('01'))));
    if (!first || !second || !third) throw new Error('not sealed');
    const place = { epoch: 1, seq: 1, prev: createQueue(kiosk).end().hash };
    const stranger = { ...kiosk, signer: signerOf(randomBytes(32)) };
    const forged = sealOp(stranger, place, placing(newOrder('01'))).wire;
    const refused: readonly [readonly WireOp[], string][] = [
      [[forged], 'bad_chain'],
      [[{ ...first, body: second.body }], 'bad_chain'],
      [[{ ...first, body: null, salt: null }], 'bad_chain'],
      [[second, first], 'gap'],
      [[first, third], 'gap'],
    ];
    for (const [ops, code] of refused) expect((await push(ops)).body).toMatchObject({ code });
    expect((await push([first], { incarnation: random128() })).body).toMatchObject({ code: 'incarnation' });
    expect((await push([first], { terminalId: counter.id })).body).toMatchObject({ code: 'role' });
    expect(kept()).toEqual([]);
  });

  it('[I1, I2, F4] answers what it has kept, and only once it has: sent again it is the same, under one number nothing else', async () => {
    const order = newOrder('01');
    const [op] = queue.seal(placing(order));
    if (!op) throw new Error('not sealed');
    counter.line.setDown(true);
    const { transact } = counter.core.deps;
    transact((tx) =>
      tx.db.run(sql`CREATE TRIGGER full BEFORE INSERT ON hub_op BEGIN SELECT RAISE(ABORT, 'full'); END`),
    );
    expect((await push([op])).status).toBe(500);
    expect(kept()).toEqual([]);
    transact((tx) => tx.db.run(sql`DROP TRIGGER full`));
    const answered = await push([op]);
    expect(answered).toMatchObject({ status: 200, body: { ackSeq: 1 } });
    expect(await push([op])).toEqual(answered);
    expect(kept()).toEqual([{ seq: 1, body: op.body }]);
    const place = { epoch: 1, seq: 1, prev: createQueue(kiosk).end().hash };
    const another = sealOp(kiosk, place, placing(newOrder('01'))).wire;
    expect((await push([another])).body).toMatchObject({ code: 'fork', seq: 1 });
    counter.line.setDown(false);
  });

  it('[I5, I6, F16] takes no step back that it relays while central’s feed is behind it, and reads anew what central made of it', async () => {
    const order = newOrder('01');
    counter.line.setDown(true);
    const [placed, held] = queue.seal(placing(order), moving(order.orderId, 'placed', 'on_hold'));
    if (!placed || !held) throw new Error('not sealed');
    expect((await push([placed, held])).status).toBe(200);
    expect(statusAt(counter, order.orderId)).toBe('on_hold');
    const { opId } = JSON.parse(placed.header) as { opId: string };
    const { event } = JSON.parse(placed.body ?? '') as { event: object };
    const ended = { heldFrom: null, closedAt: null, filesDeletedAt: null, place: null, note: null };
    const state = { ...order, ...ended, status: 'placed', payments: [], history: [{ opId, ...event }] };
    const item = FeedItem.parse({ entity: 'order', id: order.orderId, version: 1, kind: 'put', state });
    const { deps, features } = counter.core;
    const where = { scope: 'store:01', incarnation: random128(), place: null };
    const how = {
      appVersion: '0.1.0',
      log: deps.log,
      takeOver: takeOverItem({
        consents: features.consents,
        messages: { takeOver: () => undefined },
        noteStanding: () => undefined,
      }),
      applyRelayed: applyRelayed({ consents: features.consents }),
      documentOf,
    };
    deps.transact((tx) => takePage(how, tx, where, [item]));
    expect(statusAt(counter, order.orderId)).toBe('on_hold');
    const relays = () =>
      deps.read.all(
        sql`SELECT state, laid_over AS over FROM hub_op WHERE entity_id = ${order.orderId} ORDER BY place`,
      );
    expect(relays()).toEqual([
      { state: 'acked', over: 0 },
      { state: 'waiting', over: 1 },
    ]);
    deps.transact((tx) =>
      tx.db.run(sql`UPDATE hub_op SET state = 'waiting', acked_at = NULL WHERE op_id = ${opId}`),
    );
    counter.line.setDown(false);
    await soon(() => expect(relays()).toMatchObject([{ state: 'acked' }, { state: 'acked' }]));
    await soon(() => expect(statusAt(counter, order.orderId)).toBe('on_hold'));
  });

  it('[I7, F14] has nothing of an erased person left in what it relays, and takes nothing of them any more', async () => {
    const who = person('ilze@example.org');
    const order = newOrder('01', who);
    counter.line.setDown(true);
    expect((await push(queue.seal(placing(order)))).status).toBe(200);
    expect(kept().at(-1)?.body).toContain('ilze@example.org');
    // Another counter of the store orders the erasure; the hub learns of it by the ledger alone.
    const manager = await levelQueue(await enrolTerminal(store.central, '01', 'counter'));
    const { body } = await manager.send(erasing([order.orderId], [who.subjectRef]));
    expect(body.results).toMatchObject([{ status: 'applied' }]);
    counter.line.setDown(false);
    await soon(() => expect(kept().map((row) => row.body?.includes('ilze@') ?? false)).not.toContain(true));
    const [late] = queue.seal({ ...placing(order), key: 'order.placed@1' });
    await soon(async () => expect((await push(late ? [late] : [])).status).toBe(200));
    expect(kept().at(-1)?.body).toBeNull();
    const found = counter.core.deps.read.all(sql`SELECT 1 FROM orders WHERE order_id = ${order.orderId}
      AND NOT EXISTS (SELECT 1 FROM locked_order l WHERE l.order_id = orders.order_id)`);
    expect(found).toEqual([]);
  });

  it('[SYN-3, I4, I14] takes photos and keys of its orders, checked and whole, and gives them to counters alone', async () => {
    const [first, second] = [makeFile(300_000), makeFile(5000)];
    const photo = (fileId: string, seq: number) => ({
      photoId: newId(),
      seq,
      name: `IMG_${seq}.JPG`,
      fileId,
      sha256: '0'.repeat(64),
      bytes: 1000,
      width: 30,
      height: 20,
      missing: false,
    });
    const order = NewOrder.parse({
      ...newOrder('01'),
      files: [first, second].map(({ fileId }, at) => photo(fileId, at + 1)),
    });
    const { orderId } = order;
    const behind = await tokenOf(kiosk);
    await sayHello(behind, false);
    const { url, key } = await hub();
    const callsBy = (token: string) => callsOf(url, token, pinnedFetch(key));
    expect(await codeOf(await callsBy(behind).plan(orderId, [first]))).toBe('ledger_first');
    expect(await codeOf(await callsBy('0'.repeat(64)).plan(orderId, [first]))).toBe('token_expired');
    const token = await tokenOf(kiosk);
    await sayHello(token, true);
    const calls = callsBy(token);
    const refused = [
      calls.plan(orderId, [first]),
      calls.create(orderId, first),
      calls.patch(orderId, first, 0, first.bytes),
      calls.remove(orderId, first),
    ];
    for (const one of refused) expect(await codeOf(await one)).toBe('not_found');

    counter.line.setDown(true);
    expect((await push(queue.seal(placing(order)))).status).toBe(200);
    expect((await calls.create(orderId, first)).status).toBe(404);
    const planned = await calls.plan(orderId, [first, second]);
    expect(await calls.states(planned)).toEqual(['wanted', 'wanted']);
    expect(await codeOf(await calls.plan(orderId, [makeFile(10)]))).toBe('malformed');
    expect((await calls.create(orderId, first)).status).toBe(201);
    const half = first.bytes.subarray(0, 150_000);
    expect((await calls.patch(orderId, first, 0, half)).status).toBe(204);
    expect(await calls.states(await calls.plan(orderId, [first]))).toEqual(['receiving']);
    expect((await calls.create(orderId, first)).status).toBe(201);
    expect((await calls.head(orderId, first)).headers.get('upload-offset')).toBe('150000');
    expect(await codeOf(await calls.patch(orderId, first, 150_000, first.bytes))).toBe('too_large');
    expect((await calls.patch(orderId, first, 150_000, first.bytes.subarray(150_000))).status).toBe(204);
    await calls.create(orderId, second);
    expect((await calls.patch(orderId, second, 0, makeFile(5000).bytes)).status).toBe(460);
    expect(await calls.states(await calls.plan(orderId, [first, second]))).toEqual(['verified', 'wanted']);

    const put = (hex: string) =>
      calls.call(`/v1/orders/${orderId}/key`, { method: 'PUT', body: JSON.stringify({ key: hex }) });
    const own = random128() + random128();
    expect((await put(own)).status).toBe(204);
    expect((await put(own)).status).toBe(204);
    expect(await codeOf(await put(random128() + random128()))).toBe('malformed');
    const keyPath = `/v1/orders/${orderId}/key`;
    expect(await codeOf(await calls.call(keyPath))).toBe('role');
    expect(await codeOf(await calls.download(orderId, first))).toBe('role');

    counter.line.setDown(false);
    const desk = await enrolTerminal(store.central, '01', 'counter');
    counter.core.features.sync.settle();
    await soon(async () => expect((await call('POST', '/v1/token', proof(desk))).status).toBe(200));
    const deskToken = await tokenOf(desk);
    await sayHello(deskToken, true, createQueue(desk));
    const atDesk = callsBy(deskToken);
    expect(await (await atDesk.call(keyPath)).json()).toEqual({ key: own });
    const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
    const whole = await atDesk.download(orderId, first);
    expect([whole.status, whole.headers.get('etag')]).toEqual([200, `"${first.cipherSha256}"`]);
    expect((await bytesOf(whole)).equals(first.bytes)).toBe(true);
    const rest = await atDesk.download(orderId, first, 'bytes=299000-');
    expect([rest.status, (await bytesOf(rest)).equals(first.bytes.subarray(299_000))]).toEqual([206, true]);
    expect((await atDesk.download(orderId, first, 'bytes=300000-')).status).toBe(416);
    expect(await codeOf(await atDesk.download(orderId, second))).toBe('not_found');

    const manager = await levelQueue(await enrolTerminal(store.central, '01', 'counter'));
    await manager.send(erasing([orderId], []));
    await soon(async () => {
      const again = await tokenOf(kiosk);
      await sayHello(again, true);
      expect(await codeOf(await callsBy(again).plan(orderId, [second]))).toBe('erased');
      expect(await codeOf(await callsBy(again).create(orderId, second))).toBe('erased');
      const late = callsBy(again).call(keyPath, { method: 'PUT', body: JSON.stringify({ key: own }) });
      expect(await codeOf(await late)).toBe('erased');
    });
  });

  it('says the time under its own key, and is known by its key alone', async () => {
    const nonce = random128();
    const { body } = await call('GET', `/v1/time?nonce=${nonce}`);
    const { sig, ...said } = body;
    expect(said).toEqual({ now: counter.core.clock.now(), nonce });
    const { publicKey } = counter.core.deps.signer;
    expect(verifySignature(publicKey, Buffer.from(canonicalJson(said)), String(sig))).toBe(true);
    const { url } = await hub();
    await expect(pinnedFetch('0'.repeat(64))(`${url}/v1/time?nonce=${nonce}`, {})).rejects.toThrow(
      'wrong key',
    );
    expect((await call('GET', '/v1/terminals')).status).toBe(404);
  });

  it('serves nothing once it is switched off, and central names it no more', async () => {
    const { url, key } = await hub();
    counter.core.set({ hub: { on: false } });
    counter.core.features.sync.settle();
    await soon(async () => expect(await kiosk.call('GET', '/v1/hubs')).toMatchObject({ body: { hubs: [] } }));
    await expect(pinnedFetch(key)(`${url}/v1/time?nonce=${random128()}`, {})).rejects.toThrow();
  });
});
