import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { messagesHealth } from '../../../electron/core/features/messages/index.ts';
import { lockRecords, unlockRecords } from '../../../electron/core/features/recordsLock/index.ts';
import { liftRestriction, restrict } from '../../../electron/core/features/restriction/index.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { DATA_MAP } from '../../../shared/privacy/dataMap.ts';
import type { PayloadEntry } from '../../../shared/privacy/entry.ts';
import {
  MESSAGE_TEMPLATE_IDS,
  MESSAGE_TEMPLATES,
  MESSAGE_VALUES,
  ORDER_TEMPLATES,
} from '../../../shared/privacy/messages/templates.ts';
import { MESSAGE_TEXTS, valuesIn } from '../../../shared/privacy/messages/texts.ts';
import { PURPOSES } from '../../../shared/privacy/purposes.ts';
import { BY_EMAIL, BY_PHONE, NO_CONTACT, placeForTest } from '../harness/orders.ts';
import {
  bounced,
  createMessageCore,
  deliver,
  detailOf,
  makeReady,
  type MessageCore,
  order,
  said,
  sent,
  step,
  take,
} from './messagesCore.ts';

let core: MessageCore;
beforeEach(async () => {
  core = await createMessageCore();
});
afterEach(() => core.close());

const rows = () => core.deps.read.all<{ template: string }>(sql`SELECT template FROM message`);
/** What the audit trail says of messages, but for what was overtaken. */
const acts = () =>
  core.deps.read
    .all<{ action: string }>(sql`SELECT action FROM audit WHERE action GLOB 'message.*'
      AND action <> 'message.cancel' ORDER BY seq`)
    .map(({ action }) => action);
const calls = async () => (await core.get(core.who.staff, 'messages:tasks', {})).calls;

describe('the closed list of messages', () => {
  it('[P7, P17] gives each template one purpose; under order.contact there are the four of an order', () => {
    for (const { purpose } of Object.values(MESSAGE_TEMPLATES)) expect(PURPOSES).toContain(purpose);
    const ofOrders = MESSAGE_TEMPLATE_IDS.filter((id) => MESSAGE_TEMPLATES[id].purpose === 'order.contact');
    expect(ofOrders).toEqual([...ORDER_TEMPLATES]);
  });

  it('[P7, P17] refuses every undeclared purpose and template, and stores nothing', async () => {
    const { personId } = await order(core, {}, ['marketing.offers', 'marketing.news', 'marketing.hours']);
    core.database.writer.exec('DELETE FROM message');
    const undeclared = PURPOSES.filter((purpose) => !(purpose in MESSAGE_TEMPLATES));
    expect(undeclared).toContain('order.contact');
    for (const template of [...undeclared, 'order.survey', 'marketing', 'toString', '']) {
      const wanted = { template, personId, channel: 'email', locale: 'lv', cause: `a:${template}` } as never;
      const queued = core.deps.transact((tx) => core.features.messages.queue(tx, wanted));
      expect([template, queued]).toEqual([template, { kind: 'refused', reason: 'undeclared' }]);
    }
    expect(rows()).toEqual([]);
    // Past the gate the database refuses as well.
    expect(() =>
      core.database.writer.exec(`INSERT INTO message (message_id, cause, template, person_id, channel, locale,
        queued_at, state_at) VALUES ('${core.deps.ids.ulid()}', 'a', 'order.survey', '${personId}', 'email', 'lv', 1, 1)`),
    ).toThrow('CHECK');
  });

  it('[NOT-4] has room for number, store, hours, link and dates, the same in three languages', () => {
    for (const [template, text] of Object.entries(MESSAGE_TEXTS.lv)) {
      const own = LOCALES.map((locale) => valuesIn(MESSAGE_TEXTS[locale][template as 'order.ready']));
      expect([template, own[1], own[2]]).toEqual([template, own[0], own[0]]);
      expect(valuesIn(text).filter((name) => !MESSAGE_VALUES.includes(name as never))).toEqual([]);
      const wayOut = { marketing: 'withdraw', transfer: 'contact' }[template.split('.')[0] ?? ''] ?? 'link';
      expect(valuesIn(text)).toContain(wayOut);
    }
  });
});

