import type { AcceptedBreak, audit } from '../../../../shared/contract/audit.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { Caller } from '../../../../shared/contract/define.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { describeError } from '../../log/log.ts';
import type { AuditHeads } from '../sync/index.ts';
import { readAnchor } from './anchor.ts';
import { listRows, recordedAt } from './audit.store.ts';
import { type Checks, type ChecksDeps, createChecks } from './checks.ts';
import { readCountersigned } from './countersigned.ts';
import { createCountersigning } from './countersigning.ts';
import type { OpenAudit } from './openAudit.ts';
import { toView } from './view.policy.ts';
import type { Verdict } from './verify.ts';
import { unusualViews } from './views.ts';

export type AuditDeps = ChecksDeps & { readonly audit: Pick<OpenAudit, 'followAgain'> };

export interface AuditFeature extends Feature<HandlersFor<typeof audit>> {
  /** The trail's part of the health strip. */
  readonly health: () => Health['audit'];
  readonly countersigning: AuditHeads;
}

/** The first screen comes first. */
const FIRST_RUN_MS = 10_000;
const DAY_MS = 86_400_000;
/** Accepted breaks that one answer lists. */
const MOST_SHOWN = 200;

const actorFor = (caller: Caller, asked: string | null): string | null => {
  if (can(caller.role, 'audit.see')) return asked;
  return can(caller.role, 'audit.seeOwn') ? caller.staffId : reject('FORBIDDEN');
};

const levelOf = (verdict: Verdict | undefined, unusual: number): Health['audit']['level'] => {
  if (verdict?.kind === 'broken') return 'critical';
  return unusual > 0 ? 'warning' : 'ok';
};

/** A manager answers for what the last check found, as the screen showed it: all of it, and nothing later. */
const createAccept = (deps: AuditDeps, checks: Checks) =>
  command('audit:accept', (tx, { how, seq }) => {
    if (!can(tx.caller.role, 'audit.accept')) return reject('FORBIDDEN');
    const shown = checks.last()?.verdict;
    if (shown?.kind !== 'broken' || shown.how !== how || shown.seq !== seq) return reject('CONFLICT');
    for (const { evidence, ...found } of shown.found)
      tx.audit('audit.accept', evidence, { reasonCode: found.how, count: found.seq });
    tx.afterCommit(() => {
      deps.audit.followAgain();
      checks.runAgain();
    });
    return { accepted: shown.found.length };
  });

/** When the last act was done that is noted outside the database. */
const anchorTime = async ({ folders, signer, read }: AuditDeps): Promise<number | null> => {
  const anchor = await readAnchor(folders.data, signer);
  return (anchor && recordedAt(read, anchor.seq)) ?? null;
};

/** When central was told last how far the trail goes. */
const countersignTime = async ({ folders, signer, read }: AuditDeps): Promise<number | null> =>
  (await readCountersigned(folders.data, signer, read))?.at ?? null;

const toOutput = async (deps: AuditDeps, verdict: Verdict): Promise<CallOutput<'audit:verify'>> => {
  const noted = { anchoredAt: await anchorTime(deps), countersignedAt: await countersignTime(deps) };
  if (verdict.kind === 'broken') return { ...verdict, ...noted };
  const accepted = verdict.accepted.slice(0, MOST_SHOWN) as readonly AcceptedBreak[];
  return { ...verdict, accepted: [...accepted], ...noted };
};

/** The audit trail as people see it: own acts for staff, all for managers; checked at the start and daily. */
export const createAuditFeature = (deps: AuditDeps): AuditFeature => {
  const checks = createChecks(deps);
  let timer: NodeJS.Timeout | null = null;
  const daily = (): void => {
    checks.run().catch((error: unknown) => deps.log.error('audit-check-failed', describeError(error)));
    timer = setTimeout(daily, DAY_MS);
  };
  return {
    handlers: {
      'audit:list': query('audit:list', (q, { actor, ...asked }) => {
        const rows = listRows(q.db, { ...asked, actor: actorFor(q.caller, actor) });
        return { entries: rows.map(toView) };
      }),
      'audit:verify': query('audit:verify', async (q): Promise<CallOutput<'audit:verify'>> => {
        if (!can(q.caller.role, 'audit.see')) return reject('FORBIDDEN');
        const verdict = (await checks.run()) ?? reject('NOT_READY');
        return toOutput(deps, verdict);
      }),
      'audit:accept': createAccept(deps, checks),
    },
    countersigning: createCountersigning({ ...deps, onContradiction: checks.runAgain }),
    health: () => {
      const unusual = unusualViews(deps.read, deps.clock.now());
      const known = checks.last();
      const broken = known?.verdict.kind === 'broken' ? known.verdict : null;
      return {
        level: levelOf(known?.verdict, unusual),
        broken: broken && { how: broken.how, seq: broken.seq },
        checkedAt: known?.at ?? null,
        unusualViews: unusual,
      };
    },
    start: () => {
      checks.resume();
      timer = setTimeout(daily, FIRST_RUN_MS);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      return checks.stop();
    },
  };
};
