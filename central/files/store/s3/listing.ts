import {
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { type Bucket, saysUnknown } from './bucket.ts';

/** One object, or one version of it. */
export interface Listed {
  readonly key: string;
  /** Absent in a bucket that keeps no versions. */
  readonly version?: string;
}

/** A multipart upload that was begun and not ended. */
export interface Unfinished {
  readonly key: string;
  readonly uploadId: string;
}

interface Found {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

const listed = ({ Key = '', VersionId }: Found): Listed => ({
  key: Key,
  ...(VersionId === undefined || VersionId === 'null' ? {} : { version: VersionId }),
});

const versionsBelow = async (
  { client, name: Bucket }: Bucket,
  Prefix: string,
): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    const after = { KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker };
    page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix, ...after }));
    found.push(...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(listed));
  } while (page.IsTruncated);
  return found;
};

/** The newest version of each object only. */
const currentBelow = async ({ client, name: Bucket }: Bucket, Prefix: string): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
    found.push(...Contents.map(listed));
  return found;
};

/** Every object below a prefix, with all versions and marks of deletion where the engine keeps any. */
export const allBelow = async (bucket: Bucket, prefix: string): Promise<readonly Listed[]> => {
  try {
    return await versionsBelow(bucket, prefix);
  } catch (error) {
    if (saysUnknown(error)) return currentBelow(bucket, prefix);
    throw error;
  }
};

export const unfinishedBelow = async (
  { client, name: Bucket }: Bucket,
  Prefix: string,
): Promise<readonly Unfinished[]> => {
  const found: Unfinished[] = [];
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    const after = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker };
    page = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, ...after }));
    for (const { Key = '', UploadId = '' } of page.Uploads ?? [])
      found.push({ key: Key, uploadId: UploadId });
  } while (page.IsTruncated);
  return found;
};
