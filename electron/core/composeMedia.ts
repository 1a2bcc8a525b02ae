import { networkInterfaces } from 'node:os';
import type { CoreDeps } from './call/deps.ts';
import type { OpenTerminalOptions } from './coreOptions.ts';
import { createCopies } from './features/drafts/index.ts';
import {
  allVolumes,
  Copier,
  createOpenCount,
  folderVolumes,
  linuxVolumes,
  MediaLibrary,
} from './features/media/index.ts';
import { PhoneReception, readPhonePage } from './features/phone/index.ts';
import type { FileStore } from './files/fileStore.ts';
import { createImagingHost } from './imagingHost/imagingHost.ts';
import type { FileKeys } from './keys/fileKeys.ts';
import type { Imaging } from './ports/imaging.ts';

interface MediaOptions extends Pick<OpenTerminalOptions, 'config' | 'key'> {
  readonly roomToCopy: () => Promise<boolean>;
  readonly deps: CoreDeps;
  readonly files: FileStore;
  readonly fileKeys: FileKeys;
}

/** Where a customer's phone sends to. */
const composeReception = (
  { config, key, deps, files, fileKeys, roomToCopy }: MediaOptions,
  media: { readonly imaging: Imaging; readonly library: MediaLibrary },
): PhoneReception =>
  new PhoneReception({
    ...deps,
    ...media,
    files,
    fileKeys,
    databaseKey: key,
    page: () => readPhonePage(config.resourcesFolder),
    addresses: () => Object.values(networkInterfaces()).flatMap((own) => own ?? []),
    roomToCopy,
  });

/** Media, copying and the decoders behind them. */
export const composeMedia = (options: MediaOptions) => {
  const { config, deps, fileKeys, files } = options;
  const imaging = createImagingHost({
    command: { nodePath: config.nodePath, entry: config.imagingEntry },
    onEvent: (event) => deps.log.info('imaging', { what: event.kind }),
  });
  const opened = createOpenCount();
  const sealed = async (orderId: string, fileId: string, name: string) => {
    const key = await fileKeys.get(orderId);
    return (
      key &&
      ({ kind: 'sealed', path: files.pathOf({ orderId, fileId }), name, key, orderId, fileId } as const)
    );
  };
  const copies = createCopies({ ...deps, copier: () => copier, imaging, sealed });
  const library: MediaLibrary = new MediaLibrary({
    imaging,
    ids: deps.ids,
    opened,
    volumes:
      config.mediaFolder === null
        ? linuxVolumes()
        : allVolumes(linuxVolumes(), folderVolumes(config.mediaFolder)),
    onChange: (sourceId) => deps.emit('media-changed', { sourceId }),
    stored: copies.storedCopy,
  });
  const copier: Copier = new Copier({
    library,
    opened,
    files,
    keys: fileKeys,
    clock: deps.clock,
    ids: deps.ids,
    onStored: copies.onStored,
    onRemoved: copies.onRemoved,
    onChange: (draftId) => deps.emit('copy-changed', { draftId }),
  });
  const reception = composeReception(options, { imaging, library });
  return { imaging, library, copier, copies, reception };
};
