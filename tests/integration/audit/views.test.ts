import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import {
  BY_EMAIL,
  BY_PHONE,
  createOrderCore,
  NO_CONTACT,
  type OrderCore,
  type PlacedForTest,
  placeForTest,
} from '../harness/orders.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import { addDays, shopDayOf, startOfShopDay } from '../../../shared/domain/time.ts';
import { verified } from './trail.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

type Asked = Omit<CallInput<'orders:list'>, 'text' | 'offset' | 'limit'>;

interface Act {
  readonly action: string;
  readonly actor_ref: string | null;
  readonly object_ref: string | null;
  readonly subject_ref: string | null;
  readonly fields_touched: string;
  readonly count: number | null;
}
const acts = (action: string): readonly Act[] =>
  core.deps.read.all<Act>(sql`SELECT action, actor_ref, object_ref, subject_ref, fields_touched, count FROM audit
    WHERE action = ${action} ORDER BY seq`);
const subjectOf = (orderId: string) =>
  core.deps.read.get<{ ref: string }>(sql`SELECT m.subject_ref AS ref FROM orders o
    JOIN subject_map m ON m.person_id = o.person_id WHERE o.order_id = ${orderId}`)?.ref;

describe('looking at a customer', () => {
  it('[PRV-4, A1] leaves one row for each person who looks, with pseudonym and field names only', async () => {
    const { orderId } = await placeForTest(core, { contact: BY_PHONE });
    for (const who of ['staff', 'staff', 'other', 'manager'] as const)
      await core.get(core.who[who], 'orders:get', { orderId });
    const [first] = acts('person.view');
    expect(acts('person.view').map(({ actor_ref }) => actor_ref)).toEqual(
      (['staff', 'other', 'manager'] as const).map((who) => core.who[who].staffId),
    );
    expect(first).toMatchObject({
      object_ref: orderId,
      subject_ref: subjectOf(orderId),
      fields_touched: 'person.name,person.phone',
    });
    expect(JSON.stringify(core.deps.read.all(sql`SELECT * FROM audit`))).not.toMatch(/Jānis|29123456/);
  });

  it('[PRV-4] is one view while it goes on, and another one later', async () => {
    const { orderId } = await placeForTest(core);
    const look = () => core.get(core.who.staff, 'orders:get', { orderId });
    await look();
    core.clock.pass(9 * MINUTE);
    await look();
    expect(acts('person.view')).toHaveLength(1);
    core.clock.pass(2 * MINUTE);
    await look();
    expect(acts('person.view')).toHaveLength(2);
    core.clock.pass(-HOUR);
    await look();
    expect(acts('person.view')).toHaveLength(3);
  });

  it('[PRV-4] shows nothing that could not be written down', async () => {
    const { orderId } = await placeForTest(core);
    core.database.writer.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    expect(await core.refused(core.who.staff, 'orders:get', { orderId })).toBe('INTERNAL');
    const text = { text: 'Ilze' };
    expect(await core.refused(core.who.staff, 'orders:search', text)).toBe('INTERNAL');
    core.database.writer.exec('DROP TRIGGER full');
    expect((await core.get(core.who.staff, 'orders:get', { orderId })).contact?.name).toBe('Ilze Bērziņa');
  });

  it('[PRV-4] leaves no row where there is nobody to see', async () => {
    const { orderId } = await placeForTest(core, { contact: NO_CONTACT });
    await core.get(core.who.staff, 'orders:get', { orderId });
    await core.get(core.who.staff, 'orders:search', { text: 'Ilze' });
    expect([acts('person.view'), acts('order.search')]).toEqual([[], []]);
  });

  it('[PRV-4] by name or phone is a view of those found, each search of its own', async () => {
    await placeForTest(core, { contact: BY_PHONE });
    await placeForTest(core, { contact: BY_EMAIL });
    const search = (text: string) => core.get(core.who.staff, 'orders:search', { text });
    await search('3456');
    await search('3456');
    await search('Bērz');
    expect(acts('order.search').map(({ count, fields_touched }) => [count, fields_touched])).toEqual([
      [1, 'person.name,person.phone_tail'],
      [1, 'person.name,person.phone_tail'],
    ]);
    expect(acts('order.list')).toEqual([]);
  });

  it('[PRV-4] in the list is written down once in a while, not with each refresh', async () => {
    await placeForTest(core);
    const list: Asked = { day: 'all', statuses: [], source: 'all', sort: 'placedAt', descending: true };
    const look = () => core.get(core.who.staff, 'orders:list', { ...list, text: '', offset: 0, limit: 50 });
    await look();
    await look();
    await core.get(core.who.staff, 'orders:listUncollected', {});
    expect(acts('order.list')).toHaveLength(1);
    expect(acts('order.list')[0]).toMatchObject({ actor_ref: core.who.staff.staffId, count: 1 });
  });

  it('[PRV-4] photos cannot be seen unrecorded, whichever call asks for them', async () => {
    const { orderId, photoIds } = await placeForTest(core);
    const [photoId] = photoIds;
    if (!photoId) throw new Error('no photo');
    const picture = { orderId, photoId, edge: 320 } as const;
    await core.get(core.who.other, 'orders:thumbnail', picture);
    expect(acts('photos.view').map(({ actor_ref }) => actor_ref)).toEqual([core.who.other.staffId]);
    await core.get(core.who.staff, 'orders:viewPhotos', { orderId });
    await core.get(core.who.staff, 'orders:thumbnail', picture);
    expect(acts('photos.view')).toHaveLength(2);
    expect(acts('photos.view')[0]).toMatchObject({ object_ref: orderId, subject_ref: subjectOf(orderId) });
  });

  it('[PRV-4] beyond open orders is refused to staff in every call, and leaves no view', async () => {
    const { orderId, photoIds } = await placeForTest(core);
    const [photoId] = photoIds;
    if (!photoId) throw new Error('no photo');
    core.database.writer.exec(`UPDATE orders SET status = 'picked_up', closed_at = ${core.clock.now()}`);
    core.clock.pass(HOUR);
    const { staff } = core.who;
    const codes = [
      await core.refused(staff, 'orders:get', { orderId }),
      await core.refused(staff, 'orders:open', { orderId }),
      await core.refused(staff, 'orders:viewPhotos', { orderId }),
      await core.refused(staff, 'orders:thumbnail', { orderId, photoId, edge: 320 }),
    ];
    expect(new Set(codes)).toEqual(new Set(['MANAGER_NEEDED']));
    const all: Asked = { day: 'all', statuses: [], source: 'all', sort: 'placedAt', descending: true };
    expect((await core.get(staff, 'orders:list', { ...all, text: '', offset: 0, limit: 50 })).rows).toEqual(
      [],
    );
    expect([acts('person.view'), acts('photos.view'), acts('order.list')]).toEqual([[], [], []]);
  });
});

