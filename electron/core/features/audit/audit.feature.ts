import type { audit } from '../../../../shared/contract/audit.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { Caller } from '../../../../shared/contract/define.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { describeError } from '../../log/log.ts';
import { readAnchor } from './anchor.ts';
import { listRows } from './audit.store.ts';
import { toView } from './view.policy.ts';
import { verifyAudit, type Verdict } from './verify.ts';
import { unusualViews } from './views.ts';

export type AuditDeps = Pick<CoreDeps, 'clock' | 'emit' | 'folders' | 'log' | 'read' | 'signer'>;

export interface AuditFeature extends Feature<HandlersFor<typeof audit>> {
  /** The trail's part of the health strip. */
  readonly health: () => Health['audit'];
}

/** The first screen comes first. */
const FIRST_RUN_MS = 10_000;
const DAY_MS = 86_400_000;
/** Between parts of a check, so that the counter stays quick. */
const PAUSE_MS = 20;

interface Checked {
  readonly verdict: Verdict;
  readonly at: number;
}

const actorFor = (caller: Caller, asked: string | null): string | null => {
  if (can(caller.role, 'audit.see')) return asked;
  return can(caller.role, 'audit.seeOwn') ? caller.staffId : reject('FORBIDDEN');
};

const levelOf = (verdict: Verdict | undefined, unusual: number): Health['audit']['level'] => {
  if (verdict?.kind === 'broken') return 'critical';
  return unusual > 0 ? 'warning' : 'ok';
};

/** Runs the check, one at a time, and keeps what it came to. A failure is an alarm; nothing is repaired. */
const createChecks = (deps: AuditDeps) => {
  let stopping = false;
  let last: Checked | undefined;
  let running: Promise<Verdict | null> | null = null;
  const pause = (): Promise<boolean> => new Promise((go) => setTimeout(() => go(!stopping), PAUSE_MS));

  const check = async (): Promise<Verdict | null> => {
    const anchor = await readAnchor(deps.folders.data, deps.signer);
    const verdict = await verifyAudit(deps.read, deps.signer, anchor, pause);
    if (verdict === null) return null;
    if (verdict.kind === 'broken') deps.log.error('audit-broken', { how: verdict.how, seq: verdict.seq });
    last = { verdict, at: deps.clock.now() };
    deps.emit('health-changed', {});
    return verdict;
  };
  return {
    last: () => last,
    run: (): Promise<Verdict | null> => {
      running ??= check().finally(() => (running = null));
      return running;
    },
    resume: () => {
      stopping = false;
    },
    stop: async (): Promise<void> => {
      stopping = true;
      await running?.catch(() => null);
    },
  };
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
        return (await checks.run()) ?? reject('NOT_READY');
      }),
    },
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
