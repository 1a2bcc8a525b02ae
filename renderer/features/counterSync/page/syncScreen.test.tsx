import { describe, expect, it } from 'vitest';
import type { CatalogueVersion } from '../../../../shared/contract/catalogue.ts';
import type { StaffListInForce } from '../../../../shared/contract/staff.ts';
import type { DeadLetter, SyncStatus } from '../../../../shared/contract/sync.ts';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { button, press, show } from '../../../ui/testing.tsx';
import { createSyncStatusStore } from '../status/syncStatus.store.ts';
import { createSyncPageStore } from './sync.store.ts';
import { SyncScreen } from './SyncScreen.tsx';

const NOW = Date.UTC(2026, 10, 29, 12);

const status = (change: Partial<SyncStatus>): SyncStatus => ({
  state: 'offline',
  waiting: { ops: 2, files: 3, bytes: 45_000_000, oldestAt: NOW - 1000 },
  offlineSince: NOW - 1000,
  lastContactAt: NOW - 1000,
  lastError: 'offline',
  deadLetters: 0,
  host: 'central.example',
  terminalId: null,
  role: 'counter',
  letter: 'K',
  ledgerAt: null,
  hub: {
    serves: 'off',
    address: null,
    waiting: 0,
    stranded: 0,
    used: null,
    heardAt: null,
    provisional: 0,
  },
  ...change,
});

const letter: DeadLetter = {
  opId: '0'.repeat(32),
  kind: 'order.edited',
  orderId: '1'.repeat(26) as OrderId,
  number: 'K-27',
  at: NOW - 5000,
  answeredAt: NOW - 1000,
  by: 'Līga',
  status: 'conflict',
  code: 'lines,note',
  canResend: true,
};

interface Given {
  readonly status: SyncStatus | null;
  readonly letters?: unknown;
  readonly waiting?: readonly object[];
  readonly prices?: readonly CatalogueVersion[];
  readonly staffList?: StaffListInForce;
  readonly role?: 'staff' | 'manager';
  readonly locale?: (typeof LOCALES)[number];
}

const screen = async (given: Given) => {
  const fake = fakeApi({
    'sync:waiting': () => ({ ops: given.waiting ?? [] }),
    'sync:deadLetters': () => given.letters ?? { letters: [], held: [] },
    'catalogue:versions': () => ({ versions: given.prices ?? [] }),
    'staff:people': () => ({ people: [], demoPins: null, list: given.staffList ?? null }),
    'sync:resolve': () => ({}),
    'sync:retry': () => ({}),
  });
  const statusStore = createSyncStatusStore(fake.api);
  statusStore.setState({ status: given.status });
  const i18n = createI18n(given.locale ?? 'lv', resources);
  const opened: string[] = [];
  const shown = await show(
    <TextsProvider i18n={i18n}>
      <SyncScreen
        store={createSyncPageStore(fake.api, 0)}
        status={statusStore}
        role={given.role ?? 'staff'}
        now={NOW}
        catalogue={null}
        onOpenOrder={(orderId) => opened.push(orderId)}
        onEnrol={() => opened.push('enrol')}
      />
    </TextsProvider>,
    'counter',
  );
  const names = () => [...shown.host.querySelectorAll('button')].map((one) => one.textContent);
  return { ...shown, ...fake, opened, names, t: i18n.t };
};

