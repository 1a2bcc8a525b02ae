import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createCodeStore } from './code.store.ts';

const request = {
  privacyRequestId: 'r1',
  number: 'P-2026-0007',
  verified: false,
  triesLeft: 5,
  codeUntil: 1,
};

async function opened(
  changes: Readonly<Record<string, (input: never) => unknown>> = {},
  number = 'p 2026 7',
) {
  const told: string[] = [];
  const fake = fakeApi({
    'requests:byNumber': () => request,
    'requests:verifyCode': () => ({ verified: true, triesLeft: 0 }),
    'requests:sendCode': () => ({}),
    ...changes,
  });
  const store = createCodeStore({ api: fake.api, onVerified: (one) => told.push(one) });
  store.getState().open(number);
  await new Promise((done) => setTimeout(done));
  return { ...fake, told, act: store.getState };
}

describe('a code that came after the visit', () => {
  it('[PRV-1] is checked for the request whose number is said', async () => {
    const { act, asked, told } = await opened();
    expect(asked('requests:byNumber')).toEqual([{ number: 'P-2026-0007' }]);
    act().type({ code: ' 123456 ' });
    await act().save();
    expect(asked('requests:verifyCode')).toEqual([{ privacyRequestId: 'r1', code: '123456' }]);
    expect(told).toEqual(['P-2026-0007']);
    expect(act().form).toBeNull();
  });

  it('[R8] that is wrong stays in its form and says how many tries are left, and nothing else', async () => {
    const { act, told } = await opened({ 'requests:verifyCode': () => ({ verified: false, triesLeft: 4 }) });
    act().type({ code: '000000' });
    await act().save();
    expect(act()).toMatchObject({
      form: { code: '000000' },
      wrong: true,
      request: { triesLeft: 4 },
      failure: null,
    });
    expect(told).toEqual([]);
  });

  it('is never checked for another number than the one that stands there', async () => {
    const { act, asked } = await opened();
    act().type({ number: 'P-2026-00', code: '123456' });
    await act().save();
    expect(asked('requests:verifyCode')).toEqual([]);
  });

  it('can be sent anew; what is refused is said', async () => {
    const { act } = await opened();
    await act().sendAgain();
    expect(act()).toMatchObject({ sent: true, failure: null });
    const refused = await opened({ 'requests:sendCode': () => ({ code: 'TRY_LATER' }) });
    await refused.act().sendAgain();
    expect(refused.act()).toMatchObject({ sent: false, failure: { code: 'TRY_LATER' } });
  });
});
