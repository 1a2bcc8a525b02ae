import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeCore, requestId } from '../flow/fakeCore.ts';
import { wholeKiosk } from '../flow/wholeKiosk.ts';
import { isCodeLate } from './myDataStore.ts';
import type { WhoWay, Wish } from './myData.policy.ts';

const failed = (code: string) => ({ ok: false, code, ref: 'r1' });

async function myData() {
  const fake = createFakeCore();
  const reload = vi.fn();
  const kiosk = await wholeKiosk(fake.api, reload);
  await kiosk.start();
  await kiosk.visit.beginMyData();
  return { ...fake, kiosk, reload };
}
type At = Awaited<ReturnType<typeof myData>>;

const stepOf = ({ kiosk }: At) => kiosk.visit.getState().flow.step;

async function ask({ kiosk }: At, wish: Wish, way: WhoWay, who: string): Promise<void> {
  kiosk.myData.choose(wish);
  kiosk.myData.goOn();
  kiosk.myData.chooseWay(way);
  kiosk.myData.type('who', who);
  await kiosk.myData.send();
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('[PRV-2] the person’s own data at the kiosk', () => {
  it('[P12] begins a deletion from the start screen, with a code to the known contact', async () => {
    const at = await myData();
    expect(stepOf(at)).toBe('myData');
    await ask(at, 'erasure', 'email', 'anna@inbox.lv');
    expect(at.inputs('requests:takeIn')[0]).toMatchObject({
      type: 'erasure',
      channel: 'kiosk',
      proof: null,
      receivedAt: null,
      who: { kind: 'email', email: 'anna@inbox.lv' },
    });
    expect(stepOf(at)).toBe('myDataCode');
    at.core.codeUntil = 1;
    await vi.advanceTimersByTimeAsync(1000);
    at.kiosk.myData.type('code', '000000');
    await at.kiosk.myData.checkCode();
    expect(at.kiosk.myData.getState()).toMatchObject({ problem: 'wrongCode', code: { triesLeft: 4 } });
    at.kiosk.myData.type('code', '123456');
    await at.kiosk.myData.checkCode();
    expect(stepOf(at)).toBe('myDataDone');
    expect(at.kiosk.myData.getState().request?.number).toBe('P-2026-0007');
  });

  it('[R8] asks core the same, and shows the same, whatever the contact', async () => {
    const seen = [];
    for (const who of ['anna@inbox.lv', 'nobody@example.com']) {
      const at = await myData();
      await ask(at, 'access', 'email', who);
      await vi.advanceTimersByTimeAsync(9000);
      const { request, code, problem } = at.kiosk.myData.getState();
      seen.push({ names: at.names(), request, code, problem, step: stepOf(at) });
      at.kiosk.wipes.wipe();
    }
    expect(seen[0]?.step).toBe('myDataCode');
    expect(seen[0]).toEqual(seen[1]);
  });

  it('says that the code comes later when there is no line, and the request stands with its number', async () => {
    const at = await myData();
    await ask(at, 'restriction', 'phone', '29 123 456');
    await vi.advanceTimersByTimeAsync(3000);
    expect(isCodeLate(at.kiosk.myData.getState().code)).toBe(false);
    await vi.advanceTimersByTimeAsync(6000);
    expect(isCodeLate(at.kiosk.myData.getState().code)).toBe(true);
    at.kiosk.myData.withoutCode();
    expect(stepOf(at)).toBe('myDataDone');
    const asked = at.names().length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(at.names()).toHaveLength(asked);
  });

  it('sends a new code in one tap, and says so when there were too many', async () => {
    const at = await myData();
    await ask(at, 'erasure', 'order', 'k27');
    await at.kiosk.myData.newCode();
    expect(at.inputs('requests:sendCode')).toHaveLength(1);
    at.core.next['requests:sendCode'] = [failed('TRY_LATER')];
    await at.kiosk.myData.newCode();
    expect(at.kiosk.myData.getState().problem).toBe('TRY_LATER');
    expect(at.kiosk.visit.getState().problem).toBeNull();
  });

  it('names what is missing and asks core nothing before', async () => {
    const at = await myData();
    at.kiosk.myData.goOn();
    expect(at.kiosk.myData.getState().problem).toBe('wish');
    await ask(at, 'complaint', 'email', 'anna@');
    expect(at.kiosk.myData.getState().problem).toBe('who');
    expect(at.inputs('requests:takeIn')).toEqual([]);
    at.kiosk.myData.type('who', 'anna@inbox.lv');
    expect(at.kiosk.myData.getState().problem).toBeNull();
    await at.kiosk.myData.send();
    expect(stepOf(at)).toBe('myDataDone');
  });

  it('[P31] asks what is wrong and how it should be, reads both back, and sends them', async () => {
    const at = await myData();
    at.kiosk.myData.choose('rectification');
    at.kiosk.myData.goOn();
    expect(stepOf(at)).toBe('myDataCorrect');
    at.kiosk.myData.goOn();
    expect(at.kiosk.myData.getState().problem).toBe('field');
    at.kiosk.myData.chooseField('phone');
    at.kiosk.myData.type('value', '12');
    at.kiosk.myData.goOn();
    expect(at.kiosk.myData.getState().problem).toBe('value');
    at.kiosk.myData.type('value', '29 123 456');
    at.kiosk.myData.goOn();
    at.kiosk.myData.chooseWay('email');
    at.kiosk.myData.type('who', 'anna@inbox.lv');
    at.kiosk.myData.goBack();
    expect(stepOf(at)).toBe('myDataCorrect');
    at.kiosk.myData.goOn();
    await at.kiosk.myData.send();
    expect(at.inputs('requests:takeIn')[0]).toMatchObject({
      corrections: [{ field: 'phone', value: '29 123 456' }],
    });
  });

  it('[A-20] takes a request back by its id', async () => {
    const at = await myData();
    await ask(at, 'erasure', 'email', 'anna@inbox.lv');
    at.kiosk.myData.withoutCode();
    await at.kiosk.myData.takeBack();
    expect(at.inputs('requests:cancel')[0]).toMatchObject({ privacyRequestId: requestId });
    expect(at.kiosk.myData.getState().isTakenBack).toBe(true);
  });

  it('[P13] ends without counting an order as left, also when the person walks away', async () => {
    const at = await myData();
    await at.kiosk.visit.end('idle');
    expect(at.inputs('visit:end')[0]).toMatchObject({ why: 'finished' });
    expect(at.reload).toHaveBeenCalledOnce();
    expect(at.kiosk.myData.getState()).toEqual(at.kiosk.myData.getInitialState());
  });

  it('[KIO-2] warns a person who went quiet here as on every other screen', async () => {
    const at = await myData();
    await vi.advanceTimersByTimeAsync(91_000);
    expect(at.kiosk.idle.getState().secondsLeft).not.toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(at.reload).toHaveBeenCalledOnce();
  });
});

describe('[C4] a consent taken back by the code of the ticket', () => {
  const code = 'ACDE-FHJK-LMNP';

  it('is looked up as soon as the code is whole, typed or scanned, and withdrawn with one tap', async () => {
    const at = await myData();
    at.kiosk.myData.choose('consent_withdrawal');
    at.kiosk.myData.goOn();
    expect(stepOf(at)).toBe('withdraw');
    await at.kiosk.withdraw.type('ACDE-FHJK-LMN');
    expect(at.inputs('consents:byCode')).toEqual([]);
    await at.kiosk.withdraw.type(`https://lete.example/w/${code.replaceAll('-', '')}`);
    expect(at.kiosk.withdraw.getState().boxes).toHaveLength(1);
    await at.kiosk.withdraw.withdraw(['marketing.offers']);
    expect(at.inputs('consents:withdrawByCode')[0]).toMatchObject({ purposes: ['marketing.offers'] });
    expect(stepOf(at)).toBe('withdrawn');
    expect(at.kiosk.withdraw.getState().boxes?.every(({ live }) => !live)).toBe(true);
  });

  it('says what is wrong with a code beside the field, and looks at nothing that is no code', async () => {
    const at = await myData();
    await at.kiosk.withdraw.type('12');
    await at.kiosk.withdraw.look();
    expect(at.kiosk.withdraw.getState().problem).toBe('CODE_INVALID');
    expect(at.inputs('consents:byCode')).toEqual([]);
    at.core.next['consents:byCode'] = [failed('CODE_UNKNOWN'), failed('TOO_MANY_TRIES')];
    await at.kiosk.withdraw.type(code);
    expect(at.kiosk.withdraw.getState().problem).toBe('CODE_UNKNOWN');
    await at.kiosk.withdraw.type(`${code} `);
    expect(at.kiosk.withdraw.getState().problem).toBe('TOO_MANY_TRIES');
    expect(at.kiosk.visit.getState().problem).toBeNull();
  });

  it('goes by the contact without a ticket, at once and without a code', async () => {
    const at = await myData();
    at.kiosk.myData.choose('consent_withdrawal');
    at.kiosk.myData.goOn();
    at.kiosk.myData.withdrawByContact();
    at.kiosk.myData.chooseWay('email');
    at.kiosk.myData.type('who', 'anna@inbox.lv');
    await at.kiosk.myData.send();
    expect(at.inputs('requests:takeIn')[0]).toMatchObject({ type: 'consent_withdrawal' });
    expect(stepOf(at)).toBe('myDataDone');
  });
});
