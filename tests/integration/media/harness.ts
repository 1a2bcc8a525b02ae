import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import {
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  Copier,
  createOpenCount,
  MediaLibrary,
  type MediaLibraryOptions,
  type StoredRow,
  type VolumeLister,
} from '../../../electron/core/features/media/index.ts';
import { openMedium } from '../../../electron/core/features/media/openMedium.ts';
import { createFileStore, type FileStore } from '../../../electron/core/files/fileStore.ts';
import { createFileKeys, openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import type { Ids } from '../../../electron/core/ports/clock.ts';
import type { Imaging, ImagingSource, PhotoFacts } from '../../../electron/core/ports/imaging.ts';
import { DraftId, type PhotoId, type SourceId, ulid } from '../../../shared/domain/ids.ts';

export const systemIds: Pick<Ids, 'ulid'> = { ulid: () => ulid(Date.now(), randomBytes(10)) };
export const draftId = () => DraftId.parse(systemIds.ulid());
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lete-media-'));
}

/** A file that starts like a JPEG; the rest is noise. */
export function jpegLike(bytes = 2000): Buffer {
  return Buffer.concat([JPEG, randomBytes(bytes - JPEG.length)]);
}

/** Puts files into a folder: relative path → content. */
export function fill(root: string, files: Readonly<Record<string, Buffer | string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** Every entry of a tree with type, rights, times and content. Reading for it leaves no reading time where allowed. */
export async function snapshot(root: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const { mode, size, mtimeMs, ctimeMs, ino, atimeMs } = lstatSync(path);
    const hash = entry.isFile() ? await hashOf(path) : entry.isSymbolicLink() ? readlinkSync(path) : '';
    const read = entry.isFile() ? atimeMs : '';
    lines.push([path.slice(root.length), mode, size, mtimeMs, ctimeMs, ino, read, hash].join(' '));
  }
  return lines.sort();
}

async function hashOf(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOATIME);
  try {
    return createHash('sha256')
      .update(await handle.readFile())
      .digest('hex');
  } finally {
    await handle.close();
  }
}

/** Files of a folder that this process holds open, by the system's own list. */
export function openFilesUnder(root: string): readonly string[] {
  return readdirSync('/proc/self/fd')
    .map((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`);
      } catch {
        return '';
      }
    })
    .filter((path) => path === root || path.startsWith(`${root}/`));
}

type FakeImaging = Pick<Imaging, 'probe' | 'thumbnail' | 'look' | 'likeness'> & {
  readonly asked: string[];
  /** Those of them that were to become a preview. */
  readonly previews: string[];
  /** How long each look takes. */
  readonly pace: { ms: number };
};

const facts: PhotoFacts = {
  kind: 'jpeg',
  width: 3000,
  height: 2000,
  orientation: 1,
  takenAt: '2026-07-14T23:30:00',
  takenMs: null,
  camera: null,
  hasThumbnail: false,
  incomplete: false,
  notes: [],
};

/** Stands for the imaging process: opens the file for real, calls a JPEG what starts like one, decodes nothing. */
export function fakeImaging(): FakeImaging {
  const asked: string[] = [];
  const previews: string[] = [];
  const pace = { ms: 0 };
  const refusal = { ok: false, reason: 'unsupported_type', format: null } as const;
  const isJpeg = async (source: ImagingSource): Promise<boolean> => {
    asked.push(source.path);
    if (source.kind === 'sealed') return true;
    const handle = await openMedium(source.path);
    try {
      if (pace.ms > 0) await new Promise((resolve) => setTimeout(resolve, pace.ms));
      const head = Buffer.alloc(3);
      await handle.read(head, 0, 3, 0);
      return head.equals(JPEG.subarray(0, 3));
    } finally {
      await handle.close();
    }
  };
  const picture = () =>
    ({
      bytes: new Uint8Array(100).fill(7),
      width: 3,
      height: 2,
      origin: 'decoded',
      incomplete: false,
      hint: null,
    }) as const;
  return {
    asked,
    previews,
    pace,
    probe: async (source) => ((await isJpeg(source).catch(() => false)) ? { ok: true, facts } : refusal),
    thumbnail: async (source) => {
      previews.push(source.path);
      return (await isJpeg(source).catch(() => false)) ? { ok: true, picture: picture() } : refusal;
    },
    likeness: async (source) =>
      (await isJpeg(source).catch(() => false)) ? { ok: true, likeness: '0123456789abcdef' } : refusal,
    look: async (source) =>
      (await isJpeg(source).catch(() => false)) ? { ok: true, facts, picture: picture() } : refusal,
  };
}

/** Waits until `check` holds; fails with its last error after ten seconds. */
export async function until<Value>(check: () => Value): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    try {
      return check();
    } catch (error) {
      if (tries > 2000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

export function assert(condition: boolean, message = 'not yet'): asserts condition {
  if (!condition) throw new Error(message);
}

/** A library on real folders, its decoders faked. */
export function makeLibrary(volumes: VolumeLister, more: Partial<MediaLibraryOptions> = {}) {
  const imaging = fakeImaging();
  const opened = createOpenCount();
  const changes: SourceId[] = [];
  const library = new MediaLibrary({
    imaging,
    opened,
    volumes,
    ids: systemIds,
    onChange: (sourceId) => changes.push(sourceId),
    stored: async () => undefined,
    lookEveryMs: 20,
    ...more,
  });
  return { library, imaging, opened, changes };
}

/** Ready when everything is listed and looked at. */
export async function listed(library: MediaLibrary, index = 0) {
  return until(() => {
    const source = library.sources()[index];
    assert(source !== undefined && source.state !== 'scanning');
    const { photos } = library.photos(source.sourceId, 0, 20_000);
    assert(photos.every(({ usable }) => usable !== null) || source.state === 'gone');
    return { source: library.sources()[index] ?? source, photos };
  });
}

/** Library, real key file and real file store, as core has them. */
export async function makeCopier(
  volumes: VolumeLister,
  dataFolder: string,
  override: Partial<Pick<FileStore, 'store'>> = {},
  lookEveryMs = 20,
  record: (row: StoredRow) => void = () => undefined,
) {
  const databaseKey = randomBytes(32);
  await createFileKeys(dataFolder, databaseKey);
  const keys = await openFileKeys(dataFolder, databaseKey);
  const files = createFileStore(dataFolder);
  const made = makeLibrary(volumes, { lookEveryMs });
  const rows = new Map<PhotoId, StoredRow>();
  const listeners: (() => void)[] = [];
  const copier = new Copier({
    library: made.library,
    opened: made.opened,
    files: { ...files, ...override },
    keys,
    clock: { now: () => Date.now() },
    ids: systemIds,
    onStored: (row) => {
      record(row);
      rows.set(row.photoId, row);
      for (const listener of listeners) listener();
    },
    onRemoved: (draft, photoId) => {
      for (const row of rows.values()) {
        if (row.draftId === draft && (photoId === 'all' || photoId === row.photoId)) rows.delete(row.photoId);
      }
    },
    onChange: () => {
      for (const listener of listeners) listener();
    },
  });
  const close = async () => {
    made.library.stop();
    await copier.stop();
    await keys.close();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  return { ...made, copier, keys, files, rows, listeners, close };
}
