import type { PersonId } from '../../../../../shared/domain/ids.ts';
import { parseOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import type { Tx } from '../../../call/context.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { newestOrderOf, orderOfBarcode, subjectsOf, subjectsWith } from '../../orders/index.ts';
import { note } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { openWho, type ToldWho } from '../sealed.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { setSubjects } from '../store/sides.store.ts';

/** All rows of the same human: those reachable at the contact, or at the contact of the order's customer. */
const peopleMeant = (db: ReadableDb, who: ToldWho): readonly PersonId[] => {
  if (who.way !== 'order') return subjectsOf(db, { way: who.way, value: who.value });
  const number = parseOrderNumber(who.value);
  const order = number ? newestOrderOf(db, number) : orderOfBarcode(db, who.value);
  return order?.personId ? subjectsWith(db, order.personId) : [];
};

/** Looks for the people a request is about. Nobody is told whether there are any (R8). */
export const matchSubjects = (deps: RequestsDeps, tx: Tx, request: RequestRecord): RequestRecord => {
  const who = openWho(deps.contactKey, request.requestId, request.contactEnc);
  setSubjects(tx.db, request.requestId, who ? peopleMeant(tx.db, who) : []);
  return note(tx, request, 'matched', { matchedAt: tx.now });
};
