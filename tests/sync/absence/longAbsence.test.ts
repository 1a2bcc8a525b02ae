import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { rewriteErased } from '../../../central/erasure/rewrite.ts';
import { createMatcher } from '../../../scripts/lib/pages/matcher.mjs';
import { filesBelow, scan } from '../../../scripts/lib/pages/scan.mjs';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { KIOSK } from '../../integration/core/terminal.ts';
import { erasing, levelQueue } from '../tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../tools/terminal.ts';
import {
  CANARY,
  closed,
  type Counter,
  createWorld,
  FILE,
  hasAll,
  NOTE,
  openCounter,
  orderOf,
  waitFor,
  type World,
} from './world.ts';

const DAY = 86_400_000;
const VALUES = { name: [CANARY.name], email: [CANARY.email], note: [NOTE], file: [FILE] };

/** Which values are in a counter that is closed, its pages decrypted. */
const foundAt = async (counter: Counter): Promise<readonly string[]> => {
  const { folder, key } = await closed(counter);
  const { hits, blind } = await scan({
    folders: { data: folder },
    matcher: createMatcher(VALUES),
    key,
    dataFolder: folder,
  });
  // Backups of before are named in the certificate; a restore of one erases again (L3, E10).
  const fresh = hits.filter(({ where }) => !where.startsWith('data/backups/'));
  return [...fresh.map(({ where, name }) => `${name} in ${where}`), ...blind];
};

/** Which values are in the bytes of central: its folder, and the files of its tables. */
const foundAtCentral = ({ central, server }: World): readonly string[] => {
  const matches = createMatcher(VALUES);
  return [central.folder, join(server.data, 'base'), join(server.data, 'global')].flatMap((folder) =>
    filesBelow(folder).flatMap((path: string) =>
      [...matches(readFileSync(path)).keys()].map((name) => `${name} in ${path}`),
    ),
  );
};

const acknowledged = async ({ rows }: World): Promise<number> =>
  Number((await rows<{ n: number }>(`SELECT count(*) AS n FROM erasure_ack WHERE outcome = 'done'`))[0]?.n);

const atCentral = async ({ rows }: World, orderId: OrderId): Promise<boolean> =>
  (await rows(`SELECT 1 FROM file WHERE order_id = $1 AND state = 'verified'`, [orderId])).length === 1;

const isKnown = async ({ rows }: World, orderId: OrderId): Promise<boolean> =>
  (await rows('SELECT 1 FROM orders WHERE order_id = $1', [orderId])).length === 1;

/** A manager elsewhere ordered the erasure of the person of these orders. */
const erase = async (office: TestTerminal, orders: readonly OrderId[]): Promise<void> => {
  const queue = await levelQueue(office);
  expect((await queue.send(erasing(orders, []))).status).toBe(200);
};

describe('a counter that comes back after 120 days', () => {
  it('[E9, I7] shows, prints and sends nothing before it has erased, and nothing returns by it', {
    timeout: 300_000,
  }, async () => {
    const world = await createWorld();
    onTestFinished(world.end);
    const [b, c] = [await openCounter(world), await openCounter(world)];
    onTestFinished(() => Promise.all([b.line.close(), c.line.close()]).then(() => undefined));
    const orderId = await orderOf(b);
    await waitFor(() => atCentral(world, orderId), true);
    await waitFor(() => hasAll(c, orderId), true);
    await world.central.db.script('CHECKPOINT');
    expect(foundAtCentral(world).join('\n')).toMatch(/name in .*base/);

    // C loses its line with a photo that is not sent, for another customer is at it, and a change.
    const unsent = await orderOf(c);
    await c.terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    await waitFor(() => isKnown(world, unsent), true);
    c.line.setDown(true);
    const { version } = await c.terminal.get(c.manager, 'orders:get', { orderId });
    await c.terminal.get(c.manager, 'orders:setNote', { orderId, version, note: NOTE, place: '' });
    await c.terminal.close();

    const office = await enrolTerminal(world.central, '01', 'counter');
    await erase(office, [orderId, unsent]);
    await waitFor(() => acknowledged(world), 1);
    expect(await foundAt(b)).toEqual([]);

    world.pass(120 * DAY);
    c.terminal = await c.terminal.restart();
    expect(await c.terminal.get(c.manager, 'sync:status', {})).toMatchObject({
      state: 'locked',
      waiting: { ops: 1 },
    });
    expect(await c.terminal.refused(c.manager, 'orders:get', { orderId })).toBe('RECORDS_LOCKED');
    expect(await c.terminal.refused(c.manager, 'tickets:print', { orderId, kind: 'ticket' })).toBe(
      'RECORDS_LOCKED',
    );
    expect(await c.terminal.get(c.manager, 'orders:search', { text: CANARY.name })).toEqual({ rows: [] });

    c.line.setDown(false);
    await waitFor(() => acknowledged(world), 2);
    const stale = await world.rows(`SELECT status, code, body FROM op WHERE type = 'order.edited@1'`);
    expect(stale).toEqual([{ status: 'rejected', code: 'erased', body: null }]);
    expect(await world.rows('SELECT 1 FROM file')).toEqual([]);
    await office.renew();
    await levelQueue(office);
    const plan = await office.call('POST', `/v1/orders/${orderId}/files:plan`, {
      files: [{ fileId: orderId, cipherSha256: 'a'.repeat(64), size: 1 }],
    });
    expect(plan).toMatchObject({ status: 410, body: { code: 'erased' } });
    await waitFor(async () => (await c.terminal.get(c.manager, 'sync:status', {})).state === 'locked', false);
    expect(await foundAt(c)).toEqual([]);

    expect(await rewriteErased(world.central.db, world.clock.ms)).toBe(1);
    await world.central.db.script('CHECKPOINT');
    expect(foundAtCentral(world)).toEqual([]);
    expect(await rewriteErased(world.central.db, world.clock.ms)).toBe(0);
  });
});

