import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { type Bucket, StoreError } from './bucket.ts';
import { allBelow, type Listed, unfinishedBelow } from './listing.ts';
import { headOf } from './looking.ts';
import { endUnfinished } from './sending.ts';

/** So many objects of an order are removed at a time. */
const AT_ONCE = 8;

const removeListed = async (
  { client, name: Bucket }: Bucket,
  { key: Key, version }: Listed,
): Promise<void> => {
  const VersionId = version;
  await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
};

const inTurns = async <T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < things.length; from += AT_ONCE)
    await Promise.all(things.slice(from, from + AT_ONCE).map(work));
};

/**
 * Removes all that is listed below a prefix or named, then looks again. Throws StoreError where anything is left: the
 * answer to a deletion is no proof of it.
 */
export const removeAll = async (bucket: Bucket, prefix: string, keys: readonly string[]): Promise<void> => {
  const listed = await allBelow(bucket, prefix);
  const named = keys.filter((key) => !listed.some((one) => one.key === key)).map((key) => ({ key }));
  const hidden: Listed[] = [];
  await inTurns(named, async (one) => {
    if ((await headOf(bucket, one.key)) !== null) hidden.push(one);
  });
  await inTurns([...listed, ...hidden], (one) => removeListed(bucket, one));
  await inTurns(await unfinishedBelow(bucket, prefix), (one) => endUnfinished(bucket, one));
  await proveGone(bucket, prefix, [...new Set([...keys, ...listed.map(({ key }) => key)])]);
};

const proveGone = async (bucket: Bucket, prefix: string, keys: readonly string[]): Promise<void> => {
  if ((await allBelow(bucket, prefix)).length > 0) throw new StoreError('still_listed');
  if ((await unfinishedBelow(bucket, prefix)).length > 0) throw new StoreError('still_unfinished');
  await inTurns(keys, async (key) => {
    if ((await headOf(bucket, key)) !== null) throw new StoreError('still_there');
  });
};
