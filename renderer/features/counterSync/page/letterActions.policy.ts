import type { DeadLetter } from '../../../../shared/contract/sync.ts';

export type LetterAction = 'accept' | 'resend' | 'discard';

/**
 * What this person may do with a dead letter. A deferred one is taken by central after its own update: there is
 * nothing of central's to accept, and sending it again changes nothing.
 */
export function letterActionsOf(
  { status, canResend }: Pick<DeadLetter, 'status' | 'canResend'>,
  role: 'staff' | 'manager',
): readonly LetterAction[] {
  const discard = role === 'manager' ? (['discard'] as const) : [];
  if (status === 'deferred') return discard;
  return ['accept', ...(canResend ? (['resend'] as const) : []), ...discard];
}
