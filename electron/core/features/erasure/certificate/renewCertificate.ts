import { isDeepStrictEqual } from 'node:util';
import { Certificate } from '../../../../../shared/privacy/certificate.ts';
import type { Tx } from '../../../call/context.ts';
import type { Signer } from '../../../keys/signingKey.ts';
import { certificateOf, findJob, insertCertificate } from '../job/job.store.ts';
import { recipientsOf, terminalsOf } from './acknowledgements.store.ts';
import { signed } from './certificate.ts';

/**
 * Signs the next version of an erasure's certificate where another terminal or a recipient has confirmed since the last
 * one; nothing before it is proved here (privacy specification 4.9).
 */
export const renewCertificate = (tx: Tx, signer: Signer, cmdId: string): void => {
  const job = findJob(tx.db, cmdId);
  const newest = job && certificateOf(tx.db, job.requestId);
  if (job === undefined || newest === undefined) return;
  const { sig: _, ...before } = Certificate.parse(JSON.parse(newest.body));
  const told = terminalsOf(tx.db, cmdId);
  const next = {
    ...before,
    terminals: told.length === 0 ? before.terminals : told,
    recipients: recipientsOf(tx.db, cmdId),
  };
  if (isDeepStrictEqual(next, before)) return;
  const certificateId = tx.ids.ulid();
  const body = signed({ ...next, certificate_id: certificateId }, signer);
  insertCertificate(tx.db, job.requestId, { certificateId, body }, tx.now);
  tx.audit('erasure.prove', certificateId);
  tx.emit('erasure-changed', { requestId: job.requestId });
};
