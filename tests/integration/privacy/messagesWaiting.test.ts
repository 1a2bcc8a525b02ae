import { describe, expect, it } from 'vitest';
import { CUSTOMER, signInManager } from '../core/terminal.ts';
import { cardWith, CONTACT, copied, seen, terminalWithCard, visitWith } from '../core/visit.ts';

describe('a terminal that is not connected', () => {
  it('[NOT-1, NOT-3] keeps what it would send, says so, and makes no code that would end before anybody got it', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId);
    const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const manager = await signInManager(terminal);
    const detail = await terminal.get(manager, 'orders:get', { orderId });
    expect(detail.messages).toMatchObject([{ template: 'order.placed', channel: 'email', state: 'queued' }]);
    const { messages, network } = await terminal.get(manager, 'terminal:health', {});
    expect([messages, network.state]).toEqual([{ level: 'ok', waiting: 1, calls: 0 }, 'notSetUp']);
    expect(await terminal.get(manager, 'messages:tasks', {})).toEqual({ calls: [] });

    const who = { kind: 'email', email: CONTACT.email } as const;
    const asked = {
      type: 'access',
      channel: 'email',
      receivedAt: terminal.clock.ms,
      locale: 'lv',
      who,
    } as const;
    const { privacyRequestId } = await terminal.get(manager, 'requests:takeIn', {
      ...asked,
      proof: null,
      scope: [],
      corrections: [],
    });
    const { letters } = await terminal.get(manager, 'requests:get', { privacyRequestId });
    expect(letters.map(({ way }) => way)).toEqual(['own_mail']);
    expect(await terminal.rows('SELECT template FROM message')).toEqual([{ template: 'order.placed' }]);
  });
});