describe('more views than usual', () => {
  it('[PRV-4] raise a flag in the health strip and an act of their own, once an hour', async () => {
    core.set({ counter: { viewsPerHour: 5 } });
    const placed: PlacedForTest[] = [];
    for (let n = 0; n < 8; n += 1) placed.push(await placeForTest(core, { photos: 1 }));
    const look = async (from: number, to: number) => {
      for (const { orderId } of placed.slice(from, to))
        await core.get(core.who.staff, 'orders:get', { orderId });
    };
    await look(0, 5);
    expect(acts('views.unusual')).toEqual([]);
    expect(core.features.audit.health()).toMatchObject({ level: 'ok', unusualViews: 0 });
    await look(5, 8);
    expect(acts('views.unusual')).toEqual([
      expect.objectContaining({
        actor_ref: core.who.staff.staffId,
        object_ref: core.who.staff.staffId,
        count: 6,
      }),
    ]);
    expect(core.features.audit.health()).toMatchObject({ level: 'warning', unusualViews: 1 });
    expect(core.events.map(({ name }) => name)).toContain('health-changed');
    core.clock.pass(25 * HOUR);
    expect(core.features.audit.health()).toMatchObject({ level: 'ok', unusualViews: 0 });
  });

  it('[PRV-4] spread over hours or over colleagues are usual', async () => {
    core.set({ counter: { viewsPerHour: 5 } });
    for (let n = 0; n < 8; n += 1) {
      const { orderId } = await placeForTest(core, { photos: 1 });
      await core.get(n % 2 === 0 ? core.who.staff : core.who.other, 'orders:get', { orderId });
    }
    core.clock.pass(2 * HOUR);
    for (let n = 0; n < 4; n += 1) {
      const { orderId } = await placeForTest(core, { photos: 1 });
      await core.get(core.who.staff, 'orders:get', { orderId });
    }
    expect(acts('views.unusual')).toEqual([]);
  });
});

