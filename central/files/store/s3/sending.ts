import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { WholeFile } from '../../../../shared/sync/spool/receiver.ts';
import { type Bucket, saysAbsent } from './bucket.ts';
import { type Unfinished, unfinishedBelow } from './listing.ts';

const PART_BYTES = 16_777_216;
const READ_BYTES = 1_048_576;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** One request, streamed from disk; the store refuses what does not hash to the MD5 that goes with it. */
export const sendWhole = async (
  { client, name: Bucket }: Bucket,
  Key: string,
  file: WholeFile,
  md5: Uint8Array,
): Promise<void> => {
  const Body = createReadStream(file.path, { end: file.size - 1, highWaterMark: READ_BYTES });
  try {
    await client.send(
      new PutObjectCommand({ Bucket, Key, Body, ContentLength: file.size, ContentMD5: base64(md5) }),
    );
  } finally {
    Body.destroy();
  }
};

/** Ends an upload in parts; one that is not there any more is fine. */
export const endUnfinished = async (
  { client, name: Bucket }: Bucket,
  { key: Key, uploadId: UploadId }: Unfinished,
): Promise<void> => {
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch((error: unknown) => {
    if (!saysAbsent(error)) throw error;
  });
};

/** In parts, one at a time and one in memory. What an earlier try left half sent is ended first. */
export const sendParts = async (bucket: Bucket, key: string, file: WholeFile): Promise<void> => {
  const { client, name: Bucket } = bucket;
  for (const left of await unfinishedBelow(bucket, key)) await endUnfinished(bucket, left);
  const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
  const upload = { Bucket, Key: key, UploadId };
  try {
    const Parts = await uploadParts(bucket, upload, file);
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // Where this fails too, the next try or the order's removal ends it.
    await endUnfinished(bucket, { key, uploadId: UploadId }).catch(() => undefined);
    throw error;
  }
};

const uploadParts = async (
  { client }: Bucket,
  upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string },
  file: WholeFile,
): Promise<CompletedPart[]> => {
  const parts: CompletedPart[] = [];
  const handle = await open(file.path);
  try {
    for (let from = 0; from < file.size; from += PART_BYTES) {
      const length = Math.min(PART_BYTES, file.size - from);
      const { buffer: Body } = await handle.read(Buffer.alloc(length), 0, length, from);
      const ContentMD5 = base64(createHash('md5').update(Body).digest());
      const PartNumber = parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body, ContentMD5 }));
      parts.push({ PartNumber, ETag });
    }
  } finally {
    await handle.close();
  }
  return parts;
};
