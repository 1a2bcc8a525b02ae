import type { ConsentChannel, ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { contactOn, findReachable, reachableBy } from './consents.store.ts';
import type { Suppression } from './suppression.ts';
import { isBoxLive } from './withdraw.ts';

/** Who is meant: one row of a person, or a contact as it is stored. */
export type Addressee = { readonly personId: PersonId } | { readonly contact: string };

export interface MarketingBox {
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
}

/**
 * Whether a message of this purpose may go out on this channel at `now`: somebody with this contact has a live consent
 * and the contact is not suppressed (P15, C9). Anything unknown is no.
 */
export type MayMarket = (db: ReadableDb, who: Addressee, box: MarketingBox, now: number) => boolean;

export const createMayMarket =
  (suppression: Suppression): MayMarket =>
  (db, who, { purpose, channel }, now) => {
    const person = 'personId' in who ? findReachable(db, who.personId) : undefined;
    const contact = 'contact' in who ? who.contact : person ? contactOn(person, channel) : null;
    if (contact === null || suppression.isSuppressed(db, { contact, purpose, channel })) return false;
    return reachableBy(db, channel, contact).some(({ subjectRef }) =>
      isBoxLive(db, subjectRef, { purpose, channel }, now),
    );
  };
