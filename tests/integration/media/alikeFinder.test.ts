import { createHash, randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlikeFinder } from '../../../electron/core/features/media/alike/alikeFinder.ts';
import { createOpenCount } from '../../../electron/core/features/media/openMedium.ts';
import type { PhotoRecord } from '../../../electron/core/features/media/photoRecord.ts';
import type { PhotoFacts } from '../../../electron/core/ports/imaging.ts';
import { PhotoId, SourceId } from '../../../shared/domain/ids.ts';
import { fill, systemIds, tempFolder, until } from './harness.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sourceId = SourceId.parse(systemIds.ulid());
const FACTS: PhotoFacts = {
  kind: 'jpeg',
  width: 3000,
  height: 2000,
  orientation: 1,
  takenAt: null,
  takenMs: null,
  camera: null,
  hasThumbnail: true,
  incomplete: false,
  notes: [],
};

/** A finder over real files, that counts what it reads. */
function finderOf(
  files: Readonly<Record<string, Buffer>>,
  facts: Readonly<Record<string, Partial<PhotoFacts>>> = {},
  /** Names of files that a phone sent: their hash is known, and they are never read. */
  ofPhone: readonly string[] = [],
) {
  fill(folder, files);
  const records = Object.keys(files).map((name): PhotoRecord => {
    const file = { relPath: name, name, bytes: statSync(join(folder, name)).size, mtimeMs: 1 };
    const look = { usable: true, facts: { ...FACTS, ...facts[name] } } as const;
    return {
      photoId: PhotoId.parse(systemIds.ulid()),
      sourceId,
      root: folder,
      file,
      fallbacks: [],
      look,
      sealed: null,
      sha256: ofPhone.includes(name)
        ? createHash('sha256')
            .update(files[name] ?? '')
            .digest('hex')
        : null,
    };
  });
  const nameOf = new Map(records.map(({ photoId, file }) => [photoId, file.name]));
  const opened = createOpenCount();
  const seen = { reads: 0, looks: [] as string[], found: 0 };
  const finder = new AlikeFinder({
    photos: () => records,
    opened: {
      none: opened.none,
      during: (work) => {
        seen.reads += 1;
        return opened.during(work);
      },
    },
    imaging: {
      likeness: async ({ name }) => {
        seen.looks.push(name);
        return { ok: true, likeness: '00000000ffffffff' };
      },
    },
    onFound: () => {
      seen.found += 1;
    },
  });
  const groups = () =>
    Object.fromEntries(
      records.flatMap(({ photoId, file }) => {
        const alike = finder.of(photoId);
        return alike === null ? [] : [[file.name, nameOf.get(alike.same ?? alike.series ?? photoId)]];
      }),
    );
  return { finder, seen, opened, groups };
}

const settled = (ms = 60) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the search for photos alike', () => {
  it('[MED-10] reads only files of one length, and whole only those with the same ends', async () => {
    const [one, other] = [randomBytes(300_000), randomBytes(300_000)];
    const inside = Buffer.from(one);
    inside[150_000] = (inside[150_000] ?? 0) ^ 1;
    const { finder, seen, groups } = finderOf({
      'a.jpg': one,
      'b.jpg': other,
      'c.jpg': Buffer.from(one),
      'inside.jpg': inside,
      'longer.jpg': Buffer.concat([one, one]),
      'short.jpg': randomBytes(10),
    });
    finder.start();
    await until(() => expect(groups()).toEqual({ 'a.jpg': 'a.jpg', 'c.jpg': 'a.jpg' }));
    // Four of one length by their ends; three of these whole.
    expect(seen.reads).toBe(4 + 3);
    finder.start();
    await settled();
    expect([seen.reads, seen.found]).toEqual([7, 1]);
  });

  it("[MED-10, MED-4] compares a card's photos with those of a phone, whose hash is known", async () => {
    const one = randomBytes(300_000);
    const inside = Buffer.from(one);
    inside[150_000] = (inside[150_000] ?? 0) ^ 1;
    const { finder, seen, groups } = finderOf(
      { 'card.jpg': one, 'inside.jpg': inside, 'phone.jpg': Buffer.from(one), 'short.jpg': randomBytes(10) },
      {},
      ['phone.jpg'],
    );
    finder.start();
    await until(() => expect(groups()).toEqual({ 'card.jpg': 'card.jpg', 'phone.jpg': 'card.jpg' }));
    expect(seen.reads).toBe(2);
  });

  it('[MED-10] looks at pictures only where another was taken within seconds', async () => {
    const { finder, seen, groups } = finderOf(
      {
        'a.jpg': randomBytes(10),
        'b.jpg': randomBytes(11),
        'c.jpg': randomBytes(12),
        'd.jpg': randomBytes(13),
      },
      {
        'a.jpg': { takenAt: '2026-11-20T10:00:00', takenMs: 900 },
        'b.jpg': { takenAt: '2026-11-20T10:00:02', takenMs: 899 },
        'c.jpg': { takenAt: '2026-11-20T10:00:04', takenMs: 900 },
      },
    );
    finder.start();
    await until(() => expect(groups()).toEqual({ 'a.jpg': 'a.jpg', 'b.jpg': 'a.jpg' }));
    expect(seen.looks).toEqual(['a.jpg', 'b.jpg']);
  });

  it('[MED-10] waits while anybody else reads, and ends for good when copying begins', async () => {
    const one = randomBytes(100);
    const { finder, seen, opened, groups } = finderOf({ 'a.jpg': one, 'b.jpg': one });
    const release = opened.hold();
    finder.start();
    await settled();
    expect(seen.reads).toBe(0);
    finder.stop();
    release();
    finder.start();
    await settled();
    expect([seen.reads, groups()]).toEqual([0, {}]);
  });

  it('[MED-10] takes a file that cannot be read for like no other, and goes on', async () => {
    const one = randomBytes(100);
    const { finder, groups } = finderOf({ 'a.jpg': one, 'b.jpg': one, 'gone.jpg': one });
    rmSync(join(folder, 'gone.jpg'));
    finder.start();
    await until(() => expect(groups()).toEqual({ 'a.jpg': 'a.jpg', 'b.jpg': 'a.jpg' }));
  });
});