describe('a message about an order', () => {
  it('[NOT-2, ORD-2] says when it was placed and, ten seconds after, that it is ready; anonymous orders say nothing', async () => {
    const { orderId } = await order(core);
    const nobody = await placeForTest(core, { contact: NO_CONTACT });
    expect(await said(core, orderId)).toEqual(['order.placed queued']);
    expect(await said(core, nobody.orderId)).toEqual([]);
    await makeReady(core, orderId, UNDO_MS - 1);
    expect(take(core).filter(({ template }) => template === 'order.ready')).toEqual([]);
    core.clock.pass(1);
    expect(take(core).map(({ template }) => template)).toEqual(['order.ready']);
    expect(take(core)).toEqual([]);
  });

  it('[ORD-2, NOT-2] is cancelled when its change is taken back, and queued anew when it comes again', async () => {
    const { orderId } = await order(core);
    const { historyId } = await makeReady(core, orderId, UNDO_MS - 1);
    await core.get(core.who.staff, 'orders:undo', { orderId, historyId });
    expect((await said(core, orderId)).at(-1)).toBe('order.ready cancelled undone');
    core.clock.pass(UNDO_MS);
    expect(take(core).map(({ template }) => template)).toEqual(['order.placed']);
    await step(core, orderId, 'ready');
    expect(take(core).map(({ template }) => template)).toEqual(['order.ready']);
  });

  it('[NOT-2] tells of a problem, waits while the order is on hold, and is overtaken by what comes after it', async () => {
    const { orderId, personId } = await order(core);
    core.database.writer.exec(`UPDATE order_photo SET missing = 1 WHERE order_id = '${orderId}'`);
    await step(core, orderId, 'files_needed');
    await step(core, orderId, 'on_hold');
    expect(take(core)).toEqual([]);
    expect(await said(core, orderId)).toEqual(['order.placed queued', 'order.problem queued']);
    await step(core, orderId, 'files_needed');
    core.database.writer.exec(`UPDATE order_photo SET missing = 0 WHERE order_id = '${orderId}'`);
    await step(core, orderId, 'placed');
    await makeReady(core, orderId);
    await core.features.messages.tick();
    expect(await said(core, orderId)).toEqual([
      'order.placed cancelled overtaken',
      'order.problem cancelled overtaken',
      'order.ready queued',
    ]);
    core.database.writer.exec(`UPDATE person SET email = NULL WHERE person_id = '${personId}'`);
    expect(take(core)).toEqual([]);
    expect((await said(core, orderId)).at(-1)).toBe('order.ready cancelled no_contact');
  });

  it('[NOT-3] is queued once, handed over once and sent once; then the order is called notified', async () => {
    const { orderId } = await order(core, { contact: BY_PHONE });
    await makeReady(core, orderId);
    const [message] = take(core);
    expect(message).toMatchObject({ template: 'order.ready', channel: 'sms' });
    expect(take(core)).toEqual([]);
    expect((await said(core, orderId)).at(-1)).toBe('order.ready handed');
    const messageId = message?.messageId ?? '';
    sent(core, messageId);
    sent(core, messageId);
    expect(acts()).toEqual(['message.sent']);
    const { status, messages, history } = await detailOf(core, orderId);
    expect([status, messages.at(-1)?.state]).toEqual(['notified', 'sent']);
    expect(history.filter(({ to }) => to === 'notified')).toHaveLength(1);
    expect(history[0]).toMatchObject({ by: null, code: 'status' });
  });

  it('[P7, NOT-2] goes by the way the customer chose, and is about their own order', async () => {
    const { orderId, personId } = await order(core);
    const other = await order(core);
    core.database.writer.exec(`UPDATE person SET phone = '+37129123456' WHERE person_id = '${personId}'`);
    const wish = (more: object) => {
      const wanted = { template: 'order.placed', personId, orderId, channel: 'email', locale: 'lv', ...more };
      return core.deps.transact((tx) => core.features.messages.queue(tx, { cause: 'a', ...wanted } as never));
    };
    expect(wish({ channel: 'sms' })).toEqual({ kind: 'refused', reason: 'no_contact' });
    expect(wish({ orderId: other.orderId })).toEqual({ kind: 'refused', reason: 'overtaken' });
    expect(wish({})).toMatchObject({ kind: 'queued' });
  });

  it('[NOT-3] is not called sent or lost before it was handed over', async () => {
    const { orderId } = await order(core);
    const messageId = (await detailOf(core, orderId)).messages[0]?.messageId ?? '';
    sent(core, messageId);
    bounced(core, messageId);
    expect(await said(core, orderId)).toEqual(['order.placed queued']);
  });

  it('[NOT-3] that waits goes on waiting over a restart', async () => {
    const { orderId } = await order(core);
    core = await core.restart();
    expect(await said(core, orderId)).toEqual(['order.placed queued']);
    expect(take(core)).toHaveLength(1);
  });

  it('[NOT-3] that comes back is a task to call, until somebody did; the call is written down once', async () => {
    const { orderId } = await order(core);
    await makeReady(core, orderId);
    const messageId = deliver(core, 'order.ready');
    expect(await calls()).toEqual([]);
    bounced(core, messageId);
    bounced(core, messageId);
    expect(acts()).toEqual(['message.sent', 'message.bounced']);
    expect(await calls()).toEqual([{ orderId, number: 'K-1' }]);
    expect((await detailOf(core, orderId)).messages.at(-1)).toMatchObject({
      messageId,
      state: 'bounced',
      toCall: true,
    });
    await core.get(core.who.staff, 'messages:recordCall', { messageId });
    expect(await calls()).toEqual([]);
    const { messages, history } = await detailOf(core, orderId);
    expect(messages.at(-1)).toMatchObject({ toCall: false, calledAt: core.clock.now() });
    expect(history[0]).toMatchObject({ by: 'Līga', code: 'called' });
    expect(await core.refused(core.who.staff, 'messages:recordCall', { messageId })).toBe('CONFLICT');
  });

  it('[NOT-3] that comes back before central took it: the call itself calls the order notified', async () => {
    const { orderId } = await order(core);
    await makeReady(core, orderId);
    const messageId = take(core).at(-1)?.messageId ?? '';
    bounced(core, messageId);
    expect((await detailOf(core, orderId)).status).toBe('ready');
    await core.get(core.who.staff, 'messages:recordCall', { messageId });
    expect((await detailOf(core, orderId)).status).toBe('notified');
  });

  it('[NOT-2, PUP-4] reminds when its day comes, once; what came back reminded nobody', async () => {
    const { orderId } = await order(core);
    await makeReady(core, orderId);
    deliver(core, 'order.ready');
    core.clock.pass(60 * 86_400_000);
    core.features.orders.collect();
    core.features.orders.collect();
    expect(await said(core, orderId)).toEqual([
      'order.placed cancelled overtaken',
      'order.ready sent',
      'order.reminder queued',
    ]);
    const messageId = deliver(core, 'order.reminder');
    core.features.orders.collect();
    expect((await said(core, orderId)).at(-1)).toBe('order.reminder sent');
    expect((await detailOf(core, orderId)).collection).toMatchObject({ reminder: 'done' });
    bounced(core, messageId);
    expect((await detailOf(core, orderId)).collection).toMatchObject({ reminder: 'due' });
    await core.get(core.who.staff, 'messages:recordCall', { messageId });
    expect((await detailOf(core, orderId)).collection).toMatchObject({ reminder: 'done' });
  });

  it('[NOT-2] does not remind whom staff reached first', async () => {
    const { orderId } = await order(core);
    await makeReady(core, orderId);
    deliver(core, 'order.ready');
    core.clock.pass(60 * 86_400_000);
    core.features.orders.collect();
    const { version } = await detailOf(core, orderId);
    await core.get(core.who.staff, 'orders:recordReminder', { orderId, version });
    core.clock.pass(UNDO_MS);
    expect(take(core)).toEqual([]);
    expect((await said(core, orderId)).at(-1)).toBe('order.reminder cancelled overtaken');
  });

  it('[NOT-4, P23, D5] holds number, store, hours and link as the data map says; no name, file, photo or price', async () => {
    const { orderId } = await order(core, { names: ['Kazas_2026.jpg'] });
    await makeReady(core, orderId);
    const [message] = take(core);
    const fields = DATA_MAP.filter(
      (entry): entry is PayloadEntry => entry.store === 'payload' && entry.at === 'message',
    );
    expect(Object.keys(message ?? {}).toSorted()).toEqual(fields[0]?.fields.toSorted());
    expect(message).toMatchObject({ title: 'Pasūtījums K-1 ir gatavs' });
    const text = message?.paragraphs.join(' ') ?? '';
    expect(text).toContain('Fotolukss, Brīvības iela 1: pasūtījums K-1');
    expect(text).toContain('P.–S. 9:00–19:00');
    expect(text).toMatch(/https:\/\/s\.example\.org\/[0-9a-f]{32}/);
    const { total } = await detailOf(core, orderId);
    for (const secret of ['Ilze', 'Bērziņa', 'Kazas', 'jpg', '€', (total / 100).toFixed(2).replace('.', ',')])
      expect(text).not.toContain(secret);
  });
});

