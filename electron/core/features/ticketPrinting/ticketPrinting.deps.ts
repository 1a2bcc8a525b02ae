import type { Caller } from '../../../../shared/contract/define.ts';
import type { Notice } from '../../../../shared/contract/notices.ts';
import type { OrderId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { TicketCopy, TicketOrderView } from '../tickets/index.ts';

export interface Asking {
  readonly db: ReadableDb;
  readonly caller: Caller;
  readonly now: number;
}

/** What printing needs of orders; given from outside, because orders already build on printing. */
export interface TicketOrders {
  /** Refuses an order the caller may not see. */
  readonly assertVisible: (asking: Asking, orderId: string) => void;
  /** The order as its paper shows it, for staff in Latvian; null when it is gone. */
  readonly view: (
    db: ReadableDb,
    orderId: string,
    copyOf: TicketCopy | null,
    forStaff: boolean,
  ) => TicketOrderView | null;
  readonly notePrinted: (tx: Tx, orderId: OrderId) => void;
}

/** Papers that belong to no order; given from outside for the same reason. */
export interface TicketPapers {
  /** Null while no notice is in force. */
  readonly notice: (asking: Asking) => Notice | null;
  /** The number of a privacy request the caller may see. @throws Rejection */
  readonly request: (
    asking: Asking,
    privacyRequestId: PrivacyRequestId,
  ) => { readonly number: string; readonly dueAt: number };
}

export type TicketPrintingDeps = Pick<
  CoreDeps,
  'clock' | 'ids' | 'log' | 'folders' | 'read' | 'transact' | 'settings'
> & { readonly orders: TicketOrders; readonly papers: TicketPapers };
