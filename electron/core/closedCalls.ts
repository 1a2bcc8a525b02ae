import type { Answer } from '../../shared/contract/answer.ts';
import type { Caller } from '../../shared/contract/define.ts';
import type { ErrorCode } from '../../shared/contract/errorCodes.ts';
import type { CallInput, CallName } from '../../shared/contract/index.ts';
import { terminal } from '../../shared/contract/terminal.ts';

export interface ClosedDeps {
  /** Each answers why it did not happen, or null. */
  readonly setUp: (input: CallInput<'terminal:setUp'>) => Promise<ErrorCode | null>;
  readonly unlock: (passphrase: string) => Promise<ErrorCode | null>;
  readonly quit: () => void;
  /** Names a failure, or throws on. */
  readonly fail: (error: unknown) => void;
}

type Work = () => Promise<ErrorCode | null>;

const workOf = (deps: ClosedDeps, name: CallName, input: unknown): Work | 'NOT_READY' | 'INVALID_INPUT' => {
  if (name === 'terminal:setUp') {
    const parsed = terminal[name].input.safeParse(input);
    return parsed.success ? () => deps.setUp(parsed.data) : 'INVALID_INPUT';
  }
  if (name === 'terminal:unlock') {
    const parsed = terminal[name].input.safeParse(input);
    return parsed.success ? () => deps.unlock(parsed.data.passphrase) : 'INVALID_INPUT';
  }
  if (name !== 'terminal:quit') return 'NOT_READY';
  return async () => {
    setImmediate(deps.quit);
    return null;
  };
};

/** The few calls that are answered before the database is open, one at a time. */
export const createClosedCalls = (deps: ClosedDeps) => {
  let busy = false;
  return async (name: CallName, input: unknown, caller: Caller, ref: string): Promise<Answer<unknown>> => {
    const refuse = (code: ErrorCode): Answer<never> => ({ ok: false, code, ref });
    const work = workOf(deps, name, input);
    if (work === 'NOT_READY') return refuse(work);
    if (caller.role !== 'nobody') return refuse('FORBIDDEN');
    if (typeof work === 'string') return refuse(work);
    if (busy) return refuse('CONFLICT');
    busy = true;
    try {
      const refusal = await work();
      return refusal === null ? { ok: true, value: {} } : refuse(refusal);
    } catch (error) {
      deps.fail(error);
      return refuse('INTERNAL');
    } finally {
      busy = false;
    }
  };
};
