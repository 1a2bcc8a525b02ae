import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { ShopDay } from '../../../shared/domain/time.ts';
import type { RequestType } from '../../../shared/privacy/requestTypes.ts';
import { BY_EMAIL, placeForTest } from '../harness/orders.ts';
import {
  approve,
  createRequestCore,
  detailOf,
  FREE,
  goes,
  intake,
  type RequestCore,
  STRANGER,
} from './requestCore.ts';

const DAY = 24 * 3_600_000;

let all: RequestCore;
beforeEach(async () => {
  all = await createRequestCore();
  await placeForTest(all.core, { contact: BY_EMAIL });
});
afterEach(() => all.core.close());

const taken = async (more: Parameters<typeof intake>[0] = {}): Promise<PrivacyRequestId> =>
  (await all.core.get(all.core.who.manager, 'requests:takeIn', intake(more))).privacyRequestId;
const state = async (id: PrivacyRequestId) => (await detailOf(all, id)).state;
const decide = async (id: PrivacyRequestId, decision: object, who = all.second) =>
  all.core.ask(who, 'requests:decide', {
    privacyRequestId: id,
    version: (await detailOf(all, id)).version,
    notMyself: true,
    decision: decision as never,
  });
const codeOf = (answer: { ok: boolean; code?: string }) => (answer.ok ? 'ok' : answer.code);
const settle = (id: PrivacyRequestId, result: 'proved' | 'retrying', certificateId: string | null) =>
  all.core.deps.transact((tx) =>
    all.core.features.requests.onErasureSettled(tx, { requestId: id, result, certificateId }),
  );

