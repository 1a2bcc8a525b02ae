import { useStore } from 'zustand';
import { formatMoney } from '../../../shared/domain/money.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { CommandPalette, orderStatusLooks, useUi } from '../../ui/index.ts';
import { type AppCommandId, commandOf } from './commands.ts';
import { matchesWords, paletteCommands, type PaletteStore } from './palette.store.ts';

/** Ctrl K over a dimmed page. */
export function Palette(props: {
  readonly store: PaletteStore;
  readonly role: 'staff' | 'manager';
  readonly onCommand: (command: AppCommandId) => void;
  readonly onOrder: (orderId: OrderId) => void;
}) {
  const { store, role, onCommand, onOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { open, query, orders } = useStore(store);
  const { toggle, type } = store.getState();
  const commands = paletteCommands(role).filter((id) => matchesWords(t(`counter:command.${id}`), query));
  return (
    <CommandPalette
      isOpen={open}
      label={t('counter:command.palette')}
      placeholder={t('counter:palette.placeholder')}
      nothing={t('counter:palette.nothing')}
      query={query}
      onQuery={(next) => void type(next)}
      onClose={() => toggle(false)}
      groups={[
        {
          id: 'orders',
          heading: t('counter:nav.orders'),
          items: orders.map((row) => ({
            id: `order ${row.orderId}`,
            label: [row.number, row.customer, row.content].filter((part) => part !== null).join(' · '),
            detail: `${t(`common:orderStatus.${row.status}`)} · ${formatMoney(row.total, locale)}`,
            icon: orderStatusLooks[row.status].icon,
          })),
        },
        {
          id: 'commands',
          heading: t('counter:palette.commands'),
          items: commands.map((id) => ({
            id: `command ${id}`,
            label: t(`counter:command.${id}`),
            keyHint: commandOf(id).hint,
          })),
        },
      ]}
      onChoose={(chosen) => {
        const [kind, id] = chosen.split(' ');
        toggle(false);
        if (kind === 'order') onOrder(id as OrderId);
        else onCommand(id as AppCommandId);
      }}
    />
  );
}
