import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { createViews } from '../../../electron/core/features/audit/index.ts';
import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { createCustomersHandlers } from '../../../electron/core/features/customers/index.ts';
import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { personOfOrder } from '../../../electron/core/features/orders/index.ts';
import { restrict } from '../../../electron/core/features/restriction/index.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { ConsentPurpose } from '../../../shared/domain/consent.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import {
  BY_EMAIL,
  BY_PHONE,
  NO_CONTACT,
  orderFeatures,
  type PlacedForTest,
  placeForTest,
} from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const features = (deps: TestDeps) => {
  const consents = createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: () => undefined,
  });
  const customers = { handlers: createCustomersHandlers({ ...deps, views: createViews(deps), consents }) };
  return { ...orderFeatures(deps), consents, customers };
};

let core: TestCore<ReturnType<typeof features>>;
beforeEach(async () => {
  core = await createTestCore(features);
});
afterEach(() => core.close());

const personOf = ({ orderId }: PlacedForTest): PersonId =>
  core.deps.read.get<{ id: PersonId }>(sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`)
    ?.id ?? expect.unreachable();
const close = ({ orderId }: PlacedForTest): void => {
  core.database.writer.exec(`UPDATE orders SET status = 'picked_up', closed_at = ${core.clock.now()}
    WHERE order_id = '${orderId}'; DELETE FROM order_search WHERE order_id = '${orderId}'`);
};
const restricted = (order: PlacedForTest): void =>
  core.deps.transact((tx) => restrict(tx, [personOf(order)]));
const search = async (who: Caller, text: string) => (await core.get(who, 'customers:search', { text })).rows;
const open = (who: Caller, order: PlacedForTest, reason: 'customer-asks' | null = null) =>
  core.get(who, 'customers:open', { personId: personOf(order), reason });
const notOpened = (who: Caller, order: PlacedForTest) =>
  core.refused(who, 'customers:open', { personId: personOf(order), reason: null });
const acts = (action: string) =>
  core.deps.read.all<
    Readonly<Record<string, unknown>>
  >(sql`SELECT actor_ref, object_type, object_ref, subject_ref,
    fields_touched, count, reason_code FROM audit WHERE action = ${action} ORDER BY seq`);
const subjectOf = (order: PlacedForTest) =>
  core.deps.read.get<{ ref: string }>(
    sql`SELECT subject_ref AS ref FROM subject_map WHERE person_id = ${personOf(order)}`,
  )?.ref ?? expect.unreachable();

/** Consents said at the counter with an order. */
const consent = (order: PlacedForTest, contact: Contact, purposes: readonly ConsentPurpose[]): void =>
  core.deps.transact((tx) => {
    const notice = noticeInForce(tx.db, tx.now) ?? expect.unreachable();
    const channel = contact.way === 'none' ? expect.unreachable() : contact.way;
    const choices = purposes.map((purpose) => ({ purpose, channel, given: true }));
    const answers = { contact, choices, notice, age: '13plus', locale: 'lv', method: 'oral_staff' } as const;
    core.features.consents.record(tx, { ...answers, subjectRef: subjectOf(order) as never });
  });

describe('the search for a customer', () => {
  it('[PRV-4, ORD-7] finds by name, phone tail, number and whole contact, each human once, masked', async () => {
    const { staff } = core.who;
    const order = await placeForTest(core, { contact: BY_PHONE });
    await placeForTest(core, { contact: BY_PHONE });
    const ticket = await placeForTest(core, { contact: BY_EMAIL });
    for (const text of ['klavin', '3456', '29 123 456', '+37129123456', order.number])
      expect(await search(staff, text), text).toEqual([
        expect.objectContaining({
          name: 'Jānis Kļaviņš',
          contact: '*** ** 456',
          open: 2,
          needsReason: false,
        }),
      ]);
    expect((await search(staff, 'ilze@example.org'))[0]).toMatchObject({
      contact: 'i***@example.org',
      number: ticket.number,
    });
  });

  it('[PRV-4] is no list: nothing is shown for nothing, for two letters, or beyond ten people', async () => {
    for (let n = 0; n < 12; n += 1)
      await placeForTest(core, {
        photos: 1,
        contact: Contact.parse({ ...BY_EMAIL, email: `ilze${n}@example.org` }),
      });
    for (const who of [core.who.staff, core.who.manager]) {
      for (const text of ['', ' ', 'il', '%', '12']) expect(await search(who, text), `"${text}"`).toEqual([]);
      expect(await search(who, 'ilze')).toHaveLength(10);
    }
  });

  it('[PRV-4] shows staff nobody beyond open orders, and a manager no name before the reason', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    close(order);
    for (const text of ['klavin', '3456', '29123456', order.number])
      expect(await search(core.who.staff, text), text).toEqual([]);
    expect(await search(core.who.manager, 'klavin')).toEqual([]);
    expect(await search(core.who.manager, '29123456')).toEqual([
      expect.objectContaining({ name: null, number: null, open: 0, needsReason: true }),
    ]);
  });

  it('[R6, P33] shows staff no restricted person, and says so where the ticket names one', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    restricted(order);
    const { staff, manager } = core.who;
    for (const text of ['klavin', '3456', '29123456']) expect(await search(staff, text), text).toEqual([]);
    expect(await core.refused(staff, 'customers:search', { text: order.number })).toBe('RESTRICTED');
    expect(await search(manager, order.number)).toEqual([
      expect.objectContaining({ name: null, restricted: true, needsReason: true }),
    ]);
  });

  it('[PRV-4] is written down with what it found, never with what was typed', async () => {
    await placeForTest(core, { contact: BY_PHONE });
    await search(core.who.staff, 'nobody');
    expect(acts('order.search')).toEqual([]);
    await search(core.who.staff, 'klavin');
    expect(acts('order.search')).toEqual([
      expect.objectContaining({
        object_type: 'person',
        count: 1,
        fields_touched: 'person.name,person.phone',
      }),
    ]);
    expect(JSON.stringify(core.deps.read.all(sql`SELECT * FROM audit`))).not.toMatch(
      /klavin|Kļaviņš|29123456/i,
    );
  });
});

describe('a customer that is opened', () => {
  it('[PRV-4] shows contact, open orders and consents with their words, and leaves a row', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    const older = await placeForTest(core, { contact: BY_PHONE });
    close(older);
    consent(order, BY_PHONE, ['marketing.news']);
    const shown = await open(core.who.staff, order);
    expect(shown).toMatchObject({ name: 'Jānis Kļaviņš', phone: '+37129123456', email: null, locale: 'lv' });
    expect(shown.orders.map(({ number }) => number)).toEqual([order.number]);
    expect(shown.consents.map(({ purpose, event, live }) => [purpose, event, live])).toEqual([
      ['marketing.offers', 'refused', false],
      ['marketing.news', 'given', true],
      ['marketing.hours', 'refused', false],
    ]);
    expect(shown.consents[1]).toMatchObject({ at: core.clock.now(), byStaff: true, locale: 'lv' });
    expect(shown.consents[1]?.statement).toMatch(/Vēlos/);
    expect(acts('person.view')).toEqual([
      {
        actor_ref: core.who.staff.staffId,
        object_type: 'person',
        object_ref: subjectOf(order),
        subject_ref: subjectOf(order),
        fields_touched: 'person.name,person.phone,consent_event.event',
        count: 1,
        reason_code: null,
      },
    ]);
  });

  it('[C3] shows no words whose hash is not that of the record', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    consent(order, BY_PHONE, ['marketing.news']);
    core.database.writer.exec("UPDATE notice_text SET text = text || '!' WHERE text LIKE 'Vēlos%'");
    const { consents } = await open(core.who.staff, order);
    expect(consents.map(({ statement }) => statement)).toEqual([null, null, null]);
  });

  it('[PRV-4] beyond open orders is a manager’s, with a reason that is written down', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    close(order);
    expect(await notOpened(core.who.staff, order)).toBe('MANAGER_NEEDED');
    expect(await notOpened(core.who.manager, order)).toBe('REASON_NEEDED');
    expect(acts('person.view')).toEqual([]);
    const { orders } = await open(core.who.manager, order, 'customer-asks');
    expect(orders.map(({ status }) => status)).toEqual(['picked_up']);
    expect(acts('person.view')).toEqual([expect.objectContaining({ reason_code: 'customer-asks' })]);
  });

  it('[R6, P33] under a restriction is refused to staff in every call; a manager reads with a reason', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    restricted(order);
    const { staff, manager } = core.who;
    expect(await notOpened(staff, order)).toBe('RESTRICTED');
    const wanted = { personId: personOf(order), purposes: ['marketing.news' as const] };
    expect(await core.refused(staff, 'customers:withdraw', wanted)).toBe('RESTRICTED');
    expect(await notOpened(manager, order)).toBe('REASON_NEEDED');
    expect(await open(manager, order, 'customer-asks')).toMatchObject({ restricted: true });
  });

  it('[R6, P33] who orders again is served, and what is restricted stays hidden', async () => {
    const old = await placeForTest(core, { contact: BY_PHONE });
    restricted(old);
    const fresh = await placeForTest(core, { contact: BY_PHONE });
    expect(await search(core.who.staff, 'klavin')).toEqual([
      expect.objectContaining({ number: fresh.number, open: 1, restricted: false }),
    ]);
    expect((await open(core.who.staff, fresh)).orders.map(({ number }) => number)).toEqual([fresh.number]);
    expect(await notOpened(core.who.staff, old)).toBe('RESTRICTED');
  });

  it('[PRV-4] keeps from staff what an order of long ago was told', async () => {
    const old = await placeForTest(core, {
      contact: Contact.parse({
        ...BY_PHONE,
        name: 'J. K.',
        address: { street: 'Klusā iela 7', town: 'Rīga', postcode: 'LV-1010' },
      }),
      delivery: 'address',
    });
    close(old);
    await placeForTest(core, { contact: BY_PHONE });
    expect(await open(core.who.staff, old)).toMatchObject({ name: 'Jānis Kļaviņš', address: null });
  });

  it('[PRV-4] raises the flag when it is done unusually often', async () => {
    core.set({ counter: { viewsPerHour: 5 } });
    for (let n = 0; n < 6; n += 1) {
      const contact = Contact.parse({ ...BY_PHONE, phone: `2912345${n}` });
      await open(core.who.staff, await placeForTest(core, { photos: 1, contact }));
    }
    expect(acts('views.unusual')).toEqual([
      expect.objectContaining({ object_ref: core.who.staff.staffId, count: 6 }),
    ]);
    expect(core.features.audit.health()).toMatchObject({ level: 'warning', unusualViews: 1 });
  });

  it('[PRV-4] shows nothing that could not be written down', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    core.database.writer.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    expect(await notOpened(core.who.staff, order)).toBe('INTERNAL');
    expect(await core.refused(core.who.staff, 'customers:search', { text: 'klavin' })).toBe('INTERNAL');
  });

  it('[PRV-4] is nobody’s where an order names nobody, or the person is gone', async () => {
    const { number } = await placeForTest(core, { contact: NO_CONTACT });
    expect(await search(core.who.staff, number)).toEqual([]);
    const personId = core.deps.ids.ulid() as PersonId;
    expect(await core.refused(core.who.manager, 'customers:open', { personId, reason: null })).toBe(
      'NOT_FOUND',
    );
  });
});

describe('consents of a customer', () => {
  it('[C4, P11] are taken back at once and for the whole contact, whichever order they came with', async () => {
    const first = await placeForTest(core, { contact: BY_PHONE });
    consent(first, BY_PHONE, ['marketing.news', 'marketing.hours']);
    core.clock.pass(1000);
    const second = await placeForTest(core, { contact: BY_PHONE });
    consent(second, BY_PHONE, []);
    const live = async () =>
      (await open(core.who.staff, second)).consents.filter((box) => box.live).map(({ purpose }) => purpose);
    expect(await live()).toEqual(['marketing.news', 'marketing.hours']);
    const ofOrder = await core.get(core.who.staff, 'consents:ofOrder', { orderId: second.orderId });
    expect(ofOrder.boxes.filter((box) => box.live)).toHaveLength(2);
    const wanted = { personId: personOf(second), purposes: ['marketing.news' as const] };
    expect(await core.get(core.who.staff, 'customers:withdraw', wanted)).toEqual({ withdrawn: 1 });
    expect(await live()).toEqual(['marketing.hours']);
    const { boxes } = await core.get(core.who.staff, 'consents:ofOrder', { orderId: first.orderId });
    expect(boxes.find(({ purpose }) => purpose === 'marketing.news')).toMatchObject({
      live: false,
      event: 'withdrawn',
    });
    expect(acts('consent.withdraw')).toEqual([
      expect.objectContaining({ actor_ref: core.who.staff.staffId, count: 1 }),
    ]);
  });

  it('[C3] taken back show the screen on which they were given', async () => {
    const order = await placeForTest(core, { contact: BY_PHONE });
    consent(order, BY_PHONE, ['marketing.news']);
    await core.get(core.who.staff, 'customers:withdraw', {
      personId: personOf(order),
      purposes: ['marketing.news'],
    });
    const { consents } = await open(core.who.manager, order);
    const box = consents.find(({ event }) => event === 'withdrawn') ?? expect.unreachable();
    const { sound, screen } = await core.get(core.who.manager, 'consents:screen', { recordId: box.recordId });
    expect(sound).toBe(true);
    expect(screen.boxes.map(({ statement }) => statement)).toContain(box.statement);
  });
});
