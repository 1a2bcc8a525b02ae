import type { Actor } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';

/** The person of a call as the table of transitions knows them. */
export const actorOf = ({ caller }: Tx): Actor => (caller.role === 'manager' ? 'manager' : 'staff');
