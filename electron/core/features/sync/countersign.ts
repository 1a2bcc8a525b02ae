import { AuditHeadAnswer, type AuditHeadRequest } from '../../../../shared/sync/endpoints.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { joined } from '../../call/joined.ts';
import { describeError } from '../../log/log.ts';
import { findTerminal } from './terminal.store.ts';
import type { Ask } from './transport/client.ts';

/** The audit trail's side of it. */
export interface AuditHeads {
  /** What to tell central; null where what it holds contradicts the trail and nobody answered for that. */
  readonly next: () => Promise<AuditHeadRequest | null>;
  readonly take: (answer: AuditHeadAnswer) => Promise<void>;
}

/**
 * Tells central how far the audit trail goes (privacy specification 4.6), beside the loop: a trail waits for nothing, and
 * what fails is told a minute later.
 */
export const createCountersign = (
  { read, log }: Pick<CoreDeps, 'read' | 'log'>,
  heads: AuditHeads,
  ask: Ask,
) => {
  /** Answers whether central holds an earlier head than the one it was told. */
  const tellOnce = async (): Promise<boolean> => {
    const who = findTerminal(read);
    const body = who && (await heads.next());
    if (!who || !body) return false;
    const call = { method: 'POST', path: '/v1/audit-head', body, answer: AuditHeadAnswer } as const;
    const reply = await ask(who, call);
    if (reply.kind !== 'ok') return false;
    await heads.take(reply.value);
    return reply.value.seq < body.seq;
  };
  const tell = async (): Promise<void> => {
    // Where an earlier answer was lost on its way, central's head is known only now: the trail goes on from it at once.
    if (await tellOnce()) await tellOnce();
  };
  const { run, settled } = joined(() =>
    tell().catch((error: unknown) => log.error('audit-countersign-failed', describeError(error))),
  );
  return { tell: (): void => void run(), settled };
};
