import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import type { LetterKind } from '../../../../shared/privacy/requestLetters.ts';
import { isAtOnce, needsIdentity } from '../../../../shared/privacy/requestTypes.ts';

type About = Pick<RequestDetail, 'type' | 'state' | 'verification' | 'extended' | 'decision'>;

/** Letters that say something true of the request as it is; a code is for the contact alone. */
export function lettersFor({ type, state, verification, extended, decision }: About): readonly LetterKind[] {
  const ended = state === 'completed' || state === 'closed' || state === 'executing';
  const byLetter = type === 'question' || type === 'complaint';
  const approved = decision?.code === 'approve' || (isAtOnce(type) && decision === null);
  const fitting: readonly (readonly [LetterKind, boolean])[] = [
    ['acknowledgement', true],
    ['identity_question', needsIdentity(type) && verification === null],
    ['clarification', decision?.code === 'clarify'],
    ['extension', extended],
    ['refusal', decision?.code === 'refuse'],
    ['answer', byLetter && ended],
    ['rectification_done', type === 'rectification' && ended],
    ['partial', decision?.code === 'partial' && ended && !byLetter],
    ['completion', approved && ended && !byLetter && type !== 'rectification'],
  ];
  return fitting.filter(([, fits]) => fits).map(([kind]) => kind);
}
