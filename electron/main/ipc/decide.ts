import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import { type CallName, contract } from '../../../shared/contract/index.ts';
import { type Log, logRef } from '../../core/log/log.ts';
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
  forward(name: CallName, input: unknown, caller: Caller, ref: string): Promise<Answer<unknown>>;
  /** What an answer changes about the window: sign-in, visit begun or ended. */
  bindFrom(name: CallName, caller: Caller, value: unknown): void;
  readonly log: Log;
  newRef(): string;
  now(): number;
}

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(contract, name);

/**
 * The gate's steps for one call, in this order: sender, caller, role and surface, input, core, output.
 * Answers an envelope with a closed code, never a message.
 */
export const createGate =
  (deps: GateDeps) =>
  async (sender: Sender | null, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    const ref = deps.newRef();
    const started = deps.now();
    const refuse = (code: ErrorCode): Answer<never> => ({ ok: false, code, ref });

    if (!sender || !sender.isMainFrame || !isOwnPage(sender.url)) return refuse('FORBIDDEN');
    const kind = deps.registry.kindOf(sender.windowId);
    const caller = deps.registry.callerOf(sender.windowId);
    if (!kind || !caller) return refuse('FORBIDDEN');
    if (!isCall(name)) return refuse('FORBIDDEN');
    const spec = contract[name];
    if (!(spec.roles as readonly string[]).includes(caller.role) || !SURFACES[kind].calls.includes(name))
      return refuse('FORBIDDEN');

    const checked = spec.input.safeParse(input);
    if (!checked.success) {
      deps.log.warn('input-refused', { call: name, ref: logRef(ref), issues: checked.error.issues.length });
      return refuse('INVALID_INPUT');
    }
    const answer = await deps.forward(name, checked.data, caller, ref);
    if (!answer.ok) {
      deps.log.info('call-refused', {
        call: name,
        errorCode: answer.code,
        ref: logRef(ref),
        ms: deps.now() - started,
      });
      return answer;
    }
    const output = spec.output.safeParse(answer.value);
    if (!output.success) {
      deps.log.error('output-refused', { call: name, ref: logRef(ref) });
      return refuse('INTERNAL');
    }
    deps.bindFrom(name, caller, output.data);
    deps.log.info('call', { call: name, ms: deps.now() - started });
    return { ok: true, value: output.data };
  };
