import { join } from 'node:path';
import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { cancelMarketing, createMessagesFeature } from '../../../electron/core/features/messages/index.ts';
import { createNoticesHandlers, noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { ordersForMessages, personOfOrder } from '../../../electron/core/features/orders/index.ts';
import {
  createRequestsFeature,
  readShippedRequests,
} from '../../../electron/core/features/requests/index.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { ConsentPurpose } from '../../../shared/domain/consent.ts';
import type { OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { UNDO_MS, type OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { BY_EMAIL, FREE_START, orderFeatures, placeForTest, type Wanted } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const shipped = await readShippedRequests(join(import.meta.dirname, '../../../resources'));

/** Orders, consents, notices and requests of a terminal that is connected: messages leave when somebody takes them. */
const build = (deps: TestDeps) => {
  const consents = createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: cancelMarketing,
  });
  const messages = createMessagesFeature({
    ...deps,
    letterKey: new Uint8Array(32).fill(9),
    mayMarket: consents.mayMarket,
    withdrawal: (db, personId) => consents.codeOf(db, personId) ?? '',
    orders: ordersForMessages(deps),
    central: () => null,
    letterBounced: (tx, requestId) => requests.onLetterBounced(tx, requestId),
  });
  const requests = createRequestsFeature({
    ...deps,
    ...shipped,
    htmlToPdf: async (html) => new TextEncoder().encode(`%PDF ${html}`),
    contactKey: new Uint8Array(32).fill(7),
    ports: {
      erasing: null,
      restricting: null,
      endingMarketing: null,
      packaging: null,
      notifying: { can: () => true, send: messages.sendLetter },
    },
  });
  return {
    ...orderFeatures(deps),
    consents,
    messages,
    requests,
    notices: { handlers: createNoticesHandlers(deps) },
  };
};

export type MessageCore = TestCore<ReturnType<typeof build>>;

export const HOURS = {
  week: Array.from({ length: 7 }, (_, i) => (i < 6 ? [{ open: '09:00', close: '19:00' }] : [])),
  exceptions: [{ day: '2026-12-24', spans: [{ open: '09:00', close: '14:00' }] }],
} as const;

export const createMessageCore = async (): Promise<MessageCore> => {
  const core = await createTestCore(build);
  core.set({
    ...FREE_START,
    store: {
      name: 'Fotolukss',
      address: 'Brīvības iela 1',
      statusUrl: 'https://s.example.org',
      openingHours: HOURS as never,
    },
  });
  return core;
};

export const personOf = (core: MessageCore, orderId: OrderId): PersonId =>
  core.deps.read.get<{ id: PersonId }>(sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`)
    ?.id ?? expectPerson();

const expectPerson = (): never => {
  throw new Error('nobody');
};

/** An order by e-mail unless stated, with these boxes ticked. */
export const order = async (
  core: MessageCore,
  wanted: Wanted = {},
  purposes: readonly ConsentPurpose[] = [],
): Promise<{ readonly orderId: OrderId; readonly personId: PersonId }> => {
  const { orderId, subjectRef } = await placeForTest(core, { contact: BY_EMAIL, ...wanted });
  core.deps.transact((tx) => {
    const notice = noticeInForce(tx.db, tx.now);
    if (notice === null || subjectRef === null) throw new Error('no notice or person');
    const choices = purposes.map((purpose) => ({ purpose, channel: 'email' as const, given: true }));
    const how = { age: '13plus', notice, locale: 'lv', method: 'kiosk_tap' } as const;
    core.features.consents.record(tx, { subjectRef, contact: wanted.contact ?? BY_EMAIL, choices, ...how });
  });
  // What follows has a time of its own, by which messages are in order.
  core.clock.pass(1);
  return { orderId, personId: personOf(core, orderId) };
};

export const detailOf = (core: MessageCore, orderId: OrderId) =>
  core.get(core.who.manager, 'orders:get', { orderId });

/** The order's messages as staff see them: template, state and, where it was cancelled, why. */
export const said = async (core: MessageCore, orderId: OrderId): Promise<readonly string[]> =>
  (await detailOf(core, orderId)).messages.map(({ template, state, reason }) =>
    [template, state, ...(reason === 'none' ? [] : [reason])].join(' '),
  );

/** One step by staff, with its time to undo over. */
export const step = async (core: MessageCore, orderId: OrderId, to: OrderStatus, wait = UNDO_MS) => {
  const { version } = await detailOf(core, orderId);
  const changed = await core.get(core.who.staff, 'orders:changeStatus', {
    orderId,
    version,
    to,
    reason: to === 'on_hold' ? '-' : null,
  });
  core.clock.pass(wait);
  await core.features.production.runDue();
  return changed;
};

export const makeReady = async (core: MessageCore, orderId: OrderId, wait = UNDO_MS) => {
  await step(core, orderId, 'in_production');
  return step(core, orderId, 'ready', wait);
};

/** All that may leave now, as central would take it. */
export const take = (core: MessageCore) => core.deps.transact((tx) => core.features.messages.take(tx, 1000));

export const sent = (core: MessageCore, messageId: string): void =>
  core.deps.transact((tx) => core.features.messages.noteSent(tx, messageId));

export const bounced = (core: MessageCore, messageId: string): void =>
  core.deps.transact((tx) => core.features.messages.noteBounced(tx, messageId));

/** Takes the messages of this template and has central accept them; answers the last one's id. */
export const deliver = (core: MessageCore, template: string): string => {
  const ids = take(core).flatMap((message) => (message.template === template ? [message.messageId] : []));
  for (const messageId of ids) sent(core, messageId);
  return ids.at(-1) ?? expectPerson();
};
