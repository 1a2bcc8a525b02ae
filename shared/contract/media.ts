import { z } from '../domain/z.ts';
import { DraftId, PhotoId, RequestId, SourceId } from '../domain/ids.ts';
import { MediaReason, PhotoHint } from '../domain/media.ts';
import { Bytes, type Contract, EVERYONE, type Events, ORDERING } from './define.ts';

export const MediaSource = z.object({
  sourceId: SourceId,
  kind: z.enum(['volume', 'folder', 'phone']),
  label: z.string().max(255),
  state: z.enum(['scanning', 'ready', 'gone', 'failed']),
  /** Why nothing can be read: a card that is empty, locked, damaged, or holds more than can be listed. */
  problem: z.enum(['empty', 'locked', 'damaged', 'too_many', 'no_photos']).nullable(),
  /** It stayed in since an earlier visit: nobody has just put it in. */
  relisted: z.boolean(),
  photos: z.int(),
  unusable: z.int(),
  /**
   * Photos that the camera marked for printing (DPOF) and that may be offered; null where there are none. `id` is the
   * SHA-256 of the list of marks; `dropped` counts marks without a photo that can be used.
   */
  marks: z.object({ id: z.string().length(64), photos: z.int(), dropped: z.int() }).nullable(),
});
export type MediaSource = z.infer<typeof MediaSource>;

export const MediaPhoto = z.object({
  photoId: PhotoId,
  sourceId: SourceId,
  name: z.string().max(255),
  takenAt: z.int().nullable(),
  day: z.string().max(10).nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  bytes: z.int(),
  /** null while not looked at yet. */
  usable: z.boolean().nullable(),
  reason: MediaReason.nullable(),
  /** The photo that stands for all with this content, or for all sizes of this shot; null while it is like no other. */
  same: PhotoId.nullable(),
  /** The first of a series: photos taken within seconds that look alike. */
  series: PhotoId.nullable(),
});
export type MediaPhoto = z.infer<typeof MediaPhoto>;

/** Copying of the picked originals of one draft. Bytes and milliseconds. */
export const CopyState = z.object({
  state: z.enum(['idle', 'copying', 'stalled', 'done', 'cancelled']),
  done: z.int(),
  total: z.int(),
  bytes: z.int(),
  bytesTotal: z.int(),
  msLeft: z.int().nullable(),
  missing: z.array(PhotoId).max(2000),
  failed: z.array(z.object({ photoId: PhotoId, reason: MediaReason })).max(2000),
  /** True when, and only when, no file on a medium is open and every picked photo is stored. */
  mayRemove: z.boolean(),
  mediumStillIn: z.boolean(),
  /** Our own disk, when it is why nothing goes on. */
  trouble: z.enum(['disk-full', 'disk-failed']).nullable(),
});
export type CopyState = z.infer<typeof CopyState>;

/** Preview sizes by the long edge in pixels. */
export const Edge = z.union([z.literal(320), z.literal(640), z.literal(1600)]);

export const media = {
  'media:sources': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ sources: z.array(MediaSource).max(20) }),
  },
  /** A page of photos. Where `known` names the page as it is, it is `unchanged` and comes without photos. */
  'media:photos': {
    kind: 'query',
    roles: ORDERING,
    input: z.strictObject({
      sourceId: SourceId,
      offset: z.int().min(0),
      limit: z.int().min(1).max(5000),
      known: z.string().max(60).optional(),
    }),
    output: z.object({
      total: z.int(),
      version: z.string().max(60),
      unchanged: z.boolean(),
      photos: z.array(MediaPhoto).max(5000),
    }),
  },
  /**
   * JPEG bytes, upright, sRGB, without metadata. `quick` may be an embedded thumbnail, smaller than asked, of which it is
   * not known whether the photo is blurred.
   */
  'media:thumbnail': {
    kind: 'query',
    roles: ORDERING,
    input: z.strictObject({ photoId: PhotoId, edge: Edge, quick: z.boolean() }),
    output: z.object({ bytes: Bytes, width: z.int(), height: z.int(), hint: PhotoHint.nullable() }),
  },
  'media:copyState': {
    kind: 'query',
    roles: ORDERING,
    input: z.strictObject({ draftId: DraftId }),
    output: CopyState,
  },
  'media:startCopy': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ requestId: RequestId, draftId: DraftId }),
    output: z.object({}),
  },
  'media:cancelCopy': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ requestId: RequestId, draftId: DraftId }),
    output: z.object({}),
  },
  /** Goes on with what was copied: photos that are missing or failed leave the draft. */
  'media:dropMissing': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ requestId: RequestId, draftId: DraftId }),
    output: z.object({ dropped: z.int() }),
  },
} as const satisfies Contract;

export const mediaEvents = {
  'media-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({ sourceId: SourceId }) },
  'copy-changed': { kind: 'event', roles: ORDERING, payload: z.strictObject({ draftId: DraftId }) },
} as const satisfies Events;
