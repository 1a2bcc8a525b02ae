import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { getOrderAt } from '../store/access.ts';
import { actorOf } from './actor.ts';
import { type Changed, changeStatus } from './changeStatus.ts';

/** The next step of an order as staff chose it. The hand-over has a command of its own, with its proof. */
export const changeByHand = (
  tx: Tx,
  settings: Settings,
  input: CallInput<'orders:changeStatus'>,
): Changed => {
  if (input.to === 'picked_up') return reject('TRANSITION_REFUSED');
  const order = getOrderAt(tx, input.orderId, input.version);
  return changeStatus(tx, settings, order, { to: input.to, actor: actorOf(tx), reason: input.reason });
};
