import type { phone } from '../../../../shared/contract/phone.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import type { PhoneReception } from '../phone/index.ts';
import { changeDraft, usableDraft } from './change.ts';

/** Calls around a customer's phone; what it sends belongs to the visit, so they stand here. */
export const createPhoneHandlers = ({
  reception,
}: {
  readonly reception: PhoneReception;
}): HandlersFor<typeof phone> => ({
  'phone:state': query('phone:state', (q, { draftId }) => {
    usableDraft(q, draftId);
    return reception.state(draftId);
  }),
  'phone:open': command('phone:open', (tx, { draftId, fresh }) => {
    const { locale } = changeDraft(tx, usableDraft(tx, draftId));
    tx.afterCommit(() => void reception.open({ draftId, locale, fresh }));
    return {};
  }),
});