describe('a counter that comes back after 181 days', () => {
  it('[E9, I7] sends what names nobody, erases whom it knew with proof, and begins anew once it is joined again', {
    timeout: 600_000,
  }, async () => {
    const world = await createWorld();
    onTestFinished(world.end);
    const c = await openCounter(world);
    onTestFinished(() => c.line.close());
    const orderId = await orderOf(c);
    await waitFor(() => isKnown(world, orderId), true);
    await waitFor(async () => (await c.terminal.get(c.manager, 'sync:status', {})).waiting.ops, 0);
    c.line.setDown(true);
    const { version } = await c.terminal.get(c.manager, 'orders:get', { orderId });
    await c.terminal.get(c.manager, 'orders:setNote', { orderId, version, note: NOTE, place: '' });
    const pay = { orderId, kind: 'payment', amount: 100, method: 'cash', tillReceipt: null } as const;
    await c.terminal.get(c.manager, 'orders:recordPayment', pay);
    await c.terminal.close();

    world.pass(181 * DAY);
    c.terminal = await c.terminal.restart();
    const status = () => c.terminal.get(c.manager, 'sync:status', {});
    expect(await status()).toMatchObject({ state: 'locked', waiting: { ops: 2 } });
    c.line.setDown(false);
    await waitFor(async () => (await status()).lastError, 'wipe');
    expect(await status()).toMatchObject({ state: 'revoked', waiting: { ops: 0 } });
    const arrived = await world.rows(`SELECT type, status FROM op WHERE epoch > 1 ORDER BY seq`);
    expect(arrived).toEqual([{ type: 'payment.recorded@1', status: 'applied' }]);
    const { letters } = await c.terminal.get(c.manager, 'sync:deadLetters', {});
    expect(letters.map(({ kind, code }) => [kind, code])).toEqual([['order.edited', 'wiped']]);
    const proved = `SELECT count(*) AS n FROM erasure_job WHERE step = 'done'`;
    await waitFor(async () => (await c.terminal.rows(proved))[0]?.['n'], 1);
    expect(await c.terminal.rows('SELECT 1 FROM recipient_task UNION ALL SELECT 1 FROM suppression')).toEqual(
      [],
    );
    expect(await foundAt(c)).toEqual([]);

    c.terminal = await c.terminal.restart();
    const fresh = await orderOf(c);
    const { code } = await createCode(world.central.central, { shopId: '01' as never, role: 'counter' });
    await c.terminal.get(c.manager, 'sync:enrol', { url: c.line.url, code });
    await waitFor(() => isKnown(world, fresh), true);
    await waitFor(async () => (await status()).lastError, null);
    await waitFor(async () => (await status()).waiting.ops, 0);
    // What was wiped does not come back: the order's facts stay, and name nobody.
    const people = `SELECT order_id AS id, person_id IS NULL AS cut FROM orders ORDER BY placed_at`;
    expect(await c.terminal.rows(people)).toEqual([
      { id: orderId, cut: 1 },
      { id: fresh, cut: 0 },
    ]);
  });
});
