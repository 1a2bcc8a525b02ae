import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../../../central/files/store/fileStore.ts';
import { createFolderStore } from '../../../central/files/store/folderStore.ts';
import { createS3Store } from '../../../central/files/store/s3/s3Store.ts';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import type { WholeFile } from '../../../shared/sync/spool/receiver.ts';
import { startFakeS3 } from '../s3/fakeS3.ts';

/** A store to be tried, and what is left of it at the end. */
interface Opened {
  readonly store: FileStore;
  readonly close: () => Promise<void>;
}

/** Larger files go in parts, which no engine lets be smaller than 5 MiB but for the last. */
const IN_PARTS = { now: Date.now, log: () => undefined, wholeMaxBytes: 1 };

const folder = async (): Promise<Opened> => {
  const root = await mkdtemp(join(tmpdir(), 'lete-store-'));
  return { store: createFolderStore(root), close: () => rm(root, { recursive: true, force: true }) };
};

const onFake =
  (options: { readonly versioned?: boolean; readonly pageSize?: number }, inParts = false) =>
  async (): Promise<Opened> => {
    const fake = await startFakeS3(options);
    return {
      store: createS3Store(fake.place, inParts ? IN_PARTS : { ...IN_PARTS, wholeMaxBytes: Infinity }),
      close: fake.close,
    };
  };

/** A real engine that is running already, named by the fault trial. */
const real = process.env['LETE_TEST_S3'];
const onReal = (place: S3Place, inParts: boolean) => async (): Promise<Opened> => ({
  store: createS3Store(place, inParts ? IN_PARTS : { ...IN_PARTS, wholeMaxBytes: Infinity }),
  close: async () => undefined,
});

const realStores = (place: S3Place) =>
  [
    ['a real S3 engine', onReal(place, false)],
    ['a real S3 engine, in parts', onReal(place, true)],
  ] as const;

/** Every store that central can keep photos in. */
export const STORES: readonly (readonly [string, () => Promise<Opened>])[] = [
  ['a folder', folder],
  ['the fake S3', onFake({})],
  ['the fake S3 in parts', onFake({}, true)],
  ['the fake S3 with versions and short listings', onFake({ versioned: true, pageSize: 2 })],
  ...(real === undefined ? [] : realStores(JSON.parse(real) as S3Place)),
];

/** A file as it lies whole in the spool, with its bytes. */
export const spooled = async (
  size: number,
): Promise<{ readonly file: WholeFile; readonly bytes: Buffer; readonly forget: () => Promise<void> }> => {
  const root = await mkdtemp(join(tmpdir(), 'lete-spooled-'));
  const bytes = randomBytes(size);
  const path = join(root, 'whole');
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: { path, size, sha256 }, bytes, forget: () => rm(root, { recursive: true, force: true }) };
};
