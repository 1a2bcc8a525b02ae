import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  type ConsentChannel,
  type ConsentPurpose,
} from '../../shared/domain/consent.ts';
import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderPerson } from '../../shared/sync/orderDocument.ts';
import type { Sql } from '../db/database.ts';
import { marketingFacts } from './facts.store.ts';
import { isConsented } from './judge.ts';
import { type ContactHash, contactIn } from './suppression.ts';

export interface ConsentBox {
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
}

/** The boxes to which this person's consent holds now: whoever withdrew, objected or is suppressed has none. */
export const liveBoxes = async (
  sql: Sql,
  hashOf: ContactHash,
  now: number,
  { person, subject }: { readonly person: OrderPerson; readonly subject: SubjectDocument },
): Promise<readonly ConsentBox[]> => {
  const live: ConsentBox[] = [];
  for (const channel of CONSENT_CHANNELS) {
    const to = contactIn(person, channel);
    if (to === null) continue;
    for (const purpose of CONSENT_PURPOSES) {
      const box = { template: purpose, channel, subjectRef: person.subjectRef };
      const facts = await marketingFacts(sql, box, to, hashOf);
      if (isConsented(box, { subject, ...facts }, now)) live.push({ purpose, channel });
    }
  }
  return live;
};
