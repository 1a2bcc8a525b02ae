import { Readable } from 'node:stream';
import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { ByteRange } from '../../../../shared/sync/rules/byteRange.ts';
import { type Bucket, saysAbsent, StoreError } from './bucket.ts';

/** What a store says of an object without giving it. */
export interface Head {
  readonly size: number;
  /** Without its quotes. MD5 of the bytes where they came in one piece and the engine does not encrypt them. */
  readonly etag: string;
}

/** Null for an object that is not there, as far as one question can tell. */
export const headOf = async ({ client, name: Bucket }: Bucket, Key: string): Promise<Head | null> => {
  try {
    const { ContentLength = 0, ETag = '' } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    return { size: ContentLength, etag: ETag.replaceAll('"', '') };
  } catch (error) {
    if (saysAbsent(error)) return null;
    throw error;
  }
};

/**
 * Null only after a second no from a bucket that is there: a missing bucket looks like a missing object, and an engine that
 * lost a node may answer differently from one question to the next. A listing would not do: it may name what is gone.
 */
export const sizeOf = async (bucket: Bucket, key: string): Promise<number | null> => {
  const head = await headOf(bucket, key);
  if (head !== null) return head.size;
  await bucket.client.send(new HeadBucketCommand({ Bucket: bucket.name }));
  return (await headOf(bucket, key))?.size ?? null;
};

/** Bytes of an object, as they come. */
export const read = async (
  { client, name: Bucket }: Bucket,
  Key: string,
  { from, to }: ByteRange,
): Promise<Readable> => {
  const { Body, ContentLength } = await client.send(
    new GetObjectCommand({ Bucket, Key, Range: `bytes=${from}-${to}` }),
  );
  if (!(Body instanceof Readable)) throw new StoreError('no_body');
  if (ContentLength === to - from + 1) return Body;
  Body.destroy();
  throw new StoreError('other_length');
};
