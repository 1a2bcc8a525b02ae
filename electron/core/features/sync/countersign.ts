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
  const tell = async (): Promise<void> => {
    const who = findTerminal(read);
    const body = who && (await heads.next());
    if (!who || !body) return;
    const call = { method: 'POST', path: '/v1/audit-head', body, answer: AuditHeadAnswer } as const;
    const reply = await ask(who, call);
    if (reply.kind === 'ok') await heads.take(reply.value);
  };
  const { run, settled } = joined(() =>
    tell().catch((error: unknown) => log.error('audit-countersign-failed', describeError(error))),
  );
  return { tell: (): void => void run(), settled };
};
