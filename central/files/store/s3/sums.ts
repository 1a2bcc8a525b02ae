import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { SyncFault } from '../../../../shared/sync/syncFault.ts';
import type { WholeFile } from '../../../../shared/sync/spool/receiver.ts';

const READ_BYTES = 1_048_576;

/** MD5 of a spooled file, as S3 knows it. Throws SyncFault `hash_mismatch` where its SHA-256 is another than announced. */
export const md5Of = async (file: WholeFile): Promise<Uint8Array> => {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  let bytes = 0;
  for await (const chunk of createReadStream(file.path, { end: file.size - 1, highWaterMark: READ_BYTES })) {
    sha256.update(chunk);
    md5.update(chunk);
    bytes += chunk.length;
  }
  if (bytes !== file.size || sha256.digest('hex') !== file.sha256) throw new SyncFault('hash_mismatch');
  return md5.digest();
};
