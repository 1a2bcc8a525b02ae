import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { parseClaimCode } from '../../../../../shared/domain/orderNumber.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { scanOrder } from '../find/scanOrder.ts';
import { getOrderAt } from '../store/access.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { findPerson } from '../store/people.store.ts';
import { actorOf } from './actor.ts';
import { type Changed, changeStatus } from './changeStatus.ts';

type Proof = CallInput<'orders:handOver'>['proof'];

/** The ticket, the phone tail, or for an anonymous order its claim code; nothing else hands prints out (PUP-3). */
const checkProof = (tx: Tx, settings: Settings, order: OrderRecord, proof: Proof): void => {
  const anonymous = order.claimCode !== null;
  switch (proof.kind) {
    case 'scan':
      if (scanOrder(tx.db, settings.store.code, proof.code) !== order.orderId) reject('PROOF_WRONG');
      return;
    case 'claimCode':
      if (!anonymous || parseClaimCode(proof.code) !== order.claimCode) reject('PROOF_WRONG');
      return;
    case 'phoneTail': {
      const tail = order.personId === null ? null : findPerson(tx.db, order.personId)?.phoneTail;
      if (!tail || proof.tail.trim() !== tail) reject('PROOF_WRONG');
      return;
    }
    case 'knownInPerson':
      // Nobody can know the owner of an order without a name.
      if (anonymous && tx.caller.role !== 'manager') reject('MANAGER_NEEDED');
  }
};

/** Hands the prints to the customer: proof first, then the money (PUP-1). */
export const handOver = (tx: Tx, settings: Settings, input: CallInput<'orders:handOver'>): Changed => {
  const order = getOrderAt(tx, input.orderId, input.version);
  const { proof, unpaidReason } = input;
  checkProof(tx, settings, order, proof);
  const actor = actorOf(tx);
  // The reason for knowing someone is none for waiving the money.
  if (order.paid < order.total && unpaidReason === null)
    return reject(actor === 'manager' ? 'REASON_NEEDED' : 'NOT_PAID');
  const reason = unpaidReason ?? (proof.kind === 'knownInPerson' ? proof.reason : null);
  return changeStatus(tx, settings, order, { to: 'picked_up', actor, reason });
};
