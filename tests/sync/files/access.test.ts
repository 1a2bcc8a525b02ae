import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPIRES_AFTER_MS } from '../../../shared/sync/spool/spool.ts';
import { newId } from '../tools/terminal.ts';
import { callsOf, codeOf, createFilesWorld, type FilesWorld, makeFile } from './filesWorld.ts';

let world: FilesWorld;
let counter: ReturnType<typeof callsOf>;
beforeAll(async () => {
  world = await createFilesWorld();
  counter = callsOf(world.url, await world.enrol());
});
afterAll(() => world.close());

const objectPath = (orderId: string, cipherSha256: string) => join(world.objects, orderId, cipherSha256);

/** Every call about a file, and what was answered. */
const everyCall = async (calls: ReturnType<typeof callsOf>, orderId: string) => {
  const file = makeFile(5000);
  return [
    await counterless(calls.plan(orderId, [file])),
    await counterless(calls.create(orderId, file)),
    await counterless(calls.create(orderId, file, file.bytes)),
    await counterless(calls.patch(orderId, file, 0, file.bytes)),
    await counterless(calls.remove(orderId, file)),
    await counterless(calls.download(orderId, file)),
    (await calls.head(orderId, file)).status,
  ];
};
const counterless = async (response: Promise<Response>) => codeOf(await response);

describe('who may send and fetch files', () => {
  test('I14 an order of another store, or none, looks the same: not found, at every call', async () => {
    for (const orderId of [newId(), await world.newOrder('02')]) {
      expect(new Set(await everyCall(counter, orderId))).toEqual(new Set(['not_found', 404]));
    }
  });

  test('I14 rows and bytes of one store are not seen from another, even for an order it would know', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(5000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file, file.bytes);
    const other = callsOf(world.url, await world.enrol('counter', '02'));
    expect((await other.head(orderId, file)).status).toBe(404);
    expect(await counterless(other.download(orderId, file))).toBe('not_found');
    expect((await counter.download(orderId, file)).status).toBe(200);
  });

  test('a terminal that is not known may do nothing', async () => {
    const nobody = callsOf(world.url, 'none');
    expect(new Set(await everyCall(nobody, await world.newOrder()))).toEqual(
      new Set(['unknown_terminal', 401]),
    );
  });

  test('I14 a kiosk sends files and fetches none', async () => {
    const kiosk = callsOf(world.url, await world.enrol('kiosk'));
    const orderId = await world.newOrder();
    const file = makeFile(5000);
    await kiosk.plan(orderId, [file]);
    expect((await kiosk.create(orderId, file, file.bytes)).status).toBe(201);
    expect(await counterless(kiosk.download(orderId, file))).toBe('role');
  });

  test('I7 a terminal that has not taken the ledger in sends and gets nothing', async () => {
    const away = callsOf(world.url, await world.enrol('counter', '01', { level: false }));
    expect(new Set(await everyCall(away, await world.newOrder()))).toEqual(new Set(['ledger_first', 423]));
  });

  test('names that are no ids are refused', async () => {
    const headers = { 'tus-resumable': '1.0.0' };
    for (const name of ['x', '..%2f..%2fpasswd', `${newId()}.abc`]) {
      expect((await counter.call(`/v1/files/${name}`, { method: 'HEAD', headers })).status).toBe(404);
    }
  });
});

describe('erasure', () => {
  test('I7 an erased order takes and gives nothing: 410 at every call', async () => {
    const orderId = await world.newOrder();
    await world.bury(orderId);
    expect(new Set(await everyCall(counter, orderId))).toEqual(new Set(['erased', 410]));
  });

  test('I7 key, rows, spool and stored files of an order go, with what is on its way; other orders stay', async () => {
    const [gone, stays] = [await world.newOrder(), await world.newOrder()];
    const [stored, half, other] = [makeFile(5000), makeFile(5000), makeFile(5000)];
    await counter.plan(gone, [stored, half]);
    await counter.create(gone, stored, stored.bytes);
    await counter.create(gone, half, half.bytes.subarray(0, 2000));
    await counter.plan(stays, [other]);
    await counter.create(stays, other, other.bytes);
    await world.bury(gone);
    await world.central.central.orderKeys.keep('01', gone, Buffer.alloc(32, 1));
    await world.central.central.afterErasure.run([{ shopId: '01', orderId: gone }]);
    await world.central.central.afterErasure.run([{ shopId: '01', orderId: gone }]);
    expect(await world.central.central.orderKeys.find('01', gone)).toBeNull();
    expect(existsSync(join(objectPath(gone, stored.cipherSha256), '..'))).toBe(false);
    expect(await world.spoolNames(gone)).toEqual([]);
    const rows = await world.db.transaction({ role: 'owner' }, (sql) =>
      sql.query('SELECT 1 FROM file WHERE order_id = $1', [gone]),
    );
    expect(rows).toEqual([]);
    expect((await counter.download(stays, other)).status).toBe(200);
  });

  test('I7 an upload that ends while its order is erased leaves nothing behind', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(2_000_000);
    await counter.plan(orderId, [file]);
    await counter.create(orderId, file);
    // The tombstone comes when the request is already let in: its row is gone when it ends.
    const sent = counter.patch(orderId, file, 0, file.bytes);
    await world.uploads.deleteFilesOf([{ shopId: '01', orderId }]);
    await sent;
    await world.uploads.sweep();
    expect(existsSync(objectPath(orderId, file.cipherSha256))).toBe(false);
    expect(await world.spoolNames(orderId)).toEqual([]);
  });
});

describe('upkeep of the spool', () => {
  test('an upload without progress for 7 days is given up', async () => {
    const orderId = await world.newOrder();
    const file = makeFile(5000);
    await counter.plan(orderId, [file]);
    const created = await counter.create(orderId, file, file.bytes.subarray(0, 2000));
    const expires = Date.parse(created.headers.get('upload-expires') ?? '');
    expect(Math.abs(expires - Date.now() - EXPIRES_AFTER_MS)).toBeLessThan(60_000);
    // By central's clock, which stands still here while the machine's goes on.
    const long = new Date(world.central.clock.now - EXPIRES_AFTER_MS - 1000);
    await utimes(join(world.spool, `${orderId}.${file.cipherSha256}.data`), long, long);
    expect((await counter.head(orderId, file)).status).toBe(404);
    await world.uploads.sweep();
    expect(await world.spoolNames(orderId)).toEqual([]);
    expect(await counter.states(await counter.plan(orderId, [file]))).toEqual(['wanted']);
  });
});
