import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { startOfShopDay, ShopDay } from '../../../shared/domain/time.ts';
import { REQUEST_TYPES, type RequestType } from '../../../shared/privacy/requestTypes.ts';
import { BY_EMAIL, BY_PHONE, placeForTest } from '../harness/orders.ts';
import {
  AT_KIOSK,
  createRequestCore,
  detailOf,
  intake,
  KNOWN,
  type RequestCore,
  STRANGER,
} from './requestCore.ts';

let all: RequestCore;
beforeEach(async () => {
  all = await createRequestCore();
  await placeForTest(all.core, { contact: BY_EMAIL });
});
afterEach(() => all.core.close());

const atKiosk = (more: Parameters<typeof intake>[0] = {}) =>
  all.core.get(all.core.who.customer, 'requests:takeIn', intake({ ...AT_KIOSK, ...more }));
const codeSent = (id: PrivacyRequestId) =>
  all.others.sent.find(({ kind, requestId }) => kind === 'code' && requestId === id)?.code ?? '';
const verify = (privacyRequestId: PrivacyRequestId, code: string) =>
  all.core.get(all.core.who.customer, 'requests:verifyCode', { privacyRequestId, code });
const status = (privacyRequestId: PrivacyRequestId) =>
  all.core.get(all.core.who.customer, 'requests:status', { privacyRequestId });
const rows = (text: string) => all.core.deps.read.all<Record<string, unknown>>({ text, params: [] });