describe('the trail as people see it', () => {
  const ask: CallInput<'audit:list'> = {
    actor: null,
    actions: [],
    day: null,
    before: null,
    limit: 200,
  };

  it('[PRV-5] shows managers all and staff their own acts, the newest first, page by page', async () => {
    const { orderId } = await placeForTest(core);
    await core.get(core.who.staff, 'orders:get', { orderId });
    await core.get(core.who.other, 'orders:get', { orderId });
    const all = (await core.get(core.who.manager, 'audit:list', ask)).entries;
    expect(all.map(({ action }) => action)).toEqual([
      'person.view',
      'person.view',
      'order.place',
      'audit.begin',
    ]);
    expect(all[0]).toMatchObject({
      objectRef: orderId,
      fields: ['person.name', 'person.email'],
      role: 'staff',
    });
    const own = await core.get(core.who.staff, 'audit:list', {
      ...ask,
      actor: core.who.other.staffId as never,
    });
    expect(own.entries.map(({ actor }) => actor)).toEqual([core.who.staff.staffId]);
    const second = { ...ask, before: all[1]?.seq ?? 0, limit: 1 };
    expect((await core.get(core.who.manager, 'audit:list', second)).entries).toEqual([all[2]]);
    const views = { ...ask, actions: ['person.view' as const], actor: core.who.other.staffId as never };
    expect((await core.get(core.who.manager, 'audit:list', views)).entries).toEqual([all[0]]);
    expect(await core.refused(core.who.customer, 'audit:list', ask)).toBe('FORBIDDEN');
  });

  it('[PRV-5] shows one Riga day, whatever the clock said in between', async () => {
    const midnight = startOfShopDay(addDays(shopDayOf(core.clock.now()), 1));
    const acted = async (at: number) => {
      core.clock.pass(at - core.clock.now());
      await placeForTest(core);
    };
    await acted(midnight - 1);
    await acted(midnight);
    await acted(midnight + 24 * HOUR);
    const on = async (at: number) => {
      const { entries } = await core.get(core.who.manager, 'audit:list', {
        ...ask,
        day: shopDayOf(at),
      });
      return entries.map(({ action, at: when }) => [action, when - midnight]);
    };
    expect(await on(midnight - 1)).toEqual([['order.place', -1], expect.arrayContaining(['audit.begin'])]);
    expect(await on(midnight)).toEqual([['order.place', 0]]);
    expect(await on(midnight + 48 * HOUR)).toEqual([]);
  });

  it('[PRV-5, A2] is checked against a note of its newest act outside the database', async () => {
    core.clock.pass(HOUR);
    await placeForTest(core);
    expect(await core.get(core.who.manager, 'audit:verify', {})).toMatchObject({
      kind: 'sound',
      anchoredAt: core.clock.now(),
    });
  });

  it('[PRV-5, A2] is checked on demand by managers, and what is found stays an alarm', async () => {
    expect(core.features.audit.health()).toMatchObject({ level: 'ok', checkedAt: null, broken: null });
    expect(await core.get(core.who.manager, 'audit:verify', {})).toMatchObject({ kind: 'sound', rows: 1 });
    expect(core.features.audit.health()).toMatchObject({ level: 'ok', checkedAt: core.clock.now() });
    expect(await core.refused(core.who.staff, 'audit:verify', {})).toBe('FORBIDDEN');
    await placeForTest(core);
    core.database.writer.exec("DROP TRIGGER audit_no_update; UPDATE audit SET shop_id = '09' WHERE seq = 2");
    const found = { how: 'altered', seq: 2 };
    expect(await core.get(core.who.manager, 'audit:verify', {})).toMatchObject({ kind: 'broken', ...found });
    expect(core.features.audit.health()).toMatchObject({ level: 'critical', broken: found });
    expect(JSON.parse(core.logLines.at(-1) ?? '')).toMatchObject({ event: 'audit-broken', ...found });
    expect(await verified(core)).toMatchObject({ kind: 'broken', ...found });
  });
});
