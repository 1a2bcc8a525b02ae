import { FileId } from '../../../../shared/domain/ids.ts';
import type { MediaReason } from '../../../../shared/domain/media.ts';
import type { StoredOriginal } from '../../files/storeOriginal.ts';
import { diskError, type FileStoreCode, FileStoreError } from '../../files/fileStoreError.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Ids } from '../../ports/clock.ts';
import type { Imaging } from '../../ports/imaging.ts';
import { lookOf, type MediaLibrary } from '../media/index.ts';

export interface InboxDeps {
  readonly ids: Ids;
  readonly files: Pick<FileStore, 'store' | 'pathOf' | 'remove' | 'removeOrder'>;
  readonly fileKeys: Pick<FileKeys, 'allocate' | 'destroy'>;
  readonly imaging: Pick<Imaging, 'probe'>;
  readonly library: Pick<MediaLibrary, 'receive' | 'dropPhone'>;
}

/** One file as a phone sends it. `time` in UTC milliseconds, 0 where unknown. */
export interface Upload {
  readonly name: string;
  readonly time: number;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export type UploadEnd =
  | { readonly kind: 'kept'; readonly bytes: number }
  | { readonly kind: 'known' }
  | { readonly kind: 'not-a-photo'; readonly reason: MediaReason }
  | { readonly kind: 'failed'; readonly code: FileStoreCode };

/**
 * What a phone sent in one visit: sealed as it comes, under a key of its own, in a folder of its own beside the
 * orders'. No row names them, so a start removes what a crash left.
 */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #id: string;
  #key: Promise<Uint8Array> | null = null;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.#id = deps.ids.ulid();
  }

  /** Seals a file, has its content looked at in imaging, and lists it. What is no photo is removed at once. */
  async receive(upload: Upload): Promise<UploadEnd> {
    const { files, ids } = this.#deps;
    const fileId = FileId.parse(ids.ulid());
    const identity = { orderId: this.#id, fileId };
    try {
      const key = await this.#ownKey();
      const stored = await files.store({ ...identity, key, source: upload.body, signal: upload.signal });
      const end = await this.#list(upload, { ...identity, key }, stored);
      if (end.kind !== 'kept') await files.remove(identity);
      return end;
    } catch (error) {
      if (!(error instanceof FileStoreError)) throw error;
      return { kind: 'failed', code: error.code };
    }
  }

  /** Nothing of it is left: listing, files, key. Uploads must have ended. */
  async remove(): Promise<void> {
    const { files, fileKeys, library } = this.#deps;
    library.dropPhone();
    await files.removeOrder(this.#id);
    await fileKeys.destroy(this.#id);
    const key = await this.#key?.catch(() => null);
    key?.fill(0);
  }

  #ownKey(): Promise<Uint8Array> {
    this.#key ??= this.#deps.fileKeys.allocate(this.#id).catch((error: unknown) => {
      this.#key = null;
      throw diskError(error);
    });
    return this.#key;
  }

  async #list(
    { name, time, signal }: Upload,
    place: { readonly orderId: string; readonly fileId: FileId; readonly key: Uint8Array },
    { bytes, sha256 }: StoredOriginal,
  ): Promise<UploadEnd> {
    const { files, imaging, library } = this.#deps;
    const sealed = { kind: 'sealed', path: files.pathOf(place), name, ...place } as const;
    const look = lookOf(await imaging.probe(sealed, { priority: 'screen', signal }));
    if (signal.aborted) return { kind: 'failed', code: 'cancelled' };
    if (look?.usable === false) return { kind: 'not-a-photo', reason: look.reason };
    const file = { relPath: name, name, bytes, mtimeMs: time };
    return library.receive({ file, sealed, sha256, look }) ? { kind: 'kept', bytes } : { kind: 'known' };
  }
}
