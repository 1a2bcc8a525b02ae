import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventName } from '../../shared/contract/index.ts';
import type { Sends } from '../../shared/domain/sends.ts';
import type { CoreDeps } from './call/deps.ts';
import type { OpenTerminalOptions } from './coreOptions.ts';
import type { AuditFeature } from './features/audit/index.ts';
import type { ConsentsFeature } from './features/consents/index.ts';
import { hasVisit } from './features/drafts/index.ts';
import type { MessagesFeature } from './features/messages/index.ts';
import type { Erasing } from './features/erasure/erasing.ts';
import { documentOf, noteFilesHere } from './features/orders/index.ts';
import { freeBytesOn } from './features/output/index.ts';
import { signedVersions } from './features/signedSettings/index.ts';
import {
  createFilesLoop,
  createSyncFeature,
  createSyncFiles,
  type FilesEnd,
  fetchesFiles,
  randomOf,
  sendsOf,
  type SyncFeature,
} from './features/sync/index.ts';
import type { FileStore } from './files/fileStore.ts';
import type { FileKeys } from './keys/fileKeys.ts';
import { applyRelayed, recordOpen, takeOverItem } from './takeOver.ts';

interface OtherWork {
  readonly consents: Pick<ConsentsFeature, 'takeOver' | 'personArrived'>;
  readonly messages: Pick<MessagesFeature, 'takeOver'>;
  readonly audit: Pick<AuditFeature, 'countersigning'>;
}

interface SyncOptions extends Pick<OpenTerminalOptions, 'config' | 'key'> {
  readonly deps: CoreDeps;
  readonly files: FileStore;
  readonly fileKeys: FileKeys;
  readonly onEmit: (hear: (name: EventName) => void) => void;
}

/** Photo files on their way, beside the ops. The disk and the line are a customer's while one is at the kiosk. */
const composeFiles = (
  { deps, files, fileKeys }: SyncOptions,
  end: FilesEnd,
  send: SyncFeature['sendBytes'],
) => {
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const own = createSyncFiles({
    ...deps,
    files,
    fileKeys,
    end,
    send: send[end],
    wait,
    // 0 is no limit. It is for the shop's internet, not for its own network.
    uploadLimit: () => (end === 'central' && deps.settings(deps.read).terminal.uploadMbit) || null,
    hasVisit: () => hasVisit(deps.read),
    fetches: () => fetchesFiles(deps.read),
    onFilesHere: noteFilesHere,
  });
  return { files: own, loop: createFilesLoop({ step: own.step, wait, random: randomOf(deps.ids) }) };
};

const composePhotos = (options: SyncOptions, send: SyncFeature['sendBytes']) => {
  const central = composeFiles(options, 'central', send);
  const hub = composeFiles(options, 'hub', send);
  return {
    left: central.files.left,
    onLevel: central.loop.onLevel,
    onHubLevel: hub.loop.onLevel,
    settled: () => Promise.all([central.loop.settled(), hub.loop.settled()]),
  };
};

/** Where photos of other terminals go that come over this one as hub. */
const storage = ({ config, files, fileKeys }: SyncOptions) => ({
  files,
  fileKeys,
  onFilesHere: noteFilesHere,
  freeBytes: () => freeBytesOn(config.dataFolder),
});

/** What is committed goes at once; the loop's own news find nothing to do. */
const wakeOnNews = ({ onEmit }: SyncOptions, sync: SyncFeature): void =>
  onEmit((name) => {
    if (name === 'sync-changed') sync.wake();
    if (name === 'orders-changed') sync.changed();
    if (name === 'settings-changed') sync.settle();
  });

export interface ComposedSync extends SyncFeature {
  /** By which channels central would send a message now; null while it is not heard. */
  readonly sends: () => Sends | null;
  /** Photos that central still lacks. */
  readonly unsentFiles: () => number;
}

/** The client of sync with what it does to other features. */
export const composeSync = (
  options: SyncOptions,
  { orderNamed, noteStanding }: Pick<Erasing, 'orderNamed' | 'noteStanding'>,
  { consents, messages, audit }: OtherWork,
): ComposedSync => {
  let isLevel = false;
  const { config, deps } = options;
  const sync: SyncFeature = createSyncFeature({
    ...deps,
    appVersion: config.version,
    fileBacklog: () => photos.left(),
    databaseKey: options.key,
    addresses: () => Object.values(networkInterfaces()).flatMap((own) => own ?? []),
    documentOf,
    signedVersions,
    applyRelayed: applyRelayed({ consents }),
    takeOver: takeOverItem({ consents, messages, noteStanding }),
    recordOpen,
    orderErasure: orderNamed,
    auditHeads: audit.countersigning,
    onLevel: (level) => {
      isLevel = level;
      photos.onLevel(level);
    },
    ...storage(options),
    onHubLevel: (level) => photos.onHubLevel(level),
  });
  const photos = composePhotos(options, sync.sendBytes);
  wakeOnNews(options, sync);
  return {
    ...sync,
    sends: () => (isLevel ? sendsOf(deps.read) : null),
    unsentFiles: () => photos.left().files,
    stop: async (): Promise<void> => {
      await sync.stop();
      await photos.settled();
    },
  };
};