describe('an erasure', () => {
  it('[PRV-2, P32] is seen item by item, decided by another manager, waits, is ordered once and ends on proof', async () => {
    const id = await taken();
    const seen = await detailOf(all, id);
    expect(seen).toMatchObject({
      state: 'triage',
      people: 1,
      intakeBy: 'Andris',
      mayDecide: true,
      dryRun: FREE,
    });
    expect(seen.actions).toContain('approve');
    expect((await approve(all, id)).ok).toBe(true);
    expect(await detailOf(all, id)).toMatchObject({
      state: 'cooling',
      decision: { code: 'approve', by: 'Baiba' },
    });
    all.core.features.requests.tick();
    expect(all.others.erasures).toEqual([]);
    all.core.clock.pass(DAY);
    all.core.features.requests.tick();
    all.core.features.requests.tick();
    expect(all.others.erasures).toMatchObject([{ requestId: id }]);
    expect(await state(id)).toBe('executing');
    settle(id, 'proved', 'cert-1');
    expect(await detailOf(all, id)).toMatchObject({ state: 'completed', certificateId: 'cert-1' });
    expect(all.others.sent.map(({ kind }) => kind)).toEqual(['completion']);
  });

  it('[R5] is not decided by the one who took it in, nor by its subject', async () => {
    const id = await taken();
    expect(
      codeOf(
        await decide(
          id,
          { code: 'approve', dryRunHash: FREE.hash, typedNumber: 'P-2026-1' },
          all.core.who.manager,
        ),
      ),
    ).toBe('OTHER_PERSON_NEEDED');
    expect(
      (await all.core.get(all.core.who.manager, 'requests:get', { privacyRequestId: id })).mayDecide,
    ).toBe(false);
    const complaint = await taken({ type: 'complaint', proof: null });
    const refusal = { code: 'refuse', reason: 'manifestly_unfounded', lawRefs: [], letter: 'paper' };
    expect(codeOf(await decide(complaint, refusal, all.core.who.manager))).toBe('OTHER_PERSON_NEEDED');
    const own = { ...BY_EMAIL, email: 'baiba@example.org', name: 'Baiba' } as never;
    await placeForTest(all.core, { contact: own });
    const about = await taken({ who: { kind: 'email', email: 'baiba@example.org' } });
    expect(codeOf(await approve(all, about))).toBe('OTHER_PERSON_NEEDED');
  });

  it('[PRV-2] needs the typed number and the dry run that was shown', async () => {
    const id = await taken();
    const wrong = { code: 'approve', dryRunHash: FREE.hash, typedNumber: 'P-2026-0002' };
    expect(codeOf(await decide(id, wrong))).toBe('NUMBER_MISMATCH');
    expect(codeOf(await decide(id, { ...wrong, typedNumber: 'p 2026 1', dryRunHash: 'b'.repeat(64) }))).toBe(
      'REQUEST_CHANGED',
    );
    expect(codeOf(await decide(id, { ...wrong, typedNumber: 'p 2026 1' }))).toBe('ok');
  });

  it('[PRV-2] waits for an open order, and for the hold of the company', async () => {
    const id = await taken();
    all.others.dryRun = { ...FREE, items: [{ ...goes(), what: 'blocked', reason: 'order-open' }] };
    expect(codeOf(await approve(all, id))).toBe('REQUEST_BLOCKED');
    all.others.dryRun = FREE;
    const hold = await taken({ type: 'legal_hold_place' });
    expect((await approve(all, hold)).ok).toBe(true);
    expect(codeOf(await approve(all, id))).toBe('REQUEST_BLOCKED');
    const release = await taken({ type: 'legal_hold_release' });
    expect((await approve(all, release)).ok).toBe(true);
    expect(codeOf(await approve(all, id))).toBe('ok');
  });

  it('[PRV-2, P32] is approved in part where something stays, and lists it', async () => {
    const until = ShopDay.parse('2031-12-31');
    const stays = {
      at: 'payment.amount',
      what: 'stays',
      count: 2,
      law: 'AL, 28',
      until,
      reason: 'legal-hold',
    } as const;
    all.others.dryRun = { ...FREE, items: [goes(), stays] };
    const id = await taken();
    expect((await detailOf(all, id)).actions).toContain('partial');
    expect((await approve(all, id, 'partial')).ok).toBe(true);
    const seen = await detailOf(all, id);
    expect(seen.holds).toEqual([{ field: 'payment.amount', law: 'AL, 28', until }]);
    expect(seen.history.map(({ to }) => to)).toContain('partial');
  });

  it('[P33] keeps the data restricted while it waits, and lifts that when it is taken back', async () => {
    const id = await taken();
    await approve(all, id);
    const restricted = () =>
      all.core.deps.read.get<{ n: number }>({
        text: 'SELECT count(*) AS n FROM person WHERE restricted_at IS NOT NULL',
        params: [],
      })?.n;
    expect(restricted()).toBe(1);
    await all.core.get(all.core.who.staff, 'requests:cancel', { privacyRequestId: id });
    expect(restricted()).toBe(0);
    expect(await state(id)).toBe('cancelled');
  });

  it('[PRV-2] may skip the wait at the person’s wish, with the typed number', async () => {
    const id = await taken();
    await approve(all, id);
    const { version, number } = await detailOf(all, id);
    const skip = (typedNumber: string) =>
      all.core.ask(all.second, 'requests:skipCooling', { privacyRequestId: id, version, typedNumber });
    expect(codeOf(await skip('P-2026-9'))).toBe('NUMBER_MISMATCH');
    expect((await skip(number)).ok).toBe(true);
    expect(all.others.erasures).toHaveLength(1);
  });

  it('[PRV-2] goes back to review when the dry run no longer matches', async () => {
    const id = await taken();
    await approve(all, id);
    all.others.dryRun = { items: [goes(2)], hash: 'c'.repeat(64) };
    all.core.clock.pass(DAY);
    all.core.features.requests.tick();
    expect(await state(id)).toBe('review');
    expect(all.others.erasures).toEqual([]);
  });

  it('[PRV-2] that did not succeed is never done: it says which step failed and goes on', async () => {
    const id = await taken();
    await approve(all, id);
    all.core.clock.pass(DAY);
    all.core.features.requests.tick();
    settle(id, 'retrying', null);
    expect(await detailOf(all, id)).toMatchObject({ state: 'failed_retrying', failure: 'erasure_retrying' });
    settle(id, 'proved', 'cert-2');
    expect(await state(id)).toBe('completed');
  });

  it('[PRV-2] whose person is gone is completed by the letter a manager sends', async () => {
    const id = await taken();
    await approve(all, id);
    all.core.clock.pass(DAY);
    all.core.features.requests.tick();
    all.core.deps.transact((tx) => tx.db.run({ text: 'DELETE FROM person', params: [] }));
    settle(id, 'proved', 'cert-3');
    const seen = await detailOf(all, id);
    expect(seen).toMatchObject({ state: 'executing', failure: 'letter_needed' });
    expect(seen.actions).toContain('answered');
    const { version } = seen;
    await all.core.get(all.second, 'requests:answered', { privacyRequestId: id, version, letter: 'paper' });
    expect(await detailOf(all, id)).toMatchObject({ state: 'completed', certificateId: 'cert-3' });
  });
});

