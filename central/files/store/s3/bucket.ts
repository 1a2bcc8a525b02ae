import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Place } from './s3Settings.ts';

const CONNECT_MS = 5000;
/** A store that says nothing for so long is away. */
const SILENT_MS = 30_000;

/** A bucket that is open: the client that signs, and the bucket's name. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

const silent = (): void => undefined;

/** Opens a bucket without asking it anything. `silentMs` is for tests. */
export const openBucket = (place: S3Place, silentMs = SILENT_MS): Bucket => ({
  name: place.bucket,
  client: new S3Client({
    endpoint: place.endpoint,
    region: place.region,
    forcePathStyle: place.addressing === 'path',
    credentials: { accessKeyId: place.accessKey, secretAccessKey: place.secretKey },
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: silentMs },
    // What went wrong is in central's own log, by its code.
    logger: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    // Checksums of the newest AWS are refused by other engines; what lies there is proved anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Not every engine says that it goes on, and each file would wait for it.
    expectContinueHeader: false,
  }),
});

/** True for an answer that there is no such object, as far as one question can tell. */
export const saysAbsent = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  error.$metadata.httpStatusCode === 404 &&
  error.name !== 'NoSuchBucket';

/** True where the engine does not know what it was asked. */
export const saysUnknown = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501;

/** An answer of the store that cannot be believed, or does not fit another. The code says what. */
export class StoreError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
  }
}
