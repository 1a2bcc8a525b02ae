import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import { type CallName, contract } from '../../../shared/contract/index.ts';
import { describeError, type Log, logRef } from '../../core/log/log.ts';
import { isOwnPage } from '../security/ownPage.ts';
import { SURFACES } from '../windows/surface.ts';
import type { WindowRegistry } from '../windows/registry.ts';

export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly windowId: number;
}

export interface GateDeps {
  readonly registry: Pick<WindowRegistry, 'kindOf' | 'callerOf'>;
  /** Core, or the supervisor for `terminal:state`. */
  readonly forward: (name: CallName, input: unknown, caller: Caller, ref: string) => Promise<Answer<unknown>>;
  /** What an answer changes about the window: sign-in, visit begun or ended. */
  readonly bindFrom: (name: CallName, caller: Caller, value: unknown) => void;
  readonly log: Log;
  readonly newRef: () => string;
  readonly now: () => number;
}

interface Admitted {
  readonly name: CallName;
  readonly caller: Caller;
}

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(contract, name);

/** Who calls what, if this window may; main's own record says who it is. */
const admit = ({ registry }: GateDeps, sender: Sender | null, name: unknown): Admitted | null => {
  if (!sender || !sender.isMainFrame || !isOwnPage(sender.url)) return null;
  const kind = registry.kindOf(sender.windowId);
  const caller = registry.callerOf(sender.windowId);
  if (!kind || !caller || !isCall(name)) return null;
  const roles: readonly string[] = contract[name].roles;
  return roles.includes(caller.role) && SURFACES[kind].calls.includes(name) ? { name, caller } : null;
};

/** Input schema, core, output schema. @throws what core or a binding throws: our bug */
const carry = async (
  deps: GateDeps,
  { name, caller }: Admitted,
  input: unknown,
  ref: string,
): Promise<Answer<unknown>> => {
  const spec = contract[name];
  const checked = spec.input.safeParse(input);
  if (!checked.success) {
    deps.log.warn('input-refused', { call: name, ref: logRef(ref), issues: checked.error.issues.length });
    return { ok: false, code: 'INVALID_INPUT', ref };
  }
  const answer = await deps.forward(name, checked.data, caller, ref);
  if (!answer.ok) return answer;
  const value = spec.output.parse(answer.value);
  deps.bindFrom(name, caller, value);
  return { ok: true, value };
};

/**
 * The gate's steps for one call, in this order: sender, caller, role and surface, input, core, output.
 * Answers an envelope with a closed code, never a message. Each admitted call has one line in the log.
 */
export const createGate =
  (deps: GateDeps) =>
  async (sender: Sender | null, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    const ref = deps.newRef();
    const started = deps.now();
    const admitted = admit(deps, sender, name);
    if (!admitted) return { ok: false, code: 'FORBIDDEN', ref };
    const refuse = (code: ErrorCode, error: unknown): Answer<never> => {
      deps.log.error('gate-failed', { call: admitted.name, ref: logRef(ref), ...describeError(error) });
      return { ok: false, code, ref };
    };
    const answer = await carry(deps, admitted, input, ref).catch((error: unknown) =>
      refuse('INTERNAL', error),
    );
    const what = { call: admitted.name, ref: logRef(ref), ms: deps.now() - started };
    if (answer.ok) deps.log.info('call', what);
    else deps.log.info('call-refused', { ...what, errorCode: answer.code });
    return answer;
  };

export type Gate = ReturnType<typeof createGate>;
