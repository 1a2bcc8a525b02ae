import { Buffer } from 'node:buffer';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput } from '../../../../../shared/contract/index.ts';
import { Certificate } from '../../../../../shared/privacy/certificate.ts';
import type { QueryContext } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { writeFileDurably } from '../../../keys/durable.ts';
import { certificatePage } from './certificatePage.policy.ts';
import type { ErasureDeps } from '../erasure.deps.ts';
import { certificateOf } from '../job/job.store.ts';

/** Puts the signed JSON, or a page that shows it, into the exports folder; answers the file's name. */
export const saveCertificate = async (
  deps: Pick<ErasureDeps, 'folders' | 'htmlToPdf'>,
  q: QueryContext,
  { privacyRequestId, format, locale }: CallInput<'erasure:saveCertificate'>,
): Promise<string> => {
  const { certificateId, body } = certificateOf(q.db, privacyRequestId) ?? reject('NOT_FOUND');
  const file = `dzesanas-apliecinajums-${certificateId}.${format}`;
  const bytes =
    format === 'json'
      ? Buffer.from(body)
      : await deps.htmlToPdf(certificatePage(Certificate.parse(JSON.parse(body)), locale));
  await mkdir(deps.folders.exports, { recursive: true });
  await writeFileDurably(join(deps.folders.exports, file), bytes);
  return file;
};
