import type { LetterKind, LetterWay } from '../../../../../shared/privacy/requestLetters.ts';
import { isAtOnce } from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { moveTo, note } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { decisionOf, lettersOf } from '../store/sides.store.ts';

const byLetterAlone = ({ type }: RequestRecord): boolean => type === 'question' || type === 'complaint';

const letterOf = (tx: Tx, request: RequestRecord): LetterKind => {
  if (byLetterAlone(request)) return 'answer';
  if (request.type === 'rectification') return 'rectification_done';
  return decisionOf(tx.db, request.requestId)?.code === 'partial' ? 'partial' : 'completion';
};

const completed = (tx: Tx, request: RequestRecord, proof: boolean): RequestRecord =>
  moveTo(tx, request, {
    to: 'completed',
    who: 'system',
    facts: { proof, letter: true, spreads: request.pendingOffline },
  });

/** Completes what is proven by the letter a manager sent; a question is answered by nothing else. */
export const completeWith = (
  deps: RequestsDeps,
  tx: Tx,
  request: RequestRecord,
  way: LetterWay,
): RequestRecord => {
  const proof = request.provenAt !== null || byLetterAlone(request);
  if (!proof) return reject('TRANSITION_REFUSED');
  if (!sendLetter(deps, tx, request, { kind: letterOf(tx, request), way })) return reject('LETTER_NEEDED');
  return completed(tx, request, proof);
};

/** Evidence is there. The letter goes to the known contact; where there is none left, a manager sends it. */
export const prove = (
  deps: RequestsDeps,
  tx: Tx,
  request: RequestRecord,
  certificateId: string | null,
): RequestRecord => {
  const proven = note(tx, request, 'proven', { provenAt: tx.now, certificateId });
  const atOnce = isAtOnce(request.type) && lettersOf(tx.db, request.requestId).length > 0;
  if (atOnce || sendLetter(deps, tx, proven, { kind: letterOf(tx, proven), way: 'message' }))
    return completed(tx, proven, true);
  return note(tx, proven, 'letter_needed', { failure: 'letter_needed' });
};
