import type { FeedItem } from '../../shared/sync/endpoints.ts';
import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { MessageStanding } from '../../shared/sync/messageDocument.ts';
import type { ErasureStanding } from '../../shared/sync/ledger.ts';
import type { SignedSettings } from '../../shared/sync/settingsDocument.ts';
import type { OpHeader } from '../../shared/sync/op.ts';
import type { OpBody } from '../../shared/sync/opBodies.ts';
import type { KioskOrder, OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { z } from '../../shared/domain/z.ts';
import type { Tx } from './call/context.ts';
import { type ConsentsFeature, pushConsents } from './features/consents/index.ts';
import type { MessagesFeature } from './features/messages/index.ts';
import {
  applyRelayedOrder,
  pushOpenOrders,
  takeOverKioskOrder,
  takeOverOrder,
} from './features/orders/index.ts';
import { pushRestriction, takeOverRestriction } from './features/restriction/index.ts';
import { takeOverSettings } from './features/signedSettings/index.ts';
import { hasPending } from './features/sync/index.ts';

type Item = z.infer<typeof FeedItem>;
type Whole = OrderDocument | KioskOrder;

interface FeedDeps {
  readonly consents: Pick<ConsentsFeature, 'takeOver' | 'personArrived'>;
  readonly messages: Pick<MessagesFeature, 'takeOver'>;
  readonly noteStanding: (tx: Tx, standing: ErasureStanding) => void;
}

const isWhole = (state: Whole): state is OrderDocument => 'items' in state;

/**
 * Takes an item of central's feed over into the tables of the features, in the caller's transaction. What left this
 * terminal's scope stays as it was: its end here is for retention, erasure comes by the ledger.
 */
export const takeOverItem =
  ({ consents, messages, noteStanding }: FeedDeps) =>
  (tx: Tx, { entity, state }: Item): void => {
    if (state === null) return;
    if (entity === 'order') {
      const order = state as Whole;
      if (isWhole(order)) takeOverOrder(consents, tx, order);
      else takeOverKioskOrder(tx, order);
    }
    if (entity === 'message') messages.takeOver(tx, state as MessageStanding);
    if (entity === 'erasure') noteStanding(tx, state as ErasureStanding);
    if (entity === 'settings') takeOverSettings(tx, state as SignedSettings);
    if (entity === 'subject') {
      const subject = state as SubjectDocument;
      consents.takeOver(tx, subject);
      takeOverRestriction(tx, subject.subjectRef, subject.restrictedAt);
    }
  };

/**
 * Lets an op that came by here as hub show before central has decided it: orders and their payments, consents, and a
 * restriction unless one's own word on it is on its way.
 */
export const applyRelayed =
  ({ consents }: Pick<FeedDeps, 'consents'>) =>
  (tx: Tx, header: OpHeader, body: unknown): void => {
    const { entity, entityId, type } = header;
    const pending = hasPending(tx.db, entity, entityId);
    if (entity === 'order') applyRelayedOrder(consents, tx, { header, body, pending });
    const subjectRef = entityId as SubjectDocument['subjectRef'];
    if (type === 'consents.recorded') {
      const { records, texts } = body as OpBody<'consents.recorded@1'>;
      consents.takeOver(tx, { subjectRef, restrictedAt: null, records, texts });
    }
    if (type === 'subject.restricted' && !pending)
      takeOverRestriction(tx, subjectRef, (body as OpBody<'subject.restricted@1'>).restrictedAt);
  };

/** Puts what is open when a terminal is enrolled on its way to central: orders, and the rights of the people in them. */
export const recordOpen = (tx: Tx): void => {
  for (const subjectRef of pushOpenOrders(tx)) {
    pushConsents(tx, subjectRef);
    pushRestriction(tx, subjectRef);
  }
};
