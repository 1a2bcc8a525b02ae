import { describeError } from '../../log/log.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { OpenAudit } from './openAudit.ts';
import { type Verdict, verifyAudit } from './verify.ts';
import { readWitnesses } from './witnesses.ts';

export type ChecksDeps = Pick<CoreDeps, 'clock' | 'emit' | 'folders' | 'log' | 'read' | 'signer'> & {
  readonly audit: Pick<OpenAudit, 'settled'>;
};

export interface Checked {
  readonly verdict: Verdict;
  /** UTC ms. */
  readonly at: number;
}

export interface Checks {
  readonly last: () => Checked | undefined;
  /** Joins a check that runs or waits. Null when it was told to stop. */
  readonly run: () => Promise<Verdict | null>;
  /** One that begins from now on, in the background: what runs may have seen less. */
  readonly runAgain: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

/** Between parts of a check, so that the counter stays quick. */
const PAUSE_MS = 20;

/** Runs the check, one at a time, and keeps what it came to. A failure is an alarm; nothing is repaired. */
export const createChecks = (deps: ChecksDeps): Checks => {
  let stopping = false;
  let last: Checked | undefined;
  let running: Promise<Verdict | null> | null = null;
  const pause = (): Promise<boolean> => new Promise((go) => setTimeout(() => go(!stopping), PAUSE_MS));

  const check = async (): Promise<Verdict | null> => {
    await deps.audit.settled();
    const { folders, signer, read } = deps;
    const witnesses = await readWitnesses(folders.data, signer, read);
    const verdict = await verifyAudit(read, signer, witnesses, pause);
    if (verdict === null) return null;
    if (verdict.kind === 'broken') deps.log.error('audit-broken', { how: verdict.how, seq: verdict.seq });
    last = { verdict, at: deps.clock.now() };
    deps.emit('health-changed', {});
    return verdict;
  };
  const track = (work: Promise<Verdict | null>): Promise<Verdict | null> => {
    const mine = work.finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return {
    last: () => last,
    run: () => running ?? track(check()),
    runAgain: () => {
      const before = running?.catch(() => null) ?? Promise.resolve(null);
      track(before.then(check)).catch((error: unknown) =>
        deps.log.error('audit-check-failed', describeError(error)),
      );
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
