import { mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { createErasureFeature } from '../../../electron/core/features/erasure/index.ts';
import {
  cancelForErasure,
  cancelMarketing,
  createMessagesFeature,
} from '../../../electron/core/features/messages/index.ts';
import {
  documentOf,
  noteFilesHere,
  ordersForMessages,
  personOfOrder,
} from '../../../electron/core/features/orders/index.ts';
import { signedVersions } from '../../../electron/core/features/signedSettings/index.ts';
import {
  createFilesLoop,
  createSyncFeature,
  createSyncFiles,
  fetchesFiles,
  type FilesEnd,
  noteErasureSettled,
  sendsOf,
  type SyncFeature,
} from '../../../electron/core/features/sync/index.ts';
import { applyRelayed, recordOpen, takeOverItem } from '../../../electron/core/takeOver.ts';
import { orderFeatures } from '../../integration/harness/orders.ts';
import type { TestCore, TestDeps } from '../../integration/harness/testCore.ts';

/** Bytes free on a disk that is roomy. */
const ROOMY = 100 * 1024 ** 3;

/** What a test sees of photos on their way out, and how it holds them up. */
const createWatch = () => ({
  /** From where each upload went on. */
  offsets: [] as number[],
  /** After so many bytes of an upload no more go out until `opened`. */
  holdAfter: Number.POSITIVE_INFINITY,
  opened: Promise.resolve(),
});
type Watch = ReturnType<typeof createWatch>;

const watched = (watch: Watch, init: RequestInit): RequestInit => {
  const { 'upload-offset': offset } = (init.headers ?? {}) as Readonly<Record<string, string>>;
  if (offset === undefined || !(init.body instanceof ReadableStream)) return init;
  watch.offsets.push(Number(offset));
  let passed = 0;
  const hold = new TransformStream<Uint8Array, Uint8Array>({
    transform: async (block, controller) => {
      passed += block.length;
      if (passed > watch.holdAfter) await watch.opened;
      controller.enqueue(block);
    },
  });
  return { ...init, body: (init.body as ReadableStream<Uint8Array>).pipeThrough(hold) };
};

/** Photo files on their way to one end; a look a moment after the other, so that no test waits for the next. */
const photosOf = (deps: TestDeps, end: FilesEnd, send: SyncFeature['sendBytes'], watch: Watch) => {
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const files = createSyncFiles({
    ...deps,
    end,
    send: (path, init) => send[end](path, watched(watch, init)),
    wait,
    uploadLimit: () => null,
    hasVisit: () => false,
    fetches: () => fetchesFiles(deps.read),
    onFilesHere: noteFilesHere,
  });
  return createFilesLoop({
    step: files.step,
    wait: (ms, signal) => wait(Math.min(ms, 200), signal),
    random: Math.random,
  });
};

const erasureOf = (
  deps: TestDeps,
  placed: ReturnType<typeof orderFeatures>,
  quiesce: () => Promise<() => void>,
) => {
  for (const folder of ['scratch', 'exports', 'production', 'tickets', 'logs', 'profile'])
    mkdirSync(join(deps.folders.data, folder), { recursive: true });
  return createErasureFeature({
    ...deps,
    patience: 1,
    hasVisit: () => false,
    nativeBinding: null,
    appVersion: '0.1.0',
    quiesce,
    htmlToPdf: async (html) => new TextEncoder().encode(`%PDF ${html}`),
    removePrintFiles: placed.production.removeFilesOfOrder,
    cancelMessages: cancelForErasure,
    beforeDeletion: () => undefined,
    onSettled: noteErasureSettled,
  });
};

/** The features of a counter that tell central and take over from it, with the real client of sync. */
export const counterFeatures = (deps: TestDeps) => {
  const placed = orderFeatures(deps);
  const consents = createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: cancelMarketing,
  });
  let isLevel = false;
  const messages = createMessagesFeature({
    ...deps,
    letterKey: new Uint8Array(32).fill(9),
    mayMarket: consents.mayMarket,
    withdrawal: (db, personId) => consents.codeOf(db, personId) ?? '',
    orders: ordersForMessages(deps),
    central: () => (isLevel ? sendsOf(deps.read) : null),
    letterBounced: () => undefined,
  });
  const erasure = erasureOf(deps, placed, async () => {
    await sync.stop();
    await photos.stop();
    return () => sync.start?.();
  });
  const disk = { free: ROOMY };
  const watch = createWatch();
  const sync: SyncFeature = createSyncFeature({
    ...deps,
    appVersion: '0.1.0',
    fileBacklog: () => ({ files: 0, bytes: 0 }),
    addresses: () => Object.values(networkInterfaces()).flatMap((own) => own ?? []),
    documentOf,
    signedVersions,
    applyRelayed: applyRelayed({ consents }),
    takeOver: takeOverItem({ consents, messages, noteStanding: () => undefined }),
    recordOpen,
    auditHeads: placed.audit.countersigning,
    orderErasure: erasure.erasing.orderNamed,
    onFilesHere: noteFilesHere,
    freeBytes: async () => disk.free,
    onLevel: (level) => {
      isLevel = level;
      toCentral.onLevel(level);
    },
    onHubLevel: (level) => toHub.onLevel(level),
  });
  const toCentral = photosOf(deps, 'central', sync.sendBytes, watch);
  const toHub = photosOf(deps, 'hub', sync.sendBytes, watch);
  const photos = {
    handlers: {},
    /** What its disk says of itself. */
    disk,
    watch,
    stop: async () => void (await Promise.all([toCentral.settled(), toHub.settled()])),
  };
  return { ...placed, consents, messages, erasure, sync, photos };
};
export type CounterCore = TestCore<ReturnType<typeof counterFeatures>>;
