import { z } from 'zod';
import { DatabaseError } from '../../../db/database.ts';

/** What the surroundings say about an S3 store. Without an endpoint photos lie in central's folder. */
export const S3Settings = z.object({
  /** Such as `https://s3.example.org`; HTTP for a store on this machine alone. */
  LETE_CENTRAL_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LETE_CENTRAL_S3_REGION: z.string().min(1).default('us-east-1'),
  LETE_CENTRAL_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  LETE_CENTRAL_S3_ACCESS_KEY: z.string().min(1).optional(),
  LETE_CENTRAL_S3_SECRET_KEY: z.string().min(1).optional(),
  /** Where the bucket's name goes: into the path, or before the host's name. */
  LETE_CENTRAL_S3_ADDRESSING: z.enum(['path', 'host']).default('path'),
});

/** A bucket, and with which key it is opened. */
export interface S3Place {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly addressing: 'path' | 'host';
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Undefined where no store is named. @throws DatabaseError for settings that do not go together */
export const s3PlaceOf = (settings: z.infer<typeof S3Settings>): S3Place | undefined => {
  const {
    LETE_CENTRAL_S3_ENDPOINT: endpoint,
    LETE_CENTRAL_S3_BUCKET: bucket,
    LETE_CENTRAL_S3_ACCESS_KEY: accessKey,
    LETE_CENTRAL_S3_SECRET_KEY: secretKey,
  } = settings;
  if (endpoint === undefined) return undefined;
  if (bucket === undefined) throw new DatabaseError('LETE_CENTRAL_S3_BUCKET is missing');
  if (accessKey === undefined) throw new DatabaseError('LETE_CENTRAL_S3_ACCESS_KEY is missing');
  if (secretKey === undefined) throw new DatabaseError('LETE_CENTRAL_S3_SECRET_KEY is missing');
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === 'http:' && !LOCAL.has(hostname))
    throw new DatabaseError('LETE_CENTRAL_S3_ENDPOINT without TLS is for a store on this machine');
  const { LETE_CENTRAL_S3_REGION: region, LETE_CENTRAL_S3_ADDRESSING: addressing } = settings;
  return { endpoint, region, bucket, accessKey, secretKey, addressing };
};
