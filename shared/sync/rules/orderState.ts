import type { OrderDocument } from '../orderDocument.ts';
import type { OrderEdit } from '../opBodies.ts';

/** One part of an order that is changed by itself. */
export type OrderPart = keyof OrderEdit;

/** Who changed a part last, and which version that made. */
export interface PartMark {
  readonly version: number;
  readonly terminalId: string;
}

/** An order as central keeps it. `version` is raised by each op that changes it. */
export interface OrderState {
  readonly version: number;
  readonly document: OrderDocument;
  readonly parts: Readonly<Partial<Record<OrderPart, PartMark>>>;
  /** Whose move brought the present status: only that terminal may take it back. */
  readonly movedBy: string;
}

/** What one op makes of an order. `state` is what is to be stored, the old one where nothing changed. */
export interface OrderOutcome {
  readonly status: 'applied' | 'already' | 'conflict' | 'rejected';
  readonly code: string | null;
  readonly state: OrderState | null;
}
