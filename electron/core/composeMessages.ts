import { withdrawalUrlOf } from '../../shared/domain/links.ts';
import type { Sends } from '../../shared/domain/sends.ts';
import type { CoreDeps } from './call/deps.ts';
import type { ConsentsFeature } from './features/consents/index.ts';
import { createMessagesFeature, type MessagesFeature } from './features/messages/index.ts';
import { ordersForMessages } from './features/orders/index.ts';
import type { RequestsFeature } from './features/requests/index.ts';
import { deriveKey } from './keys/deriveKey.ts';

/** Messages to customers, which wait for central (NOT-1). Requests are made later and order letters of it. */
export const composeMessages = (
  { deps, key }: { readonly deps: CoreDeps; readonly key: Uint8Array },
  { mayMarket, codeOf }: Pick<ConsentsFeature, 'mayMarket' | 'codeOf'>,
  rights: () => { readonly requests: Pick<RequestsFeature, 'onLetterBounced'> },
  central: () => Sends | null,
): MessagesFeature =>
  createMessagesFeature({
    ...deps,
    letterKey: deriveKey(key, 'letters'),
    mayMarket,
    withdrawal: (db, personId) => {
      const code = codeOf(db, personId);
      return code === null ? '' : withdrawalUrlOf(deps.settings(db).store.statusUrl, code);
    },
    orders: ordersForMessages(deps),
    central,
    letterBounced: (tx, requestId) => rights().requests.onLetterBounced(tx, requestId),
  });
