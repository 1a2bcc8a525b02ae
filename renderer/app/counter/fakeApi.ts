import type { Answer } from '../../../shared/contract/answer.ts';
import type { CallName, EventName } from '../../../shared/contract/index.ts';
import type { Api } from '../api.ts';

type Replies = Readonly<Partial<Record<CallName, (input: never) => unknown>>>;

const isRefusal = (value: unknown): value is { readonly code: string } =>
  typeof value === 'object' && value !== null && 'code' in value && Object.keys(value).length === 1;

/** Test helper: a client whose replies are written down. A reply of just `{ code }` is a refusal. */
export function fakeApi(replies: Replies) {
  const log: { readonly name: CallName; readonly input: Record<string, unknown> }[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const ask = async (name: CallName, input: unknown): Promise<Answer<unknown>> => {
    log.push({ name, input: input as Record<string, unknown> });
    const reply = replies[name];
    if (reply === undefined) throw new Error(`the test has no reply to ${name}`);
    const value = await reply(input as never);
    return isRefusal(value)
      ? ({ ok: false, code: value.code, ref: 'r1' } as Answer<unknown>)
      : { ok: true, value };
  };
  const api = {
    ask,
    call: ask,
    on: (name: string, listener: (payload: unknown) => void) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => heard.delete(listener);
    },
    beforeRepeat: () => undefined,
  } as unknown as Api;
  return {
    api,
    asked: (name: CallName) => log.filter((call) => call.name === name).map(({ input }) => input),
    emit: (name: EventName, payload: unknown = {}) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
}
