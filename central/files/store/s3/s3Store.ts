import type { WholeFile } from '../../../../shared/sync/spool/receiver.ts';
import type { Log } from '../../../http/log.ts';
import type { FileStore } from '../fileStore.ts';
import { createStoreHealth } from '../storeHealth.ts';
import { type Bucket, openBucket } from './bucket.ts';
import { headOf, read, sizeOf } from './looking.ts';
import { prove } from './proof.ts';
import { removeAll } from './removing.ts';
import type { S3Place } from './s3Settings.ts';
import { sendParts, sendWhole } from './sending.ts';
import { md5Of } from './sums.ts';

/** Larger files go in parts: many engines take no more than 5 GB in one request (sync specification 6.4). */
const WHOLE_MAX_BYTES = 100_000_000;

/** Keeps files in a bucket of any S3 store. `now` is UTC ms; `silentMs` and `wholeMaxBytes` are for tests. */
export const createS3Store = (
  place: S3Place,
  {
    now,
    log,
    silentMs,
    wholeMaxBytes = WHOLE_MAX_BYTES,
  }: {
    readonly now: () => number;
    readonly log: Log;
    readonly silentMs?: number;
    readonly wholeMaxBytes?: number;
  },
): FileStore => {
  const bucket = openBucket(place, silentMs);
  const { awaySince, assertTakes, ask } = createStoreHealth(now, log);
  const send = (key: string, file: WholeFile, md5: Uint8Array): Promise<void> =>
    file.size > wholeMaxBytes ? sendParts(bucket, key, file) : sendWhole(bucket, key, file, md5);
  return {
    awaySince,
    assertTakes,
    put: async (key, file) => {
      const md5 = await md5Of(file);
      await ask(async () => {
        if (await liesThere(bucket, key, file, md5)) return;
        await send(key, file, md5);
        await prove(bucket, key, file, md5);
      });
    },
    sizeOf: (key) => ask(() => sizeOf(bucket, key)),
    read: (key, range) => ask(() => read(bucket, key, range)),
    remove: (key) => ask(() => removeAll(bucket, key, [key])),
    removeAll: (prefix, keys) => ask(() => removeAll(bucket, prefix, keys)),
  };
};

/** True where an earlier try stored the file and its answer, or central, was lost: sending again would make a second version. */
const liesThere = async (bucket: Bucket, key: string, file: WholeFile, md5: Uint8Array): Promise<boolean> => {
  if ((await headOf(bucket, key)) === null) return false;
  return prove(bucket, key, file, md5).then(
    () => true,
    () => false,
  );
};
