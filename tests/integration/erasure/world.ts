import { createSuppression } from '../../../electron/core/features/consents/suppression.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { cancelForErasure } from '../../../electron/core/features/messages/index.ts';
import type { ErasureDeps } from '../../../electron/core/features/erasure/erasure.deps.ts';
import { createErasureFeature, type Settled } from '../../../electron/core/features/erasure/index.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { type OrderId, type PersonId, ulid } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { createMatcher } from '../../../scripts/lib/pages/matcher.mjs';
import { scan } from '../../../scripts/lib/pages/scan.mjs';
import { phoneSpellings } from '../../../scripts/lib/pages/spellings.mjs';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { quarters } from '../../fixtures/photos/makePhotos.ts';
import { createFakeImaging } from '../harness/fakeImaging.ts';
import { FREE_START, orderFeatures, placeForTest, type Wanted } from '../harness/orders.ts';
import { createTestCore, openTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const PHONE = '29998877';
const EMAIL = 'zanete.ozolpaegle@kverpjvite.lv';
const ADDRESS = { street: 'Zvirgzdukrogs 77', town: 'Kvokšķupurvs', postcode: 'LV-1099' };

/** A made-up person whose values occur nowhere else. */
export const CANARY = {
  name: 'Žanete Ozolpaegle',
  note: 'Žvadzdadzīte zvanīs pirms slēgšanas',
  files: ['Kanarijzvirbulis_1.jpg', 'Kanarijzvirbulis_2.jpg'],
  byEmail: Contact.parse({ way: 'email', email: EMAIL, name: 'Žanete Ozolpaegle', address: null }),
  byPhone: Contact.parse({ way: 'sms', phone: PHONE, name: 'Žanete Ozolpaegle', address: ADDRESS }),
} as const;

/** Same surname, same domain. */
export const NEIGHBOUR = Contact.parse({
  way: 'email',
  email: 'valdis.ozolpaegle@kverpjvite.lv',
  name: 'Valdis Ozolpaegle',
  address: null,
});

export interface More {
  readonly patience?: number;
  readonly hasVisit?: () => boolean;
  readonly removePrintFiles?: (orderId: string) => Promise<boolean>;
  readonly beforeDeletion?: ErasureDeps['beforeDeletion'];
}

const featuresOf = (
  deps: TestDeps,
  { patience = 1, hasVisit = () => false, removePrintFiles, beforeDeletion }: More,
  settled: Settled[],
) => {
  const others = orderFeatures(deps, createFakeImaging());
  const erasure = createErasureFeature({
    ...deps,
    patience,
    hasVisit,
    nativeBinding: null,
    appVersion: '0.1.0',
    quiesce: async () => () => undefined,
    htmlToPdf: async (html) => new TextEncoder().encode(`%PDF ${html}`),
    removePrintFiles: removePrintFiles ?? others.production.removeFilesOfOrder,
    cancelMessages: cancelForErasure,
    beforeDeletion:
      beforeDeletion ??
      ((tx, people) => createSuppression(new Uint8Array(32)).suppressPeople(tx, people, 'erasure')),
    onSettled: (_tx, what) => void settled.push(what),
  });
  return { ...others, erasure };
};
export type ErasureCore = TestCore<ReturnType<typeof featuresOf>>;

export interface World {
  core: ErasureCore;
  readonly settled: Settled[];
}

/** A counter with production to a folder and a printer that prints to files. */
export const openWorld = async (more: More = {}): Promise<World> => {
  const settled: Settled[] = [];
  const core = await createTestCore((deps) => featuresOf(deps, more, settled));
  for (const folder of ['scratch', 'exports', 'production', 'logs', 'profile'])
    mkdirSync(join(core.folder, folder), { recursive: true });
  core.set(FREE_START);
  await core.features.erasure.recover();
  return { core, settled };
};

export const photo = (): Promise<Buffer> =>
  quarters(900, 600)
    .jpeg()
    .toBuffer()
    .then((jpeg) => jpegWithExif(jpeg, { takenAt: '2026:07:14 12:00:00', gps: true }));

const version = async (core: ErasureCore, orderId: OrderId): Promise<number> =>
  (await core.get(core.who.manager, 'orders:get', { orderId })).version;

/** An order on its way through the shop: noted, in production, printed on paper. */
export const orderOf = async (core: ErasureCore, wanted: Wanted, note: string): Promise<OrderId> => {
  const { orderId } = await placeForTest(core, wanted, await photo());
  await core.get(core.who.staff, 'orders:setNote', {
    orderId,
    version: await version(core, orderId),
    note,
    place: 'A1',
  });
  await core.get(core.who.staff, 'orders:changeStatus', {
    orderId,
    version: await version(core, orderId),
    to: 'in_production',
    reason: null,
  });
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
  await core.get(core.who.staff, 'tickets:print', { orderId, kind: 'receipt' });
  await core.features.tickets.printDue();
  return orderId;
};

/** The end of an order that nobody wants any more. */
export const cancel = async (core: ErasureCore, orderId: OrderId): Promise<void> => {
  await core.get(core.who.manager, 'orders:changeStatus', {
    orderId,
    version: await version(core, orderId),
    to: 'cancelled',
    reason: CANARY.note,
  });
  core.clock.pass(UNDO_MS);
};

export const placeCanary = async (core: ErasureCore): Promise<readonly OrderId[]> => {
  const orders = [
    await orderOf(core, { contact: CANARY.byEmail, names: CANARY.files }, CANARY.note),
    await orderOf(core, { contact: CANARY.byPhone, delivery: 'address', names: CANARY.files }, CANARY.note),
  ];
  for (const orderId of orders) await cancel(core, orderId);
  return orders;
};

export const peopleOf = (core: ErasureCore, orders: readonly OrderId[]): readonly PersonId[] =>
  orders.flatMap(
    (orderId) =>
      core.deps.read.get<{ person_id: PersonId }>(
        sql`SELECT person_id FROM orders WHERE order_id = ${orderId}`,
      )?.person_id ?? [],
  );

export const freshRequest = (core: ErasureCore): string => ulid(core.clock.now(), randomBytes(10));

/** Orders an erasure as a decided request does; answers the request. */
export const orderErasure = (
  core: ErasureCore,
  people: readonly PersonId[],
  requestId = freshRequest(core),
) => {
  const { erasing } = core.features.erasure;
  const { hash } = erasing.dryRun(core.deps.read, people, core.clock.now());
  core.deps.transact((tx) => erasing.order(tx, { requestId, people, dryRunHash: hash }));
  return requestId;
};

export const stateOf = (core: ErasureCore, privacyRequestId: string) =>
  core.get(core.who.manager, 'erasure:state', { privacyRequestId: privacyRequestId as never });

const matcher = createMatcher({
  name: [CANARY.name],
  email: [EMAIL],
  phone: phoneSpellings(PHONE),
  address: [ADDRESS.street, ADDRESS.town],
  note: [CANARY.note],
  'file name': ['Kanarijzvirbulis'],
});

/** Where the canary is, by a reader that shares nothing with the product's: which value in which file. */
export const findCanaryIn = async (folder: string, key: Uint8Array) => {
  const { hits, blind } = await scan({ folders: { data: folder }, matcher, key, dataFolder: folder });
  return { hits: hits.map(({ where, name }) => `${name} in ${where}`), blind };
};

export const findCanary = (core: ErasureCore) => findCanaryIn(core.folder, core.deps.databaseKey);

/** The world that another process left, or was killed in. */
export const reopenWorld = async (folder: string, key: Uint8Array, now: number): Promise<ErasureCore> => {
  const core = await openTestCore((deps) => featuresOf(deps, {}, []), { folder, key, now });
  await core.features.erasure.recover();
  return core;
};
