import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { type Bucket, saysAbsent, StoreError } from './bucket.ts';
import { allBelow, type Listed, unfinishedBelow } from './listing.ts';
import { headOf } from './looking.ts';
import { endUnfinished } from './sending.ts';

/** So many objects of an order are removed at a time. */
const AT_ONCE = 8;

/** One that is not there any more is fine. */
const removeListed = async (
  { client, name: Bucket }: Bucket,
  { key: Key, version }: Listed,
): Promise<void> => {
  const command = new DeleteObjectCommand({ Bucket, Key, VersionId: version });
  await client.send(command).catch((error: unknown) => {
    if (!saysAbsent(error)) throw error;
  });
};

const inTurns = async <T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < things.length; from += AT_ONCE)
    await Promise.all(things.slice(from, from + AT_ONCE).map(work));
};

/**
 * Removes what is named or listed below a prefix, then looks again. Throws StoreError where anything is left: the answer to
 * a deletion is no proof of it. What is named is removed without being looked for: a node of the store may have it that did
 * not answer. Where versions are kept that leaves a mark, which is listed and goes with the others.
 */
export const removeAll = async (bucket: Bucket, prefix: string, keys: readonly string[]): Promise<void> => {
  await inTurns(keys, (key) => removeListed(bucket, { key }));
  const listed = await allBelow(bucket, prefix);
  await inTurns(listed, (one) => removeListed(bucket, one));
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
