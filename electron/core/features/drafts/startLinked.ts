import type { CallInput, CallOutput } from '../../../../shared/contract/index.ts';
import { FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import { type Catalogue, isIndex, isSoldFor } from '../../../../shared/domain/catalogue.ts';
import { DraftId, FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { preparedCommand } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { FileStoreError } from '../../files/fileStoreError.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { StoredOriginal } from '../../files/storeOriginal.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import { noticeInForce } from '../notices/index.ts';
import { type LinkedFrom, linkedFrom } from '../orders/index.ts';
import { firstCommon } from './draft.policy.ts';
import { addPhoto, markStored, putItem } from './draftPhotos.store.ts';
import { insertDraft } from './drafts.store.ts';

export interface LinkedDeps extends CoreDeps {
  readonly files: Pick<FileStore, 'open' | 'store' | 'removeOrder'>;
  readonly keys: Pick<FileKeys, 'allocate' | 'get' | 'destroy'>;
  readonly roomToCopy: () => Promise<boolean>;
}

type Copied = StoredOriginal & {
  readonly from: LinkedFrom['photos'][number];
  readonly photoId: PhotoId;
  readonly fileId: FileId;
};

interface Prepared {
  readonly draftId: DraftId;
  readonly from: LinkedFrom;
  readonly copied: readonly Copied[];
}

/** Opens each sealed original under the old order's key and seals it anew under the draft's own. */
const copyOriginals = async (deps: LinkedDeps, from: LinkedFrom, draftId: DraftId): Promise<Copied[]> => {
  const { files, keys, ids } = deps;
  const old = (await keys.get(from.orderId)) ?? reject('PHOTO_UNREADABLE');
  const own = await keys.allocate(draftId);
  const copied: Copied[] = [];
  try {
    for (const photo of from.photos) {
      const fileId = FileId.parse(ids.ulid());
      const source = files.open({ orderId: from.orderId, fileId: photo.fileId }, old);
      const stored = await files.store({ orderId: draftId, fileId, key: own, source });
      if (stored.sha256 !== photo.sha256) return reject('PHOTO_UNREADABLE');
      copied.push({ ...stored, from: photo, photoId: PhotoId.parse(ids.ulid()), fileId });
    }
    return copied;
  } finally {
    old.fill(0);
    own.fill(0);
  }
};

/** What a photo was ordered as; that it was on an index print too is a matter of the whole order. */
const linesOf = (catalogue: Catalogue, { items }: LinkedFrom, photoId: PhotoId) =>
  items.filter((item) => item.photoId === photoId && !isIndex(catalogue, item.format));

/** The slow half: nothing of it is left behind when it fails; what a crash leaves is removed at the next start. */
const prepare = async (
  deps: LinkedDeps,
  q: QueryContext,
  { orderId }: CallInput<'drafts:startLinked'>,
): Promise<Prepared> => {
  const from = linkedFrom(q, orderId);
  if (!(await deps.roomToCopy())) return reject('DISK_FULL');
  const draftId = DraftId.parse(deps.ids.ulid());
  try {
    return { draftId, from, copied: await copyOriginals(deps, from, draftId) };
  } catch (error) {
    await deps.files.removeOrder(draftId);
    await deps.keys.destroy(draftId);
    if (!(error instanceof FileStoreError)) throw error;
    return reject(error.code === 'disk-full' ? 'DISK_FULL' : 'PHOTO_UNREADABLE');
  }
};

const start = (deps: LinkedDeps, tx: Tx, { draftId, from, copied }: Prepared) => {
  const catalogue = deps.catalogue(tx.db) ?? reject('NO_PRICE_LIST');
  if (!noticeInForce(tx.db, tx.now)) return reject('NO_NOTICE');
  const common = firstCommon(catalogue, 'counter') ?? reject('NO_PRICE_LIST');
  const { locale, contact, orderId } = from;
  const head = { source: 'counter', staffId: tx.caller.staffId, ease: FRESH_EASE, now: tx.now } as const;
  insertDraft(tx.db, {
    ...head,
    draftId,
    locale,
    contact,
    common,
    catalogueVersion: catalogue.version,
    linkedTo: orderId,
    indexPrint: from.items.some(({ format }) => isIndex(catalogue, format)),
  });
  for (const { from: old, photoId, fileId, sha256, bytes } of copied) {
    const { name, width, height } = old;
    addPhoto(tx.db, draftId, { photoId, name, relPath: name, bytes, mtime: 0, width, height, takenAt: null });
    markStored(tx.db, { draftId, photoId, fileId, sha256, bytes });
    for (const item of linesOf(catalogue, from, old.photoId)) {
      const sold = isSoldFor(catalogue, 'counter', item) ? item : { ...item, ...common, crop: null };
      putItem(tx.db, draftId, { ...sold, photoId, exception: true });
    }
  }
  tx.audit('order.link', orderId);
  tx.emit('draft-changed', { draftId });
  return { draftId } satisfies CallOutput<'drafts:startLinked'>;
};

/**
 * A change or a remake of what the lab already has is an order of its own (ORD-3): same photos and lines, own files
 * under an own key, so that each order can be deleted without the other.
 */
export const createLinkedHandler = (deps: LinkedDeps) => {
  // A second press while the first still copies waits for the same copies.
  const running = new Map<string, Promise<Prepared>>();
  return preparedCommand(
    'drafts:startLinked',
    (q, input) => {
      const twin = running.get(input.requestId);
      if (twin) return twin;
      const own = prepare(deps, q, input).finally(() => running.delete(input.requestId));
      running.set(input.requestId, own);
      return own;
    },
    (tx, _input, prepared) => start(deps, tx, prepared),
  );
};
