import type { PhotoId } from '../../../../../shared/domain/ids.ts';

/** What of a photo is compared. All of it lives in memory and goes with the visit. */
export type Traits = {
  readonly photoId: PhotoId;
  /** SHA-256 of the content in hex; null while no other file may be the same. */
  readonly sha256: string | null;
  /** Wall time of the camera in milliseconds; null where it wrote none. */
  readonly takenAt: number | null;
  readonly camera: string | null;
  /** Sides of the upright photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** 64 bits of what the photo looks like, in hex; null while nobody looked. */
  readonly likeness: string | null;
};

/** Photos of one group name the same one: the largest of the same photo, the first of a series. */
export type Alike = { readonly same: PhotoId | null; readonly series: PhotoId | null };

/** Longest time from one photo of a series to the next, in milliseconds. */
export const SERIES_MS = 2000;

/** Measured on photos of 18 cameras (ADR 0024). Bits that differ at most: between two sizes of one shot, and from one photo of a series to the next. */
const SAME_BITS = 8;
const SERIES_BITS = 12;
/** More photos than this of one moment say that the time means nothing, and would take long to compare. */
const MOMENT_PHOTOS = 50;
/** Two sizes of one shot are cut alike; rounding to whole pixels moves the ratio a little. */
const SAME_RATIO = 0.01;

/** Photos whose likeness is worth asking for: those taken close to another. */
export function takenTogether(photos: readonly Traits[]): readonly PhotoId[] {
  const sorted = inOrder(photos);
  return sorted
    .filter((photo, at) => isNear(sorted[at - 1], photo) || isNear(photo, sorted[at + 1]))
    .map(({ photoId }) => photoId);
}

/** Which photos are the same, and which belong to one series. Photos that are like no other are left out. */
export function groupAlike(photos: readonly Traits[]): ReadonlyMap<PhotoId, Alike> {
  const same = groupSame(photos);
  const faces = photos.filter(({ photoId }) => (same.get(photoId) ?? photoId) === photoId);
  const series = groupSeries(faces);
  const alike = new Map<PhotoId, Alike>();
  for (const { photoId } of photos) {
    const face = same.get(photoId) ?? null;
    const first = series.get(face ?? photoId) ?? null;
    if (face !== null || first !== null) alike.set(photoId, { same: face, series: first });
  }
  return alike;
}

function groupSame(photos: readonly Traits[]): ReadonlyMap<PhotoId, PhotoId> {
  const byContent = Map.groupBy(
    photos.filter(({ sha256 }) => sha256 !== null),
    ({ sha256 }) => sha256,
  );
  const copies = new Set<PhotoId>();
  const groups: Traits[][] = [];
  for (const group of byContent.values()) {
    if (group.length > 1) groups.push(group);
    for (const { photoId } of group.slice(1)) copies.add(photoId);
  }
  const withSizes = joinSizes(
    photos.filter(({ photoId }) => !copies.has(photoId)),
    groups,
  );
  const found = new Map<PhotoId, PhotoId>();
  for (const group of withSizes) {
    const largest = group.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    for (const { photoId } of group) found.set(photoId, largest.photoId);
  }
  return found;
}

/** Adds to each group of one content the other sizes of its shot, and finds shots that only differ in size. */
function joinSizes(shots: readonly Traits[], contents: readonly Traits[][]): readonly Traits[][] {
  const groupOf = new Map(contents.map((group) => [group[0]?.photoId, group]));
  const moments = Map.groupBy(
    shots.filter(({ takenAt }) => takenAt !== null),
    ({ takenAt, camera }) => `${takenAt} ${camera}`,
  );
  const joined = new Set(contents);
  for (const moment of moments.values()) {
    if (moment.length > MOMENT_PHOTOS) continue;
    const groups: Traits[][] = [];
    for (const shot of moment) {
      const content = groupOf.get(shot.photoId) ?? [shot];
      const other = groups.find(([first]) => first !== undefined && isOtherSize(first, shot));
      joined.delete(content);
      if (other === undefined) groups.push(content);
      else other.push(...content);
    }
    for (const group of groups) if (group.length > 1) joined.add(group);
  }
  return [...joined];
}

function isOtherSize(a: Traits, b: Traits): boolean {
  const ratio = a.width / a.height / (b.width / b.height);
  return a.width !== b.width && Math.abs(ratio - 1) <= SAME_RATIO && bitsApart(a, b) <= SAME_BITS;
}

function groupSeries(photos: readonly Traits[]): ReadonlyMap<PhotoId, PhotoId> {
  const first = new Map<PhotoId, PhotoId>();
  let before: Traits | undefined;
  for (const photo of inOrder(photos)) {
    if (before !== undefined && isNear(before, photo) && bitsApart(before, photo) <= SERIES_BITS) {
      const start = first.get(before.photoId) ?? before.photoId;
      first.set(start, start);
      first.set(photo.photoId, start);
    }
    before = photo;
  }
  return first;
}

/** By camera and time; photos taken at the same moment keep the order of the medium. */
function inOrder(photos: readonly Traits[]): readonly Traits[] {
  return photos
    .filter(({ takenAt }) => takenAt !== null)
    .toSorted((a, b) => compare(a.camera ?? '', b.camera ?? '') || (a.takenAt ?? 0) - (b.takenAt ?? 0));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isNear(a: Traits | undefined, b: Traits | undefined): boolean {
  if (a === undefined || b === undefined || a.camera !== b.camera) return false;
  return a.takenAt !== null && b.takenAt !== null && b.takenAt - a.takenAt <= SERIES_MS;
}

/** How many of 64 bits differ; all where one likeness is not known. */
function bitsApart(a: Traits, b: Traits): number {
  if (a.likeness === null || b.likeness === null) return 64;
  let bits = 0;
  for (let left = BigInt(`0x${a.likeness}`) ^ BigInt(`0x${b.likeness}`); left > 0n; left >>= 1n)
    bits += Number(left & 1n);
  return bits;
}
