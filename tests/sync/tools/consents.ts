import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpBody } from '../../../shared/sync/opBodies.ts';
import type { ConsentRecordDocument } from '../../../shared/sync/consentDocument.ts';
import type { NewOp } from './queue.ts';
import { newId } from './terminal.ts';

const GOLDEN = join(import.meta.dirname, '../golden/v1/op.consents.recorded.v1.json');

/** The op that records one event of a consent at a time; of shop 01. */
export const consentRecord = ({
  event,
  subjectRef,
  purpose,
  channel,
  at,
}: {
  readonly event: ConsentRecordDocument['event'];
  readonly subjectRef: string;
  readonly purpose: ConsentRecordDocument['purpose'];
  readonly channel: ConsentRecordDocument['channel'];
  readonly at: number;
}): NewOp => {
  const body = JSON.parse(readFileSync(GOLDEN, 'utf8')) as OpBody<'consents.recorded@1'>;
  const changed = { event, subjectRef, purpose, channel, occurredAt: at, recordedAt: at, recordId: newId() };
  return {
    key: 'consents.recorded@1',
    entity: 'subject',
    entityId: subjectRef,
    subjects: [subjectRef],
    body: { ...body, records: body.records.map((record) => ({ ...record, ...changed })) },
  };
};