describe('the page of what waits', () => {
  it.each(LOCALES)('[SYN-4] says in %s what came back, who did it and why', async (locale) => {
    const { host, end, t } = await screen({
      status: status({ state: 'attention', deadLetters: 1 }),
      letters: { letters: [letter], held: [] },
      locale,
    });
    const said = host.querySelector('li')?.textContent ?? '';
    expect(said).toContain(t('sync:kind.order.edited'));
    expect(said).toContain('Līga');
    expect(said).toContain(`${t('sync:part.lines')}, ${t('sync:part.note')}`);
    await end();
  });

  it('[SYN-4] leads to the order, and lets only managers discard', async () => {
    const given = {
      status: status({ state: 'attention', deadLetters: 1 }),
      letters: { letters: [letter], held: [] },
    };
    const staff = await screen(given);
    await press(button('K-27'));
    expect(staff.opened).toEqual([letter.orderId]);
    expect(staff.names()).not.toContain(staff.t('sync:action.discard.open'));
    await staff.end();
    const manager = await screen({ ...given, role: 'manager' });
    expect(manager.names()).toContain(manager.t('sync:action.discard.open'));
    await manager.end();
  });

  it('[SYN-4] asks before a change is given up, and then settles it', async () => {
    const { asked, end, t } = await screen({ status: status({}), letters: { letters: [letter], held: [] } });
    await press(button(t('sync:action.accept.open')));
    expect(asked('sync:resolve')).toEqual([]);
    const dialog = document.querySelector('[role=dialog]');
    expect(dialog?.textContent).toContain(t('sync:action.accept.what'));
    const confirm = [...(dialog?.querySelectorAll('button') ?? [])].at(-1);
    if (confirm !== undefined) await press(confirm);
    expect(asked('sync:resolve')).toMatchObject([{ action: 'accept', reason: null }]);
    await end();
  });

  it('[SYN-4] says of each change that waits how often it was tried and why it is still here', async () => {
    const op = { opId: '', kind: 'order.placed', orderId: null, number: 'K-27', since: NOW };
    const { host, end, t } = await screen({
      status: status({}),
      waiting: [
        { ...op, opId: 'a', attempts: 12, lastError: 'offline' },
        { ...op, opId: 'b', attempts: 1, lastError: null },
        { ...op, opId: 'c', attempts: 0, lastError: null },
      ],
    });
    const rows = [...host.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '');
    expect(rows[0]).toContain('12');
    expect(rows[0]).toContain(t('sync:error.offline'));
    expect(rows[1]).toContain(t('sync:waiting.answer'));
    expect(rows[2]).toContain(t('sync:waiting.turn'));
    await end();
  });

  it.each(LOCALES)(
    '[SYN-4, I10] says in %s what is held back and why, and tries it again',
    async (locale) => {
      const one = { orderId: null, number: null, since: NOW, photos: 0 };
      const held = [
        { ...one, what: 'photos', code: 'damaged', number: 'K-27', orderId: letter.orderId, photos: 3 },
        { ...one, what: 'order', code: 'failed' },
        { ...one, what: 'other', code: 'unread' },
        { ...one, what: 'settings', code: 'refused' },
        { ...one, what: 'settings', code: 'no_key' },
      ];
      const { host, end, asked, t } = await screen({
        status: status({ state: 'attention', deadLetters: 5 }),
        letters: { letters: [], held },
        locale,
      });
      const rows = [...host.querySelectorAll('section[aria-labelledby=sync-held] tbody tr')];
      expect(rows.map((row) => row.querySelector('td,th')?.textContent)).toEqual([
        t('sync:held.kind.photos', { photos: 3 }),
        t('sync:held.kind.order'),
        t('sync:held.kind.other'),
        t('sync:held.kind.settings'),
        t('sync:held.kind.settings'),
      ]);
      for (const [i, code] of (['damaged', 'failed', 'unread', 'refused', 'no_key'] as const).entries())
        expect(rows[i]?.textContent).toContain(t(`sync:held.reason.${code}`));
      await press(button(t('sync:held.retry')));
      expect(asked('sync:retry')).toHaveLength(1);
      await end();
    },
  );

  it.each(LOCALES)(
    '[ADM-4] [SYN-6] shows in %s which prices hold, who signed them and what they change',
    async (locale) => {
      const product = { format: '10x15', paper: 'gloss', channels: ['counter'] as 'counter'[] };
      const at = (unit: number) => ({
        ...product,
        breaks: [
          { from: 1, unit },
          { from: 50, unit: 22 },
        ],
      });
      const dearer = { what: 'product', before: at(29), after: at(35) } as const;
      const added = { what: 'product', before: null, after: at(29) } as const;
      const version = { state: 'inForce', validFrom: NOW, receivedAt: NOW } as const;
      const signed = { by: 'owner', at: NOW, forStore: true };
      const fee = { what: 'amount', of: 'express', before: 300, after: 350 } as const;
      const { host, end, t } = await screen({
        status: status({ state: 'idle' }),
        prices: [
          { ...version, version: 3, signed, changes: [dearer, added, fee, { what: 'part', of: 'papers' }] },
          { ...version, version: 2, state: 'past', signed: null, changes: [dearer, fee] },
        ],
        locale,
      });
      const [held, over] = [...host.querySelectorAll('section[aria-labelledby=sync-prices] tbody tr')];
      const lines = [...(held?.querySelectorAll('li') ?? [])].map((line) => line.textContent);
      // Numbers follow the window, whose language the test does not change.
      const price = (cents: number) => formatMoney(cents, 'lv');
      const from = t('sync:prices.from', { copies: 50, price: price(22) });
      const where = t('sync:prices.channel.counter');
      expect(lines).toEqual([
        `10x15, gloss: ${price(29)}, ${from} → ${price(35)}, ${from}`,
        `10x15, gloss: ${t('sync:prices.notSold')} → ${price(29)}, ${from} (${where})`,
        `${t('sync:prices.amount.express')}: ${price(300)} → ${price(350)}`,
        t('sync:prices.part.papers'),
      ]);
      for (const said of ['sync:prices.state.inForce', 'sync:prices.owner', 'sync:prices.forStore'] as const)
        expect(held?.textContent).toContain(t(said));
      expect(over?.textContent).toContain(t('sync:prices.shipped'));
      expect(over?.textContent).toContain(t('sync:prices.count', { changes: 2 }));
      await end();
    },
  );

  it.each(LOCALES)('[ADM-4] [SYN-6] says in %s which staff list holds and who signed it', async (locale) => {
    const list = { version: 4, by: 'owner', at: NOW };
    const { host, end, t } = await screen({ status: status({ state: 'idle' }), staffList: list, locale });
    const said = host.querySelector('section[aria-labelledby=sync-staff]')?.textContent;
    expect(said).toContain(
      t('sync:staff.list', { version: 4, by: t('sync:staff.owner'), day: formatDate(NOW, 'lv') }),
    );
    await end();
  });

  it('has its other states: nothing waits, not read yet, could not be read', async () => {
    const empty = await screen({ status: status({ state: 'idle' }) });
    expect(empty.host.textContent).toContain(empty.t('sync:waiting.none'));
    await empty.end();
    const unread = await screen({ status: null });
    expect(unread.host.textContent).toContain(unread.t('common:pending'));
    await unread.end();
    const broken = await screen({ status: status({}), letters: { code: 'BUSY' } });
    expect(broken.host.textContent).toContain(broken.t('errors:BUSY'));
    expect(broken.names()).toContain(broken.t('common:actions.tryAgain'));
    await broken.end();
  });

  it('[MUL-4] lets managers join a terminal that belongs to no central, and staff know that they can', async () => {
    const alone = status({ state: 'not_enrolled', host: null });
    const staff = await screen({ status: alone });
    expect(staff.names()).toEqual([]);
    expect(staff.host.textContent).toContain(staff.t('sync:says.notSetUp'));
    await staff.end();
    const manager = await screen({ status: alone, role: 'manager' });
    await press(button(manager.t('sync:enrol.open')));
    expect(manager.opened).toEqual(['enrol']);
    await manager.end();
  });
});
