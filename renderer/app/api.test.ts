import { describe, expect, it } from 'vitest';
import { type Bridge, createApi, newRequestId } from './api.ts';

const failed = (code: string) => ({ ok: false, code, ref: 'r1' });
const ready = { ok: true, value: { state: 'ready' } };

/** A bridge whose answers are scripted; it keeps what it was asked. */
function scripted(script: Readonly<Record<string, unknown[]>>) {
  const asked: { name: string; input: Record<string, unknown> }[] = [];
  const calls = Object.fromEntries(
    Object.entries(script).map(([name, answers]) => [
      name,
      async (input: Record<string, unknown>) => {
        asked.push({ name, input });
        return answers.length > 1 ? answers.shift() : answers[0];
      },
    ]),
  );
  const bridge = { ...calls, on: () => () => undefined } as unknown as Bridge;
  return { asked, api: createApi(bridge, { wait: async () => undefined }) };
}

const step = { draftId: newRequestId() as never, step: 'photos' } as const;

describe('api', () => {
  it('[ORD-4] repeats a command with the same id until core answers', async () => {
    const { api, asked } = scripted({
      'drafts:setStep': [failed('CORE_RESTARTED'), failed('NOT_READY'), { ok: true, value: {} }],
      'terminal:state': [{ ok: true, value: { state: 'starting' } }, ready],
    });
    expect((await api.ask('drafts:setStep', step)).ok).toBe(true);
    const ids = asked.filter(({ name }) => name === 'drafts:setStep').map(({ input }) => input['requestId']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('gives two presses two ids, and queries none', async () => {
    const { api, asked } = scripted({
      'drafts:setStep': [{ ok: true, value: {} }],
      'drafts:get': [{ ok: true, value: {} }],
    });
    await api.ask('drafts:setStep', step);
    await api.ask('drafts:setStep', step);
    await api.ask('drafts:get', { draftId: step.draftId });
    expect(asked[0]?.input['requestId']).not.toBe(asked[1]?.input['requestId']);
    expect(asked[2]?.input).toEqual({ draftId: step.draftId });
  });

  it('revives the window once before waiting requests are repeated', async () => {
    const { api, asked } = scripted({
      'drafts:setStep': [failed('CORE_RESTARTED'), failed('CORE_RESTARTED'), { ok: true, value: {} }],
      'terminal:state': [ready],
      'visit:start': [{ ok: true, value: {} }],
    });
    api.beforeRepeat(async (ask) => void (await ask('visit:start', { locale: 'lv' })));
    await Promise.all([api.ask('drafts:setStep', step), api.ask('drafts:setStep', step)]);
    expect(asked.map(({ name }) => name)).toEqual([
      'drafts:setStep',
      'drafts:setStep',
      'terminal:state',
      'visit:start',
      'drafts:setStep',
      'drafts:setStep',
    ]);
  });

  it('binds a window that core has forgotten anew, once', async () => {
    const { api, asked } = scripted({
      'drafts:setStep': [failed('FORBIDDEN')],
      'terminal:state': [ready],
      'visit:start': [failed('NOT_READY'), { ok: true, value: {} }],
    });
    api.beforeRepeat(async (ask) => void (await ask('visit:start', { locale: 'lv' })));
    expect(await api.ask('drafts:setStep', step)).toEqual(failed('FORBIDDEN'));
    expect(asked.filter(({ name }) => name === 'visit:start')).toHaveLength(2);
    expect(asked.filter(({ name }) => name === 'drafts:setStep')).toHaveLength(2);
  });

  it('hands on every other answer, and has only the calls of its window', async () => {
    const { api } = scripted({ 'drafts:setStep': [failed('VISIT_ENDED')] });
    expect(await api.ask('drafts:setStep', step)).toEqual(failed('VISIT_ENDED'));
    await expect(api.call('drafts:mine', {})).rejects.toThrow('no call drafts:mine');
  });
});
