import type { OrderId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { HandOverDeps } from '../output/index.ts';
import type { ImageDeps } from './photoPrints.ts';

/** What production tells orders; given from outside, because orders already build on production. */
export interface ProductionOrders {
  readonly note: (tx: Tx, orderId: OrderId, code: 'job_handed_over' | 'job_failed', reason: string) => void;
  /** These photos cannot be read: the order needs its files. */
  readonly filesMissing: (tx: Tx, orderId: OrderId, photoIds: readonly PhotoId[]) => void;
}

export type ProductionDeps = Pick<
  CoreDeps,
  'clock' | 'log' | 'folders' | 'read' | 'transact' | 'settings' | 'catalogue'
> &
  ImageDeps &
  Pick<HandOverDeps, 'freeBytes'> & { readonly orders: ProductionOrders };
