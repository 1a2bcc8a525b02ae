import { createHash } from 'node:crypto';
import type { ReadableDb } from '../../../db/handles.ts';
import type { Settled } from '../erasure.deps.ts';
import { certificateOf, findJob, type Job, type StoredCertificate } from './job.store.ts';

/** A proved job as others are told of it. */
export const settledOf = (
  { cmdId, requestId, counts }: Pick<Job, 'cmdId' | 'requestId' | 'counts'>,
  { certificateId, body }: StoredCertificate,
): Settled => ({
  cmdId,
  requestId,
  result: 'proved',
  certificateId,
  proof: createHash('sha256').update(body).digest('hex'),
  counts,
});

/** An erasure that was proved here before; undefined for any other. */
export const provedErasure = (db: ReadableDb, cmdId: string): Settled | undefined => {
  const job = findJob(db, cmdId);
  const certificate = job?.state === 'proved' ? certificateOf(db, job.requestId) : undefined;
  return job && certificate && settledOf(job, certificate);
};
