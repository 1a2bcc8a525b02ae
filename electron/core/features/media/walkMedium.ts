import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isBadPath, isSkippedName, type MediaReason } from '../../../../shared/domain/media.ts';
import { DEFAULT_LIMITS } from '../../ports/imaging.ts';
import { type FoundFile, type FoundPhoto, extensionOf, pairFiles } from './pairFiles.ts';

/** A photo, or a thing that cannot be one and why. */
export type WalkEntry = FoundPhoto & { readonly reason: MediaReason | null };

/** How a walk ended; `too_many`: more than `maxEntries`, the rest was not listed. */
export type WalkEnd = 'whole' | 'too_many' | 'locked' | 'damaged';

const LARGE_KINDS = new Set('tif tiff cr2 cr3 dng orf rw2 raf nef nrw arw sr2 pef srw 3fr erf'.split(' '));
const STATS_AT_ONCE = 64;

type Folder = { readonly parts: readonly string[] };

/**
 * Lists a medium folder by folder, each as soon as it is read. Follows no link, opens no file, changes nothing.
 * A folder that cannot be read is an entry with its reason; only the root's own failure ends the walk.
 */
export async function* walkMedium(
  root: string,
  options: { readonly maxEntries: number; readonly signal: AbortSignal },
): AsyncGenerator<readonly WalkEntry[], WalkEnd, void> {
  const folders: Folder[] = [{ parts: [] }];
  let room = options.maxEntries;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (options.signal.aborted) return 'whole';
    const names = await listFolder(join(root, ...folder.parts));
    if (!Array.isArray(names)) {
      if (folder.parts.length === 0) return names;
      yield [
        refused({ relPath: folder.parts.join('/'), name: folder.parts.at(-1) ?? '' }, 'unreadable_media'),
      ];
      room -= 1;
      continue;
    }
    const { files, inner, refusals } = sortOut(folder, names);
    folders.push(...inner.reverse());
    const found = [...refusals, ...(await describe(root, folder, files))];
    if (found.length > room) {
      yield found.slice(0, room);
      return 'too_many';
    }
    room -= found.length;
    if (found.length > 0) yield found;
  }
  return 'whole';
}

async function listFolder(path: string): Promise<Dirent[] | 'locked' | 'damaged'> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' ? 'locked' : 'damaged';
  }
}

function sortOut(folder: Folder, entries: readonly Dirent[]) {
  const files: string[] = [];
  const inner: Folder[] = [];
  const refusals: WalkEntry[] = [];
  for (const entry of entries) {
    if (isSkippedName(entry.name)) continue;
    const parts = [...folder.parts, entry.name];
    const thing = { relPath: parts.join('/'), name: entry.name };
    if (isBadPath(parts)) refusals.push(refused(thing, 'bad_path'));
    else if (entry.isDirectory()) inner.push({ parts });
    else if (entry.isFile()) files.push(entry.name);
    else refusals.push(refused(thing, 'unsupported_type'));
  }
  return { files, inner, refusals };
}

async function describe(root: string, folder: Folder, names: readonly string[]): Promise<WalkEntry[]> {
  const good: FoundFile[] = [];
  const bad: WalkEntry[] = [];
  for (let at = 0; at < names.length; at += STATS_AT_ONCE) {
    const some = names.slice(at, at + STATS_AT_ONCE);
    const seen = await Promise.all(some.map((name) => lookAt(root, [...folder.parts, name])));
    for (const file of seen) {
      if ('reason' in file) bad.push(file);
      else good.push(file);
    }
  }
  return [...pairFiles(good).map(withSizeReason), ...bad];
}

async function lookAt(root: string, parts: readonly string[]): Promise<FoundFile | WalkEntry> {
  const place = { relPath: parts.join('/'), name: parts.at(-1) ?? '' };
  try {
    const seen = await lstat(join(root, ...parts));
    if (!seen.isFile()) return refused(place, 'unsupported_type');
    return { ...place, bytes: seen.size, mtimeMs: Math.max(0, Math.round(seen.mtimeMs)) };
  } catch {
    // Listed a moment ago: the card is failing, or the name is no valid text and cannot be opened by it.
    return refused(place, place.name.includes('\uFFFD') ? 'bad_path' : 'unreadable_media');
  }
}

/** A developed file that is empty or too big gives way to its RAW. */
function withSizeReason(photo: FoundPhoto): WalkEntry {
  const reason = sizeReason(photo.file);
  const [raw, ...others] = photo.fallbacks;
  if (reason === null || raw === undefined) return { ...photo, reason };
  return withSizeReason({ file: raw, fallbacks: others });
}

function sizeReason(file: FoundFile): MediaReason | null {
  if (file.bytes === 0) return 'empty';
  return file.bytes > sizeLimit(file) ? 'too_big' : null;
}

/** A guess by the name, so that nothing huge is read; imaging holds the limit of what the content really is. */
function sizeLimit(file: FoundFile): number {
  return LARGE_KINDS.has(extensionOf(file)) ? DEFAULT_LIMITS.largeBytes : DEFAULT_LIMITS.bytes;
}

function refused(place: Pick<FoundFile, 'relPath' | 'name'>, reason: MediaReason): WalkEntry {
  return { file: { ...place, bytes: 0, mtimeMs: 0 }, fallbacks: [], reason };
}
