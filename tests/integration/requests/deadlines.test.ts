import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueNotices, type Watched } from '../../../electron/core/features/requests/run/watch.policy.ts';
import { noteTime } from '../../../electron/core/features/terminal/index.ts';
import type { CallName } from '../../../shared/contract/index.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { isOpen } from '../../../shared/privacy/requestStates.ts';
import { REQUEST_STATES } from '../../../shared/privacy/requestTypes.ts';
import { BY_EMAIL, placeForTest } from '../harness/orders.ts';
import { createRequestCore, detailOf, intake, type RequestCore } from './requestCore.ts';

const DAY = 24 * 3_600_000;

let all: RequestCore;
beforeEach(async () => {
  all = await createRequestCore();
  await placeForTest(all.core, { contact: BY_EMAIL });
});
afterEach(() => all.core.close());

const taken = async (more: Parameters<typeof intake>[0] = {}) =>
  (await all.core.get(all.core.who.manager, 'requests:takeIn', intake({ type: 'access', ...more })))
    .privacyRequestId;
const pass = (ms: number) => {
  all.core.clock.pass(ms);
  all.core.deps.transact(noteTime);
  all.core.features.requests.tick();
};
const at = async (id: PrivacyRequestId) => {
  const { privacyRequestId, version } = await detailOf(all, id);
  return { privacyRequestId, version };
};
const list = (show: 'open' | 'overdue' | 'settled' | 'all') =>
  all.core.get(all.second, 'requests:list', { show, types: [], limit: 50 });

