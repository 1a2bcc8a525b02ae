import type { IdentityProof } from '../../../../../shared/contract/requests.ts';
import { parseClaimCode, parseOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { PersonId } from '../../../../../shared/domain/ids.ts';
import type { VerificationMethod } from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { contactOf, newestOrderOf, orderOfBarcode } from '../../orders/index.ts';

export interface Proven {
  readonly method: VerificationMethod;
  /** The customer of the order that was shown; null where none is named by it. */
  readonly personId: PersonId | null;
}

const orderOf = (tx: Tx, number: string) => {
  const parsed = parseOrderNumber(number);
  return (parsed && newestOrderOf(tx.db, parsed)) ?? reject('PROOF_WRONG');
};

/** Checks what somebody at the counter shows: never a copy of an identity document. @throws PROOF_WRONG */
export const checkIdentity = (tx: Tx, proof: IdentityProof): Proven => {
  switch (proof.kind) {
    case 'ticket': {
      const order = orderOfBarcode(tx.db, proof.code) ?? reject('PROOF_WRONG');
      return { method: 'ticket', personId: order.personId };
    }
    case 'claimCode': {
      const order = orderOf(tx, proof.number);
      const right = order.claimCode !== null && parseClaimCode(proof.code) === order.claimCode;
      return right ? { method: 'claim_code', personId: order.personId } : reject('PROOF_WRONG');
    }
    case 'phoneTail': {
      const order = orderOf(tx, proof.number);
      const contact = order.personId === null ? null : contactOf(tx.db, order.personId);
      const right = contact?.way === 'sms' && contact.value.endsWith(proof.tail) && proof.tail.length === 4;
      return right ? { method: 'phone_tail', personId: order.personId } : reject('PROOF_WRONG');
    }
    case 'managersWord':
      return tx.caller.role === 'manager'
        ? { method: 'managers_word', personId: null }
        : reject('MANAGER_NEEDED');
  }
};