describe('the other rights', () => {
  const approved = async (type: RequestType, more: Parameters<typeof intake>[0] = {}) => {
    const id = await taken({ type, ...more });
    expect(await approve(all, id)).toMatchObject({ ok: true });
    return id;
  };

  it('[PRV-1, P30] hand the access package over to its builder and end when it is there', async () => {
    const id = await approved('access');
    expect(all.others.packages).toEqual([{ requestId: id, kind: 'access' }]);
    expect(await state(id)).toBe('executing');
    all.core.deps.transact((tx) =>
      all.core.features.requests.onPackageReady(tx, { requestId: id, built: true }),
    );
    expect(await state(id)).toBe('completed');
    const other = await approved('portability');
    expect(all.others.packages.at(-1)).toEqual({ requestId: other, kind: 'portability' });
  });

  it('[PRV-1, P31] correct the person and what finds the open orders', async () => {
    const id = await approved('rectification', {
      corrections: [
        { field: 'name', value: ' Ilze  Kalniņa ' },
        { field: 'email', value: 'ilze@EXAMPLE.net' },
      ],
    });
    expect(await state(id)).toBe('completed');
    const found = await all.core.get(all.core.who.staff, 'orders:search', { text: 'kalnina' });
    expect(found.rows).toHaveLength(1);
    expect((await all.core.get(all.core.who.staff, 'orders:search', { text: 'berzina' })).rows).toEqual([]);
    const person = all.core.deps.read.get({ text: 'SELECT name, email FROM person', params: [] });
    expect(person).toEqual({ name: 'Ilze Kalniņa', email: 'ilze@example.net' });
    expect(all.others.sent.map(({ kind }) => kind)).toEqual(['rectification_done']);
  });

  it('[PRV-1, P33] restrict and lift', async () => {
    const restricted = () =>
      all.core.deps.read.get<{ at: number | null }>({
        text: 'SELECT restricted_at AS at FROM person',
        params: [],
      })?.at;
    expect(await state(await approved('restriction'))).toBe('completed');
    expect(restricted()).not.toBeNull();
    expect(await state(await approved('lift_restriction'))).toBe('completed');
    expect(restricted()).toBeNull();
  });

  it('[PRV-1] end marketing at once, known or not, without review', async () => {
    const known = await taken({ type: 'objection_marketing', proof: null });
    const other = await taken({ type: 'consent_withdrawal', proof: null, who: STRANGER });
    expect([await state(known), await state(other)]).toEqual(['completed', 'completed']);
    expect(all.others.ended).toEqual([
      { what: 'object', people: 1, contact: 'ilze@example.org' },
      { what: 'withdraw', people: 0, contact: 'nezinams@example.org' },
    ]);
  });

  it('[PRV-1, P34] answer questions and complaints by letter', async () => {
    const id = await approved('complaint', { proof: null, who: STRANGER });
    expect(await detailOf(all, id)).toMatchObject({ state: 'executing', failure: 'answer_needed' });
    const { version } = await detailOf(all, id);
    await all.core.get(all.second, 'requests:answered', {
      privacyRequestId: id,
      version,
      letter: 'own_mail',
    });
    expect(await state(id)).toBe('completed');
  });

  it('[PRV-1] stay open with their reason where what should do them is not there, and are tried again', async () => {
    all.others.absent = ['packaging'];
    const id = await approved('access');
    expect(await detailOf(all, id)).toMatchObject({ state: 'failed_retrying', failure: 'not_available' });
    all.others.absent = [];
    const { version } = await detailOf(all, id);
    await all.core.get(all.second, 'requests:retry', { privacyRequestId: id, version });
    expect(await state(id)).toBe('executing');
    all.others.broken = true;
    const failing = await taken({ type: 'objection_marketing', proof: null });
    expect(await detailOf(all, failing)).toMatchObject({ state: 'failed_retrying', failure: 'internal' });
    all.others.broken = false;
    all.core.clock.pass(15 * 60_000);
    all.core.features.requests.tick();
    expect(await state(failing)).toBe('completed');
  });

  it('[PRV-1] refuse with reason, law and letter, and can be reopened for 30 days', async () => {
    const id = await taken({ type: 'access' });
    const refusal = { code: 'refuse', reason: 'other_rights', lawRefs: [], letter: 'paper' };
    expect((await decide(id, refusal)).ok).toBe(true);
    expect(await detailOf(all, id)).toMatchObject({
      state: 'refused',
      decision: { reason: 'other_rights', lawRefs: ['gdpr_15_4'] },
    });
    const now = async () => ({ privacyRequestId: id, version: (await detailOf(all, id)).version });
    await all.core.get(all.second, 'requests:close', await now());
    all.core.clock.pass(31 * DAY);
    expect(await all.core.refused(all.second, 'requests:reopen', await now())).toBe('REOPEN_EXPIRED');
    all.core.clock.pass(-2 * DAY);
    await all.core.get(all.second, 'requests:reopen', await now());
    expect(await state(id)).toBe('triage');
  });

  it('[PRV-1] say that nobody was found instead of approving', async () => {
    const id = await taken({ type: 'access', who: STRANGER });
    expect(codeOf(await approve(all, id))).toBe('NOBODY_FOUND');
  });

  it('[R7] link a duplicate only once it proved its identity, and only to the same person', async () => {
    const first = await taken();
    const second = await taken({ proof: null });
    const other = await taken({ who: STRANGER });
    const link = async (id: PrivacyRequestId, of: PrivacyRequestId) =>
      codeOf(
        await all.core.ask(all.second, 'requests:linkDuplicate', {
          privacyRequestId: id,
          version: (await detailOf(all, id)).version,
          of,
        }),
      );
    expect(await link(second, first)).toBe('TRANSITION_REFUSED');
    await all.core.get(all.core.who.manager, 'requests:verifyInPerson', {
      privacyRequestId: second,
      proof: { kind: 'managersWord' },
    });
    expect(await link(second, other)).toBe('TRANSITION_REFUSED');
    expect(await link(second, first)).toBe('ok');
    expect(await detailOf(all, second)).toMatchObject({ state: 'duplicate', duplicateOf: 'P-2026-0001' });
  });
});
