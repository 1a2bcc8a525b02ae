import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { QueryContext } from '../../call/context.ts';
import { getOrder } from './store/access.ts';

/** Whose order it is, if the caller may see it; null for an anonymous order. @throws Rejection */
export const personOfOrder = (
  asking: Pick<QueryContext, 'db' | 'caller' | 'now'>,
  orderId: string,
): PersonId | null => getOrder(asking, orderId, 'view').personId;
