import { CircleCheck, Clock, Unplug } from 'lucide-react';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { PlainTable, type StatusLook, StatusPill, useUi } from '../../../ui/index.ts';
import { formatBytes } from '../parts/amounts.ts';
import { lifeOf, type TerminalLife } from './terminalLife.policy.ts';
import type { StoreTerminal } from './terminals.store.ts';

const LOOKS: Readonly<Record<TerminalLife, StatusLook>> = {
  heard: { tone: 'success', icon: CircleCheck },
  silent: { tone: 'warning', icon: Clock },
  revoked: { tone: 'danger', icon: Unplug },
};

export function TerminalTable(props: {
  readonly terminals: readonly StoreTerminal[];
  /** This terminal's own id. */
  readonly ownId: string | null;
  readonly now: number;
}) {
  const { terminals, ownId, now } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <PlainTable
      label={t('sync:terminals.title')}
      columns={[
        { id: 'letter', header: t('sync:terminals.letter') },
        { id: 'role', header: t('sync:terminals.role') },
        { id: 'state', header: t('sync:terminals.state') },
        { id: 'seen', header: t('sync:terminals.seen') },
        { id: 'unsent', header: t('sync:terminals.unsent'), isNumeric: true },
        { id: 'bytes', header: t('sync:terminals.bytes'), isNumeric: true },
        { id: 'ledger', header: t('sync:terminals.ledger'), isNumeric: true },
        { id: 'version', header: t('sync:terminals.version') },
      ]}
      rows={terminals.map((terminal) => {
        const { terminalId, letter, role, lastSeenAt, unsent, bytesLeft, ledgerSeq, appVersion } = terminal;
        const life = lifeOf(terminal, now);
        return {
          id: terminalId,
          cells: [
            terminalId === ownId ? t('sync:terminals.own', { letter }) : letter,
            t(`sync:role.${role}`),
            <StatusPill key="state" look={LOOKS[life]}>
              {t(`sync:terminals.life.${life}`)}
            </StatusPill>,
            lastSeenAt === null ? t('sync:never') : formatDateTime(lastSeenAt, locale),
            unsent,
            bytesLeft === 0 ? '0' : formatBytes(bytesLeft, locale),
            ledgerSeq ?? '–',
            appVersion,
          ],
        };
      })}
    />
  );
}
