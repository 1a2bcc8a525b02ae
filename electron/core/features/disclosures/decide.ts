import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { auditNames } from './disclosure.policy.ts';
import { findDisclosure, settleDisclosure } from './disclosures.store.ts';

/** The second manager's word on a disclosure on suspicion (policy P25); the first one's own does not count again. */
export const approve = (tx: Tx, disclosureId: string): Record<string, never> => {
  const { staffId } = tx.caller;
  const disclosure = findDisclosure(tx.db, disclosureId) ?? reject('NOT_FOUND');
  if (disclosure.state !== 'proposed') return reject('TRANSITION_REFUSED');
  if (staffId === null || disclosure.approvedBy === staffId) return reject('SECOND_PERSON_NEEDED');
  settleDisclosure(tx.db, disclosureId, 'approved', staffId);
  tx.audit('disclosure.approve', disclosureId, {
    objectType: 'disclosure',
    fields: auditNames(disclosure.fields),
  });
  return {};
};

/** Nothing is disclosed; the record says that it was asked for. */
export const refuse = (tx: Tx, disclosureId: string): Record<string, never> => {
  const disclosure = findDisclosure(tx.db, disclosureId) ?? reject('NOT_FOUND');
  if (disclosure.state !== 'proposed' && disclosure.state !== 'arrived') return reject('TRANSITION_REFUSED');
  settleDisclosure(tx.db, disclosureId, 'refused', null);
  tx.audit('disclosure.refuse', disclosureId, { objectType: 'disclosure' });
  return {};
};
