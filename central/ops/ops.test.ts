import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import {
  createQueue,
  epochHash,
  levelQueue,
  moving,
  newOrder,
  noting,
  person,
  placing,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, random128 } from '../../tests/sync/tools/terminal.ts';
import { signerOf } from '../keys/ed25519.ts';

describe.each(DATABASES)('ops on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const start = async (shop = '01', role: 'counter' | 'kiosk' | 'hub' = 'counter') => {
    const terminal = await enrolTerminal(central, shop, role);
    return { terminal, queue: await levelQueue(terminal) };
  };
  const count = async (shop: string, table: 'orders' | 'op', id: string): Promise<number> => {
    const column = table === 'orders' ? 'order_id' : 'op_id';
    const rows = await central.db.transaction({ role: 'api', shops: [shop] }, (sql) =>
      sql.query(`SELECT 1 AS one FROM ${table} WHERE ${column} = $1`, [id]),
    );
    return rows.length;
  };

  it('[I2] [I3] takes a batch once: sent again it is answered the same and nothing is done twice', async () => {
    const { queue } = await start();
    const order = newOrder('01');
    const sealed = queue.seal(placing(order), moving(order.orderId, 'placed', 'in_production'));
    const first = await queue.push(sealed);
    expect(first).toMatchObject({
      status: 200,
      body: { ackSeq: 2, results: [{ seq: 1, status: 'applied', version: 1 }, { seq: 2 }] },
    });
    expect((await queue.push(sealed)).body).toEqual(first.body);
    expect((await queue.push(sealed.slice(1))).body.results).toEqual(first.body.results.slice(1));
    expect(await count('01', 'orders', order.orderId)).toBe(1);
  });

  it('[I1] [I3] answers a gap with the number it expects, and takes nothing behind it', async () => {
    const { queue } = await start();
    const sealed = queue.seal(...[1, 2, 3].map(() => placing(newOrder('01'))));
    expect(await queue.push(sealed.slice(1))).toMatchObject({
      status: 409,
      body: { code: 'gap', expected: 1 },
    });
    expect(await queue.push(sealed)).toMatchObject({ body: { ackSeq: 3 } });
    expect(await queue.push([...sealed, ...sealed.slice(1)])).toMatchObject({ status: 200 });
  });

  it('[I3] [I10] calls a number that was used for another op a fork', async () => {
    const { terminal, queue } = await start();
    await queue.send(placing(newOrder('01')));
    const copy = createQueue(terminal);
    expect(await copy.send(placing(newOrder('01')))).toMatchObject({
      status: 409,
      body: { code: 'fork', seq: 1 },
    });
  });

  it('refuses altered, reordered, foreign and half ops as `bad_chain`, and logs no more than ids', async () => {
    const { terminal, queue } = await start();
    const [first, second] = queue.seal(placing(newOrder('01')), placing(newOrder('01')));
    if (first === undefined || second === undefined) throw new Error('not sealed');
    const bad = { status: 422, body: { code: 'bad_chain', seq: 1 } };
    expect(await queue.push([{ ...first, body: `${first.body} ` }])).toMatchObject(bad);
    expect(await queue.push([{ ...first, salt: random128() }])).toMatchObject(bad);
    expect(await queue.push([{ ...first, body: null }])).toMatchObject(bad);
    expect(await queue.push([{ ...first, sig: second.sig }])).toMatchObject(bad);
    expect(await queue.push([{ ...first, header: `${first.header} ` }])).toMatchObject(bad);
    const [foreign] = createQueue({ ...terminal, signer: signerOf(randomBytes(32)) }).seal(
      placing(newOrder('01')),
    );
    expect(await queue.push(foreign === undefined ? [] : [foreign])).toMatchObject(bad);
    expect(await queue.push([second, first])).toMatchObject({ status: 409, body: { code: 'gap' } });
    expect(await queue.push([first, second])).toMatchObject({ status: 200 });
  });

  it('[I10] a refused op advances the queue and blocks nothing behind it', async () => {
    const { queue } = await start();
    const order = newOrder('01');
    const { body } = await queue.send(
      moving(order.orderId, 'placed', 'ready'),
      { ...placing(order), body: { order, extra: 'Anna' } },
      { ...placing(order), entity: 'subject', entityId: random128() },
      placing(newOrder('02')),
      placing(order),
      placing(order),
      { key: 'order.teleported@9', entity: 'order', entityId: order.orderId, body: {} },
    );
    expect(body.results.map(({ status, code }) => code ?? status)).toEqual([
      'unknown_order',
      'malformed',
      'entity_mismatch',
      'wrong_shop',
      'applied',
      'exists',
      'deferred',
    ]);
    expect(body.ackSeq).toBe(7);
  });

  it('keeps no body that it could not understand', async () => {
    const { queue } = await start();
    await queue.send({ ...placing(newOrder('01')), body: { surname: 'Paraugs' } });
    const rows = await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query<{ body: string | null; salt: string | null }>(
        `SELECT body, salt FROM op WHERE code = 'malformed'`,
      ),
    );
    expect(new Set(rows.map(({ body, salt }) => body ?? salt))).toEqual(new Set([null]));
  });

  it('[I2] an op signed anew in a later epoch takes effect once', async () => {
    const { terminal, queue } = await start();
    const order = newOrder('01');
    const opId = random128();
    const first = await queue.send({ ...placing(order), opId });
    const { seq: lastSeq, hash: lastHash } = queue.end();
    const record = { terminalId: terminal.id, epoch: 2, reason: 'fork', lastSeq, lastHash };
    const { call } = terminal;
    expect(
      await call('POST', '/v1/epoch', { record, sig: terminal.signer.sign(canonicalJson(record)) }),
    ).toMatchObject({ status: 201 });
    const next = createQueue(terminal, 2, epochHash(record));
    const again = await next.send({ ...placing(order), opId }, noting(order.orderId, 'blue', 1));
    expect(again.body.results[0]).toEqual(first.body.results[0]);
    expect(again.body.results[1]).toMatchObject({ seq: 2, status: 'applied', version: 2 });
    expect(await queue.send(placing(newOrder('01')))).toMatchObject({ status: 409, body: { code: 'fork' } });
  });

  it('takes an order of nearly 1 MiB, and nothing larger than a batch may be', async () => {
    const { queue } = await start();
    const order = newOrder('01');
    const files = Array.from({ length: 2000 }, (_, seq) => ({
      photoId: order.orderId,
      seq,
      fileId: order.orderId,
      name: 'x'.repeat(200),
      sha256: 'a'.repeat(64),
      bytes: 1,
      width: 1,
      height: 1,
      missing: false,
    }));
    const big = { ...order, files: files as never };
    expect(await queue.send(placing(big))).toMatchObject({ body: { results: [{ status: 'applied' }] } });
    const tooLarge = 'x'.repeat(5 * 1024 * 1024);
    expect(await queue.push([], { padding: tooLarge })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
  });

  it('lets a counter relay for a kiosk of its store, and nobody else for anybody', async () => {
    const [kiosk, counter, foreign] = [await start('01', 'kiosk'), await start(), await start('02')];
    const sealed = kiosk.queue.seal(placing(newOrder('01')));
    const relayed = { terminalId: kiosk.terminal.id };
    expect(await foreign.queue.push(sealed, relayed)).toMatchObject({ status: 401 });
    expect(await counter.queue.push(sealed, relayed)).toMatchObject({ body: { ackSeq: 1 } });
    expect(await kiosk.queue.push(sealed)).toMatchObject({ body: { ackSeq: 1 } });
    const own = counter.queue.seal(placing(newOrder('01')));
    expect(await kiosk.queue.push(own, { terminalId: counter.terminal.id })).toMatchObject({
      status: 403,
      body: { code: 'role' },
    });
  });

  it('[I8] takes a restriction in, and the same again as `already`', async () => {
    const { queue } = await start();
    const { subjectRef } = person();
    const { body } = await queue.send(restricting(subjectRef, 5), restricting(subjectRef, 5));
    expect(body.results.map(({ status }) => status)).toEqual(['applied', 'already']);
  });

  it('asks for the ledger first, and knows only its own life of the database', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const queue = createQueue(terminal);
    expect(await queue.send(placing(newOrder('01')))).toMatchObject({
      status: 423,
      body: { code: 'ledger_first' },
    });
    await queue.level();
    expect(await queue.push(queue.ops, { incarnation: random128() })).toMatchObject({
      status: 409,
      body: { code: 'incarnation' },
    });
    expect(await queue.push(queue.ops)).toMatchObject({ status: 200 });
  });
});
