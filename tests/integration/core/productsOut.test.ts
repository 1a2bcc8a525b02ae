import { describe, expect, it } from 'vitest';
import { READY_STEP_MS } from '../../../shared/domain/readyTime.ts';
import { CUSTOMER, signInManager, signInStaff, type Terminal } from './terminal.ts';
import { CONTACT, cardWith, copied, draftOf, seen, terminalWithCard, visitWith } from './visit.ts';

const MARK = { output: null, paper: 'gloss' } as const;

const begun = async () => {
  const { terminal } = await terminalWithCard(await cardWith(1));
  const staff = await signInStaff(terminal, await signInManager(terminal));
  const { draftId } = await visitWith(terminal, 1);
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId);
  const mark = (back: string | null) =>
    terminal.get(staff, 'products:markPaper', { ...MARK, out: { back } } as never);
  return { terminal, staff, draftId, mark };
};
const shown = async (terminal: Terminal, draftId: never) => ({
  ...(await seen(terminal, draftId)),
  shownDueAt: (await draftOf(terminal, draftId)).dueAt,
});

describe('a paper that runs out in the middle of a visit', () => {
  it('[PRI-9, PRI-1] changes nothing chosen and no price: the draft says later, and is placed with that time alone', async () => {
    const { terminal, draftId, mark } = await begun();
    const before = await draftOf(terminal, draftId);
    const order = await shown(terminal, draftId as never);
    await mark('2026-11-26');
    const after = await draftOf(terminal, draftId);
    expect({ ...after, dueAt: before.dueAt }).toEqual(before);
    expect(new Date(after.dueAt).toISOString()).toBe('2026-11-26T11:00:00.000Z');
    expect(await terminal.refused(CUSTOMER, 'drafts:place', order)).toBe('READY_LATER');
    const placed = await terminal.get(CUSTOMER, 'drafts:place', await shown(terminal, draftId as never));
    expect(placed.dueAt).toBe(after.dueAt);
  });

  it('[PRI-9] is not ordered at the kiosk while nobody knows when it comes, but in another paper it is', async () => {
    const { terminal, draftId, mark } = await begun();
    await mark(null);
    expect(await terminal.refused(CUSTOMER, 'drafts:place', await shown(terminal, draftId as never))).toBe(
      'PRODUCT_UNAVAILABLE',
    );
    const all = { format: '10x15', paper: 'matte', copies: 1, fit: 'fill', overwrite: true } as const;
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...all });
    await terminal.get(CUSTOMER, 'drafts:place', await shown(terminal, draftId as never));
  });

  it('[PRI-9] is ordered by staff all the same, with a week to find it', async () => {
    const { terminal, staff, draftId, mark } = await begun();
    await mark(null);
    await terminal.get(staff, 'drafts:takeOver', { draftId });
    const order = { ...(await seen(terminal, draftId, staff)), shownDueAt: undefined };
    const { dueAt } = await terminal.get(staff, 'drafts:place', order);
    expect(new Date(dueAt).toISOString()).toBe('2026-11-30T11:00:00.000Z');
  });

  it('[PRI-9] is placed one step later by the clock alone, and no more', async () => {
    const { terminal, draftId } = await begun();
    const order = await shown(terminal, draftId as never);
    const { shownDueAt } = order;
    const late = { ...order, shownDueAt: shownDueAt - READY_STEP_MS - 1 };
    expect(await terminal.refused(CUSTOMER, 'drafts:place', late)).toBe('READY_LATER');
    await terminal.get(CUSTOMER, 'drafts:place', { ...order, shownDueAt: shownDueAt - READY_STEP_MS });
  });
});