describe('deadlines', () => {
  it('[PRV-1] the queue is by due date, with days left and the escalation reached', async () => {
    const late = await taken();
    const early = await taken({ channel: 'email', receivedAt: all.core.clock.now() - 10 * DAY });
    expect((await list('open')).rows.map(({ privacyRequestId }) => privacyRequestId)).toEqual([early, late]);
    expect((await list('open')).rows[1]).toMatchObject({
      daysLeft: 30,
      escalation: 0,
      overdue: false,
      reviewBy: '2026-11-27',
    });
    pass(20 * DAY);
    expect(await detailOf(all, late)).toMatchObject({ escalation: 20, daysLeft: 10 });
    pass(5 * DAY);
    expect(await detailOf(all, late)).toMatchObject({ escalation: 25 });
    pass(3 * DAY);
    expect(await detailOf(all, late)).toMatchObject({ escalation: 28, overdue: false });
    const codes = (await detailOf(all, late)).history.map(({ code }) => code);
    expect(codes.filter((code) => code?.startsWith('escalation'))).toEqual([
      'escalation_20',
      'escalation_25',
      'escalation_28',
    ]);
  });

  it('[PRV-1] what is overdue is seen at once and stays seen, whatever the clock says later', async () => {
    const id = await taken();
    all.core.clock.pass(31 * DAY);
    expect((await list('overdue')).rows).toMatchObject([
      { privacyRequestId: id, overdue: true, daysLeft: -1 },
    ]);
    pass(0);
    const again = { ...all, core: await all.core.restart() };
    all = again;
    all.core.clock.pass(-20 * DAY);
    all.core.features.requests.tick();
    expect(await detailOf(all, id)).toMatchObject({ overdue: true, daysLeft: -1 });
  });

  it('[PRV-1] a clock set back takes no time away', async () => {
    const id = await taken();
    pass(31 * DAY);
    all.core.clock.pass(-31 * DAY);
    const other = await taken();
    expect((await list('overdue')).rows.map(({ privacyRequestId }) => privacyRequestId).includes(id)).toBe(
      true,
    );
    expect((await detailOf(all, other)).daysLeft).toBe(-1);
  });

  it('[R4] is extended once, before the due date, with a reason and a letter', async () => {
    const id = await taken();
    const extend = async (letter: 'message' | 'paper' = 'paper') =>
      all.core.ask(all.second, 'requests:extend', { ...(await at(id)), reason: 'complexity', letter });
    expect((await detailOf(all, id)).mayMessage).toBe(true);
    all.others.absent = ['notifying'];
    expect((await detailOf(all, id)).mayMessage).toBe(false);
    expect(await extend('message')).toMatchObject({ code: 'LETTER_NEEDED' });
    expect(await detailOf(all, id)).toMatchObject({
      extended: false,
      letters: [{ kind: 'acknowledgement' }],
    });
    expect(await extend()).toMatchObject({ ok: true, value: { dueAt: Date.UTC(2027, 1, 22, 21, 59, 59) } });
    expect(await detailOf(all, id)).toMatchObject({
      extended: true,
      letters: [{}, { kind: 'extension', way: 'paper' }],
    });
    expect(await extend()).toMatchObject({ code: 'EXTENSION_REFUSED' });
    const other = await taken();
    pass(31 * DAY);
    const late = { ...(await at(other)), reason: 'complexity', letter: 'paper' } as const;
    expect(await all.core.refused(all.second, 'requests:extend', late)).toBe('EXTENSION_REFUSED');
    const without = { ...late, letter: undefined } as never;
    expect(await all.core.refused(all.second, 'requests:extend', without)).toBe('INVALID_INPUT');
    const unreasoned = { ...late, reason: undefined } as never;
    expect(await all.core.refused(all.second, 'requests:extend', unreasoned)).toBe('INVALID_INPUT');
  });

  it('[PRV-1] asks again after seven days of silence; the clock runs on', async () => {
    const id = await taken();
    await all.core.get(all.second, 'requests:decide', {
      ...(await at(id)),
      notMyself: true,
      decision: { code: 'clarify', letter: 'message' },
    });
    pass(6 * DAY);
    expect(all.others.sent.map(({ kind }) => kind)).toEqual(['clarification']);
    pass(DAY);
    pass(DAY);
    expect(all.others.sent.map(({ kind }) => kind)).toEqual(['clarification', 'clarification']);
    expect(await detailOf(all, id)).toMatchObject({ state: 'clarify', daysLeft: 22 });
  });

  it('[PRV-1] closes what is settled and lets go of the contact thirty days later', async () => {
    const id = await taken();
    await all.core.get(all.core.who.manager, 'requests:cancel', { privacyRequestId: id });
    pass(7 * DAY);
    expect(await detailOf(all, id)).toMatchObject({ state: 'closed', contact: 'i***@example.org' });
    pass(29 * DAY);
    expect((await detailOf(all, id)).contact).not.toBeNull();
    pass(DAY);
    expect((await detailOf(all, id)).contact).toBeNull();
  });

  it('[PRV-1] no open request passes its deadline without being marked in the next round', () => {
    const request = fc.record({
      state: fc.constantFrom(...REQUEST_STATES),
      receivedAt: fc.constant(Date.UTC(2026, 10, 22)),
      dueAt: fc.integer({ min: Date.UTC(2026, 10, 23), max: Date.UTC(2027, 0, 1) }),
      extendedUntil: fc.option(fc.integer({ min: Date.UTC(2027, 0, 1), max: Date.UTC(2027, 2, 1) })),
      overdueAt: fc.option(fc.constant(Date.UTC(2027, 2, 2))),
    });
    const nothing = {
      escalation: 0,
      clarifySince: null,
      remindedAt: null,
      coolingUntil: null,
      triedAt: null,
      orderedAt: null,
      provenAt: null,
      matchedAt: 1,
      settledAt: null,
      closedAt: null,
      contactEnc: null,
    };
    const time = fc.integer({ min: Date.UTC(2026, 10, 22), max: Date.UTC(2027, 3, 1) });
    fc.assert(
      fc.property(request, time, (part, now) => {
        const r: Watched = { ...nothing, ...part };
        const late = isOpen(r.state) && now > (r.extendedUntil ?? r.dueAt);
        expect(dueNotices(r, now).includes('overdue')).toBe(late && r.overdueAt === null);
      }),
    );
  });
});

describe('roles', () => {
  it('[PRV-1, R5] only managers see the queue and decide; customers only ask', async () => {
    const id = await taken();
    const { customer, staff, nobody } = all.core.who;
    const input = { ...(await at(id)), show: 'all', types: [], limit: 1 };
    const review = Object.keys(contract).filter(
      (name) => name.startsWith('requests:') && !contract[name as CallName].roles.includes('staff' as never),
    );
    expect(review).toHaveLength(11);
    for (const name of review)
      for (const who of [customer, staff, nobody])
        expect([
          name,
          who.role,
          await all.core.refused(who, name as 'requests:close', input as never),
        ]).toEqual([name, who.role, 'FORBIDDEN']);
    for (const name of Object.keys(contract).filter((one) => one.startsWith('requests:')))
      expect(await all.core.refused(nobody, name as 'requests:close', input as never)).toBe('FORBIDDEN');
    const hold = intake({ type: 'legal_hold_place' });
    expect(await all.core.refused(staff, 'requests:takeIn', hold)).toBe('FORBIDDEN');
  });

  it('[PRV-1] somebody else’s step in between is not written over', async () => {
    const id = await taken();
    const seen = await at(id);
    await all.core.get(all.second, 'requests:view', { privacyRequestId: id });
    const stale = { ...seen, of: id };
    expect(await all.core.refused(all.second, 'requests:linkDuplicate', stale)).toBe('REQUEST_CHANGED');
  });
});
