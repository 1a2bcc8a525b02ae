import { describe, expect, it } from 'vitest';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../i18n/index.ts';
import { resources } from '../../i18n/resources.ts';
import { button, press, show } from '../../ui/testing.tsx';
import { createDetailStore } from './detail.store.ts';
import { MessageList } from './MessageList.tsx';

type Message = OrderDetail['messages'][number];

const message = (change: Partial<Message>): Message => ({
  messageId: '',
  template: 'order.ready',
  channel: 'sms',
  state: 'queued',
  reason: 'none',
  since: Date.UTC(2026, 10, 22, 10),
  calledAt: null,
  uncertain: false,
  toCall: false,
  ...change,
});

/** An order on screen with these messages; its store asks a fake core. */
const screen = async (
  given: readonly Message[],
  locale: (typeof LOCALES)[number] = 'lv',
  isCentralAway = false,
) => {
  const messages = given.map((one, i) => ({ ...one, messageId: `m${i}` }));
  const order = { orderId: 'o1', number: 'K-27', version: 1, photos: [], messages } as unknown as OrderDetail;
  const said: unknown[] = [];
  const fake = fakeApi({ 'messages:recordCall': () => ({}), 'orders:get': () => order });
  const store = createDetailStore({
    api: fake.api,
    tell: (one) => said.push(one),
    openDraft: () => undefined,
  });
  store.setState({ orderId: order.orderId, order });
  const i18n = createI18n(locale, resources);
  const shown = await show(
    <TextsProvider i18n={i18n}>
      <MessageList store={store} order={order} isCentralAway={isCentralAway} />
    </TextsProvider>,
    'counter',
  );
  return { ...shown, ...fake, said, t: i18n.t };
};

describe('messages of an order', () => {
  it.each(LOCALES)('[NOT-3] say in %s how far each has come, and why one was not sent', async (locale) => {
    const states = ['queued', 'handed', 'sent', 'bounced'] as const;
    const cancelled = message({ state: 'cancelled', reason: 'overtaken' });
    const { host, end, t } = await screen([...states.map((state) => message({ state })), cancelled], locale);
    const lines = [...host.querySelectorAll('li')].map((line) => line.textContent);
    expect(lines).toHaveLength(5);
    [...states, 'cancelled' as const].forEach((state, i) =>
      expect(lines[i]).toContain(t(`counter:messages.state.${state}`)),
    );
    expect(lines[0]).toContain(t('counter:messages.waits'));
    expect(lines[4]).toContain(t('counter:messages.reason.overtaken'));
    expect(host.querySelectorAll('button')).toHaveLength(0);
    await end();
  });

  it.each(LOCALES)(
    '[OFF-3] say in %s that they wait for central while it is away, and only those that wait',
    async (locale) => {
      const states = ['queued', 'handed', 'sent', 'bounced', 'cancelled'] as const;
      const { host, end, t } = await screen(
        states.map((state) => message({ state })),
        locale,
        true,
      );
      const marked = [...host.querySelectorAll('li')].map((line) =>
        line.textContent?.includes(t('counter:messages.waitsForCentral')),
      );
      expect(marked).toEqual([true, false, false, false, false]);
      expect(host.textContent).not.toContain(t('counter:messages.waits'));
      await end();
    },
  );

  it('[NOT-3] that came back ask for a call, which is recorded once and told', async () => {
    const { host, end, asked, said } = await screen([message({ state: 'bounced', toCall: true })]);
    expect(host.textContent).toContain('piezvaniet klientam');
    await press(button('Piezvanīts'));
    expect(asked('messages:recordCall')).toEqual([{ messageId: 'm0' }]);
    expect(said).toEqual([{ kind: 'called', number: 'K-27' }]);
    await end();
  });

  it('takes no room where there are none', async () => {
    const { host, end } = await screen([]);
    expect(host.textContent).toBe('');
    await end();
  });
});