describe('at the kiosk', () => {
  it('[PRV-1, P12, P30] a request is recorded, its code goes to the known contact, and the code verifies it', async () => {
    const { privacyRequestId: id, number } = await atKiosk();
    expect(number).toBe('P-2026-0001');
    expect(await status(id)).toMatchObject({ number, verified: false, triesLeft: 5, codeUntil: null });
    all.core.features.requests.tick();
    const code = codeSent(id);
    expect(code).toMatch(/^\d{6}$/);
    expect(await verify(id, code === '000000' ? '111111' : '000000')).toEqual({
      verified: false,
      triesLeft: 4,
    });
    expect(await verify(id, code)).toEqual({ verified: true, triesLeft: 0 });
    expect(await detailOf(all, id)).toMatchObject({
      state: 'triage',
      verification: { method: 'contact_code', level: 'contact' },
    });
  });

  it('[PRV-1, R8] the code follows when messages can be sent again', async () => {
    all.others.absent = ['notifying'];
    const { privacyRequestId: id } = await atKiosk();
    all.core.features.requests.tick();
    expect(await status(id)).toMatchObject({ codeUntil: null });
    expect(await detailOf(all, id)).toMatchObject({ state: 'id_pending', receivedAt: all.core.clock.now() });
    all.others.absent = [];
    all.core.features.requests.tick();
    expect(codeSent(id)).not.toBe('');
  });

  it('[R8] a stranger and a customer get the same answers, the same rows and the same work', async () => {
    const seen: unknown[] = [];
    for (const who of [KNOWN, STRANGER, { kind: 'order', number: 'K-999' } as const]) {
      const { privacyRequestId: id, ...answer } = await atKiosk({ who });
      // Nothing was looked up while the customer waited.
      const before = rows(`SELECT matched_at, state FROM privacy_request WHERE request_id = '${id}'`);
      const linked = rows(`SELECT count(*) AS n FROM privacy_subject WHERE request_id = '${id}'`);
      all.core.features.requests.tick();
      const wrong = await verify(id, 'x');
      const after = await status(id);
      seen.push({
        answer: { ...answer, number: '' },
        before,
        linked,
        wrong,
        after: { ...after, number: '' },
        steps: rows(`SELECT to_state, code FROM privacy_step WHERE request_id = '${id}' ORDER BY step_id`),
      });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(all.others.sent.filter(({ kind }) => kind === 'code')).toHaveLength(1);
  });

  it('[R8] tries and sends are limited, and so are intakes', async () => {
    const { privacyRequestId: id } = await atKiosk();
    all.core.features.requests.tick();
    const code = codeSent(id);
    for (let i = 0; i < 5; i += 1) await verify(id, 'x');
    expect(await verify(id, code)).toEqual({ verified: false, triesLeft: 0 });
    for (let i = 0; i < 4; i += 1)
      await all.core.get(all.core.who.customer, 'requests:sendCode', { privacyRequestId: id });
    expect(await all.core.refused(all.core.who.customer, 'requests:sendCode', { privacyRequestId: id })).toBe(
      'TRY_LATER',
    );
    for (let i = 0; i < 9; i += 1) await atKiosk({ who: STRANGER });
    const input = intake(AT_KIOSK);
    expect(await all.core.refused(all.core.who.customer, 'requests:takeIn', input)).toBe('TRY_LATER');
    all.core.clock.pass(3_600_001);
    expect((await all.core.ask(all.core.who.customer, 'requests:takeIn', input)).ok).toBe(true);
  });

  it('[R8] an old code and the code before it count for nothing', async () => {
    const { privacyRequestId: id } = await atKiosk();
    all.core.features.requests.tick();
    const first = codeSent(id);
    await all.core.get(all.core.who.customer, 'requests:sendCode', { privacyRequestId: id });
    expect((await verify(id, first)).verified).toBe(false);
    all.core.features.requests.tick();
    const second = all.others.sent.at(-1)?.code ?? '';
    all.core.clock.pass(24 * 3_600_000 + 1);
    expect((await verify(id, second)).verified).toBe(false);
  });

  it('[R7] asking a second time does not spare the identity check', async () => {
    const { privacyRequestId: first } = await atKiosk();
    all.core.features.requests.tick();
    await verify(first, codeSent(first));
    const more = { privacyRequestId: first };
    expect(await all.core.refused(all.core.who.customer, 'requests:sendCode', more)).toBe(
      'TRANSITION_REFUSED',
    );
    const { privacyRequestId: again } = await atKiosk();
    all.core.features.requests.tick();
    expect(await detailOf(all, again)).toMatchObject({ state: 'id_pending', verification: null });
  });

  it('[PRV-1, P30, P31, P32, P33, P34] takes in each right and ends marketing without a code', async () => {
    const own = REQUEST_TYPES.filter((type) => !type.startsWith('legal_hold'));
    for (const type of own) {
      const corrections = type === 'rectification' ? [{ field: 'name' as const, value: 'Ilze' }] : [];
      const { privacyRequestId } = await atKiosk({ type, corrections });
      const { state } = await detailOf(all, privacyRequestId);
      const expected: Partial<Record<RequestType, string>> = {
        question: 'triage',
        complaint: 'triage',
        objection_marketing: 'executing',
        consent_withdrawal: 'executing',
      };
      expect([type, state]).toEqual([type, expected[type] ?? 'id_pending']);
    }
    all.core.features.requests.tick();
    const ended = all.others.ended.map(({ what, people }) => `${what} ${people}`);
    expect(ended.toSorted()).toEqual(['object 1', 'withdraw 1']);
  });

  it('[PRV-1] reaches no request of the counter and takes in nothing of the company’s own', async () => {
    const { privacyRequestId } = await all.core.get(
      all.core.who.staff,
      'requests:takeIn',
      intake({ proof: null }),
    );
    expect(await all.core.refused(all.core.who.customer, 'requests:status', { privacyRequestId })).toBe(
      'NOT_FOUND',
    );
    expect(await all.core.refused(all.core.who.customer, 'requests:cancel', { privacyRequestId })).toBe(
      'NOT_FOUND',
    );
    for (const more of [{ type: 'legal_hold_place' }, { channel: 'counter' }, { receivedAt: 1 }] as const)
      expect(
        await all.core.refused(all.core.who.customer, 'requests:takeIn', intake({ ...AT_KIOSK, ...more })),
      ).toBe('FORBIDDEN');
  });
});

describe('at the counter', () => {
  it('[P5] an e-mailed request counts from the day the e-mail arrived', async () => {
    const arrived = startOfShopDay(ShopDay.parse('2026-11-02')) + 3_600_000;
    const taken = await all.core.get(
      all.core.who.staff,
      'requests:takeIn',
      intake({ channel: 'email', proof: null, receivedAt: arrived }),
    );
    expect(taken.dueAt).toBe(Date.UTC(2026, 11, 2, 21, 59, 59));
    expect(await detailOf(all, taken.privacyRequestId)).toMatchObject({
      receivedAt: arrived,
      state: 'id_pending',
    });
    for (const receivedAt of [all.core.clock.now() + 1, arrived - 400 * 86_400_000])
      expect(
        await all.core.refused(
          all.core.who.staff,
          'requests:takeIn',
          intake({ channel: 'letter', receivedAt }),
        ),
      ).toBe('DATE_INVALID');
  });

  it('[PRV-1] the ticket, the claim code or the phone tail prove the identity; another’s ticket does not', async () => {
    const phone = await placeForTest(all.core, { contact: BY_PHONE });
    const [row] = rows(`SELECT barcode, letter, n FROM orders WHERE order_id = '${phone.orderId}'`);
    const own = { kind: 'ticket', code: String(row?.['barcode']) } as const;
    const number = `${String(row?.['letter'])}-${String(row?.['n'])}`;
    const take = (more: Parameters<typeof intake>[0]) =>
      all.core.ask(all.core.who.staff, 'requests:takeIn', intake(more));
    const byPhone = { kind: 'phone', phone: '29 123 456' } as const;
    expect((await take({ who: byPhone, proof: own })).ok).toBe(true);
    expect((await take({ who: byPhone, proof: { kind: 'phoneTail', number, tail: '3456' } })).ok).toBe(true);
    expect((await take({ who: { kind: 'order', number }, proof: own })).ok).toBe(true);
    expect(await take({ who: KNOWN, proof: own })).toMatchObject({ code: 'PROOF_WRONG' });
    expect(await take({ who: byPhone, proof: { kind: 'phoneTail', number, tail: '9999' } })).toMatchObject({
      code: 'PROOF_WRONG',
    });
    expect(await take({ who: byPhone, proof: { kind: 'claimCode', number, code: 'ABCDEF' } })).toMatchObject({
      code: 'PROOF_WRONG',
    });
    expect(await take({ proof: { kind: 'managersWord' } })).toMatchObject({ code: 'MANAGER_NEEDED' });
  });

  it('[PRV-1, P31] checks corrections as it checks the contact of an order', async () => {
    const take = (corrections: NonNullable<Parameters<typeof intake>[0]>['corrections'] & object) =>
      all.core.refused(
        all.core.who.manager,
        'requests:takeIn',
        intake({ type: 'rectification', corrections }),
      );
    expect(await take([])).toBe('INVALID_INPUT');
    expect(await take([{ field: 'email', value: 'nav-adrese' }])).toBe('CONTACT_INVALID');
    expect(await take([{ field: 'phone', value: '12' }])).toBe('CONTACT_INVALID');
  });

  it('[PRV-1] keeps contact and corrections sealed, and shows them to a manager only once opened', async () => {
    const { privacyRequestId: id } = await all.core.get(
      all.core.who.manager,
      'requests:takeIn',
      intake({ type: 'rectification', corrections: [{ field: 'name', value: 'Ilze Kalniņa' }] }),
    );
    const stored = rows('SELECT contact_enc FROM privacy_request').concat(
      rows('SELECT value_enc FROM privacy_correction'),
    );
    for (const row of stored)
      for (const box of Object.values(row))
        expect(Buffer.from(box as Uint8Array).toString()).not.toMatch(/ilze|Kaln/i);
    expect(await detailOf(all, id)).toMatchObject({
      contact: 'i***@example.org',
      contactShown: false,
      corrections: [{ field: 'name', value: null }],
    });
    await all.core.get(all.second, 'requests:view', { privacyRequestId: id });
    expect(await detailOf(all, id)).toMatchObject({
      contact: 'ilze@example.org',
      corrections: [{ value: 'Ilze Kalniņa' }],
    });
    all.core.clock.pass(15 * 60_000);
    expect((await detailOf(all, id)).contactShown).toBe(false);
    expect(rows("SELECT 1 FROM audit WHERE action = 'request.view'")).toHaveLength(1);
  });

  it('[PRV-2] shows staff the state of what they took in and what is to be handed over, and of nothing else', async () => {
    const { core } = all;
    const mine = () => core.get(core.who.staff, 'requests:mine', {});
    await core.get(core.who.manager, 'requests:takeIn', intake());
    const { privacyRequestId } = await core.get(core.who.staff, 'requests:takeIn', intake({ proof: null }));
    expect((await mine()).rows).toMatchObject([{ privacyRequestId, state: 'id_pending', type: 'erasure' }]);
    await core.get(core.who.staff, 'requests:cancel', { privacyRequestId });
    expect((await mine()).rows).toMatchObject([{ privacyRequestId, state: 'cancelled' }]);
    const other = await core.get(core.who.manager, 'requests:takeIn', intake({ type: 'access' }));
    all.others.packages.push({ requestId: other.privacyRequestId, kind: 'access' });
    expect((await mine()).rows.map(({ number }) => number)).toContain(other.number);
  });
});

describe('a code that came after the visit', () => {
  const byNumber = (number: string) => all.core.get(all.core.who.staff, 'requests:byNumber', { number });

  it('[PRV-1] is entered by staff for the number that is said', async () => {
    const { privacyRequestId: id, number } = await atKiosk();
    all.core.features.requests.tick();
    expect(await byNumber(number.toLowerCase())).toMatchObject({
      privacyRequestId: id,
      number,
      triesLeft: 5,
    });
    const wanted = { privacyRequestId: id, code: codeSent(id) };
    expect(await all.core.get(all.core.who.staff, 'requests:verifyCode', wanted)).toEqual({
      verified: true,
      triesLeft: 0,
    });
    expect(await byNumber(number)).toMatchObject({ verified: true });
    expect((await detailOf(all, id)).verification).toMatchObject({ method: 'contact_code', by: 'Līga' });
  });

  it('[R8] tells staff the same of a stranger as of a customer, right down to the tries left', async () => {
    const seen: unknown[] = [];
    for (const who of [KNOWN, STRANGER]) {
      const { privacyRequestId: id, number } = await atKiosk({ who });
      all.core.features.requests.tick();
      const wrong = await all.core.get(all.core.who.staff, 'requests:verifyCode', {
        privacyRequestId: id,
        code: 'x',
      });
      const { privacyRequestId: _id, number: _number, ...answer } = await byNumber(number);
      seen.push({ wrong, answer });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ wrong: { verified: false, triesLeft: 4 }, answer: { triesLeft: 4 } });
  });

  it('[R8] finds no number that is not open, and answers customers nothing', async () => {
    const { privacyRequestId: id, number } = await atKiosk();
    const { staff, customer } = all.core.who;
    expect(await all.core.refused(customer, 'requests:byNumber', { number })).toBe('FORBIDDEN');
    for (const other of ['P-2026-0099', 'K-27', ''])
      expect(await all.core.refused(staff, 'requests:byNumber', { number: other })).toBe('NOT_FOUND');
    await all.core.get(customer, 'requests:cancel', { privacyRequestId: id });
    expect(await all.core.refused(staff, 'requests:byNumber', { number })).toBe('NOT_FOUND');
  });
});
