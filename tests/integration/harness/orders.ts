import { createAvailabilityFeature } from '../../../electron/core/features/availability/index.ts';
import { createAuditFeature, createViews } from '../../../electron/core/features/audit/index.ts';
import {
  createOrdersFeature,
  ordersForProduction,
  ordersForTickets,
  placeOrder,
  type OrderToPlace,
  type PlacedOrder,
} from '../../../electron/core/features/orders/index.ts';
import { freeBytesOn } from '../../../electron/core/features/output/index.ts';
import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { createProductionFeature } from '../../../electron/core/features/production/index.ts';
import { createReportsFeature } from '../../../electron/core/features/reports/index.ts';
import { createTicketPrintingFeature } from '../../../electron/core/features/ticketPrinting/index.ts';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import { Contact, NO_CONTACT } from '../../../shared/domain/contact.ts';
import { FileId, OrderId, PhotoId } from '../../../shared/domain/ids.ts';
import { priceOrder } from '../../../shared/domain/pricing.ts';
import { createFakeImaging } from './fakeImaging.ts';
import { createTestCore, type TestCore, type TestDeps } from './testCore.ts';
import type { Imaging } from '../../../electron/core/ports/imaging.ts';

/** The features of placed orders as the composition root puts them together. */
export const orderFeatures = (
  deps: TestDeps,
  imaging: Imaging = createFakeImaging(),
  freeBytes: (folder: string) => Promise<number> = freeBytesOn,
) => ({
  orders: createOrdersFeature({ ...deps, imaging, views: createViews(deps) }),
  audit: createAuditFeature(deps),
  production: createProductionFeature({ ...deps, imaging, freeBytes, orders: ordersForProduction(deps) }),
  tickets: createTicketPrintingFeature({
    ...deps,
    orders: ordersForTickets({ ...deps, withdrawalCode: () => null }),
    papers: {
      notice: ({ db, now }) => noticeInForce(db, now),
      request: () => ({ number: 'P-2026-0007', dueAt: 1_798_000_000_000 }),
    },
  }),
  availability: createAvailabilityFeature(deps),
  reports: createReportsFeature({
    ...deps,
    htmlToPdf: async (html) => new TextEncoder().encode(`%PDF ${html}`),
  }),
});
export type OrderCore = TestCore<ReturnType<typeof orderFeatures>>;

/** Undone by production: nothing waits for staff, and money is no matter. */
export const FREE_START = { production: { mayStartUnpaid: true } } as const;

export const createOrderCore = (
  imaging?: Imaging,
  change: (deps: TestDeps) => TestDeps = (deps) => deps,
  freeBytes?: (folder: string) => Promise<number>,
): Promise<OrderCore> => createTestCore((deps) => orderFeatures(change(deps), imaging, freeBytes));

export const BY_EMAIL = Contact.parse({
  way: 'email',
  email: 'ilze@example.org',
  name: 'Ilze Bērziņa',
  address: null,
});
export const BY_PHONE = Contact.parse({
  way: 'sms',
  phone: '29123456',
  name: 'Jānis Kļaviņš',
  address: null,
});

export interface Wanted extends Partial<Omit<OrderToPlace, 'photos' | 'items' | 'price'>> {
  readonly photos?: number;
  /** Names of the photo files; camera names unless given. */
  readonly names?: readonly string[];
  /** Sides of every photo. */
  readonly size?: readonly [width: number, height: number];
  /** Lines of every photo. */
  readonly lines?: readonly Partial<Omit<DraftItem, 'photoId'>>[];
}

export const item = (photoId: PhotoId, part: Partial<Omit<DraftItem, 'photoId'>> = {}): DraftItem => ({
  photoId,
  format: '10x15',
  paper: 'gloss',
  copies: 1,
  fit: 'fill',
  crop: null,
  rotation: 0,
  mirror: false,
  ...part,
});

export interface PlacedForTest extends PlacedOrder {
  readonly photoIds: readonly PhotoId[];
  readonly fileIds: readonly FileId[];
  readonly items: readonly DraftItem[];
}

/** Places an order as the drafts feature does, with its originals really stored (`bytes` is what they hold). */
export const placeForTest = async (
  core: OrderCore,
  wanted: Wanted = {},
  bytes: Uint8Array = new Uint8Array([1, 2, 3]),
): Promise<PlacedForTest> => {
  const { deps } = core;
  const orderId = wanted.orderId ?? OrderId.parse(deps.ids.ulid());
  const key = await deps.fileKeys.allocate(orderId);
  const {
    photos: count = 2,
    names = [],
    lines = [{}],
    size: [width, height] = [3000, 2000],
    ...rest
  } = wanted;
  const photos = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const fileId = FileId.parse(deps.ids.ulid());
      const source = (async function* () {
        yield bytes;
      })();
      const stored = await deps.files.store({ orderId, fileId, key, source });
      const photoId = PhotoId.parse(deps.ids.ulid());
      return { photoId, fileId, ...stored, name: names[i] ?? `IMG_${i + 1}.JPG`, width, height };
    }),
  );
  const items = photos.flatMap(({ photoId }) => lines.map((line) => item(photoId, line)));
  const catalogue = deps.catalogue(deps.read);
  if (!catalogue) throw new Error('no price list');
  const priced = priceOrder(catalogue, items, { express: rest.express, discount: rest.discount });
  if (!priced.ok) throw new Error(priced.code);
  const { availability } = core.features;
  const order: OrderToPlace = {
    source: 'counter',
    locale: 'lv',
    contact: BY_EMAIL,
    delivery: 'store',
    express: false,
    discount: null,
    noticeVersion: '1',
    linkedTo: null,
    dueAt: availability.readyAt(
      { db: deps.read, now: deps.clock.now() },
      priced.price,
      rest.express === true,
    ),
    ...rest,
    orderId,
    price: priced.price,
    photos,
    items,
  };
  const placed = deps.transact((tx) => placeOrder(tx, deps.settings(tx.db), order));
  return {
    ...placed,
    items,
    photoIds: photos.map((photo) => photo.photoId),
    fileIds: photos.map((photo) => photo.fileId),
  };
};

export { NO_CONTACT };
