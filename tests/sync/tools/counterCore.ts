import { networkInterfaces } from 'node:os';
import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { cancelMarketing, createMessagesFeature } from '../../../electron/core/features/messages/index.ts';
import {
  documentOf,
  ordersForMessages,
  personOfOrder,
} from '../../../electron/core/features/orders/index.ts';
import { createSyncFeature, sendsOf } from '../../../electron/core/features/sync/index.ts';
import { applyRelayed, recordOpen, takeOverItem } from '../../../electron/core/takeOver.ts';
import { orderFeatures } from '../../integration/harness/orders.ts';
import type { TestCore, TestDeps } from '../../integration/harness/testCore.ts';

/** The features of a counter that tell central and take over from it, with the real client of sync. */
export const counterFeatures = (deps: TestDeps) => {
  const placed = orderFeatures(deps);
  const consents = createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: cancelMarketing,
  });
  let isLevel = false;
  const messages = createMessagesFeature({
    ...deps,
    letterKey: new Uint8Array(32).fill(9),
    mayMarket: consents.mayMarket,
    withdrawal: (db, personId) => consents.codeOf(db, personId) ?? '',
    orders: ordersForMessages(deps),
    central: () => (isLevel ? sendsOf(deps.read) : null),
    letterBounced: () => undefined,
  });
  const sync = createSyncFeature({
    ...deps,
    appVersion: '0.1.0',
    fileBacklog: () => ({ files: 0, bytes: 0 }),
    addresses: () => Object.values(networkInterfaces()).flatMap((own) => own ?? []),
    documentOf,
    applyRelayed: applyRelayed({ consents }),
    takeOver: takeOverItem({ consents, messages, noteStanding: () => undefined }),
    recordOpen,
    orderErasure: () => undefined,
    onLevel: (level) => {
      isLevel = level;
    },
  });
  return { ...placed, consents, messages, sync };
};
export type CounterCore = TestCore<ReturnType<typeof counterFeatures>>;
