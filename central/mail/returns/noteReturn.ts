import type { Central } from '../../app/central.ts';
import { mention } from '../mention.ts';
import { bounce, findReturned } from './returns.store.ts';
import type { Returned } from './returnAddress.ts';

/** Servers give up after days; what comes later is no reason to call somebody. */
const TOO_LATE_MS = 30 * 86_400_000;

/** `later`: its sending has not come to an end yet, so that it cannot be told what it becomes. */
export type Noted = 'bounced' | 'ignored' | 'later';

/**
 * Notes that a message came back and tells its store, which gets a task to call (NOT-3). Said twice, it counts once; a
 * message that is erased or came to another end is let be. `code` is the report's status, null where it told none.
 */
export const noteReturn = async (
  central: Central,
  message: Returned,
  code: string | null,
): Promise<Noted> => {
  const { db, life, ledger, log, now } = central;
  const { noted, fed, template } = await db.transaction({ role: 'mail' }, async (sql) => {
    const m = await findReturned(sql, message);
    if (m?.state === 'queued' || m?.state === 'sending') return { noted: 'later', fed: 0 } as const;
    const tooLate = m === undefined || now() - m.stateAt > TOO_LATE_MS;
    const version = tooLate ? undefined : await bounce(sql, m, now());
    if (tooLate || version === undefined) return { noted: 'ignored', fed: 0 } as const;
    return { noted: 'bounced', fed: await mention(sql, m, version, now()), template: m.template } as const;
  });
  if (fed > 0) life.mark(fed, ledger.head().seq);
  if (noted === 'bounced')
    log('message_returned', {
      message: message.messageId,
      template,
      ...(code === null ? {} : { code }),
    });
  return noted;
};
