import type { OrderId, PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { OrderTemplate } from '../../../../shared/privacy/messages/templates.ts';
import type { Tx } from '../../call/context.ts';
import type { Sends } from '../../../../shared/domain/sends.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { MayMarket } from '../consents/index.ts';

/** What messages tell orders; given from outside, because orders already build on messages. */
export interface MessageOrders {
  /** The customer was told: central took the message, or somebody called. */
  readonly told: (tx: Tx, orderId: OrderId, template: OrderTemplate) => void;
  /** What was told did not arrive. */
  readonly bounced: (tx: Tx, orderId: OrderId, template: OrderTemplate) => void;
}

export interface MessagesDeps
  extends Pick<CoreDeps, 'clock' | 'log' | 'read' | 'transact' | 'settings' | 'emit'> {
  /** Seals letters while they wait. */
  readonly letterKey: Uint8Array;
  readonly mayMarket: MayMarket;
  /** What takes a person's consents back: an address, or the code alone. */
  readonly withdrawal: (db: ReadableDb, personId: PersonId) => string;
  readonly orders: MessageOrders;
  /** By which channels central would send now; null while it is not heard. */
  readonly central: () => Sends | null;
  /** A letter of a request came back. */
  readonly letterBounced: (tx: Tx, requestId: PrivacyRequestId) => void;
}