describe('a restricted person', () => {
  it('[R6, P33] gets no message until the restriction is lifted, and no staff may record a call', async () => {
    const { orderId, personId } = await order(core);
    await makeReady(core, orderId);
    const messageId = deliver(core, 'order.ready');
    const other = await order(core);
    core.deps.transact((tx) => restrict(tx, [personId, other.personId]));
    bounced(core, messageId);
    expect(await calls()).toEqual([]);
    for (const who of [core.who.staff, core.who.manager])
      expect(await core.refused(who, 'messages:recordCall', { messageId })).toBe('RESTRICTED');
    expect(take(core)).toEqual([]);
    await core.features.messages.tick();
    expect(await said(core, other.orderId)).toEqual(['order.placed queued']);
    core.deps.transact((tx) => liftRestriction(tx, [personId, other.personId]));
    expect(take(core)).toHaveLength(1);
    expect(await calls()).toHaveLength(1);
  });

  it('[E9, R6] gets none either while the records are closed', async () => {
    const { orderId } = await order(core);
    await makeReady(core, orderId);
    core.deps.transact((tx) => lockRecords(tx.db, tx.now));
    expect(take(core)).toEqual([]);
    await core.features.messages.tick();
    core.deps.transact((tx) => unlockRecords(tx.db));
    expect(take(core)).toHaveLength(1);
  });

  it('[R6, P15] is put on no list of marketing, whatever was agreed before', async () => {
    const { personId } = await order(core, {}, ['marketing.hours']);
    core.deps.transact((tx) => restrict(tx, [personId]));
    const wanted = {
      template: 'marketing.hours',
      personId,
      channel: 'email',
      locale: 'lv',
      cause: 'a',
    } as const;
    expect(core.deps.transact((tx) => core.features.messages.queue(tx, wanted))).toEqual({
      kind: 'refused',
      reason: 'restricted',
    });
  });
});

describe('the strip', () => {
  it('[NOT-3, ADM-6] counts what waits and who is to be called', async () => {
    const health = () => messagesHealth(core.deps.read);
    const { orderId } = await order(core, { contact: BY_EMAIL });
    expect(health()).toEqual({ level: 'ok', waiting: 1, calls: 0 });
    bounced(core, take(core)[0]?.messageId ?? '');
    expect(health()).toEqual({ level: 'warning', waiting: 0, calls: 1 });
    expect(await calls()).toEqual([{ orderId, number: 'K-1' }]);
  });
});
