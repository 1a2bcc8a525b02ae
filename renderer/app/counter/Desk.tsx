import { BarChart3, ClipboardList, PackageCheck, Plus, Settings } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useStore } from 'zustand';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { OrdersBar } from '../../features/counterOrders/OrdersBar.tsx';
import { HINTS } from '../../features/counterShell/commands.ts';
import { Kiosks } from '../../features/counterShell/Kiosks.tsx';
import { KeySheet } from '../../features/counterShell/KeySheet.tsx';
import { Palette } from '../../features/counterShell/Palette.tsx';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { Strip } from '../../features/counterShell/Strip.tsx';
import { useTexts } from '../../i18n/index.ts';
import { CounterFrame, languageSegments, type NavGroup, SegmentedControl } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './counter.module.css';
import type { Counter } from './createCounter.ts';
import { createCommands } from './runCommand.ts';
import { Aside, Content, hasAside } from './screens.tsx';
import { useIsWide } from './useIsWide.ts';

/** Navigation, screen, detail and strip for the person who is signed in; nothing they may not do is drawn. */
export function Desk({ counter, person }: { readonly counter: Counter; readonly person: SignedIn }) {
  const { shell, palette, signIn, open } = counter;
  const t = useTexts();
  const { screen, detailOpen, keySheet, searchAsked, locale } = useStore(shell);
  const isWide = useIsWide();
  const { go, setKeySheet, setLocale, askSearch } = shell.getState();
  const searchReached = useCallback(() => askSearch(false), [askSearch]);
  const withAside = hasAside(screen) && (isWide || detailOpen || screen === 'newOrder');
  return (
    <>
      <CounterFrame
        brand={
          <div className={cx(styles['brand'])}>
            <span>Fotolukss</span>
            <SegmentedControl
              label={t('common:language')}
              segments={languageSegments}
              selected={locale}
              onSelect={setLocale}
            />
          </div>
        }
        navLabel={t('counter:nav.label')}
        nav={useNav(counter, person.role)}
        current={screen}
        onNavigate={go}
        {...(screen === 'orders'
          ? {
              bar: (
                <OrdersBar
                  store={counter.orders}
                  hints={HINTS}
                  searchAsked={searchAsked}
                  onSearchReached={searchReached}
                  onNew={() => go('newOrder')}
                />
              ),
            }
          : {})}
        {...(withAside
          ? {
              detail: <Aside counter={counter} screen={screen} role={person.role} closable={!isWide} />,
              detailLabel: t('counter:detail.area'),
            }
          : {})}
        strip={<Strip store={shell} name={person.name} onLock={() => void signIn.getState().lock('asked')} />}
        stripLabel={t('common:strip.label')}
      >
        <Content counter={counter} screen={screen} role={person.role} />
      </CounterFrame>
      <Palette
        store={palette}
        role={person.role}
        onCommand={(id) => createCommands(counter)[id]()}
        onOrder={open}
      />
      <KeySheet isOpen={keySheet} role={person.role} onClose={() => setKeySheet(false)} />
    </>
  );
}

function useNav({ shell, newOrder }: Counter, role: SignedIn['role']): readonly NavGroup<Screen>[] {
  const t = useTexts();
  const kiosks = useStore(shell, (state) => state.kiosks);
  const { go } = shell.getState();
  const goOn = (draftId: Parameters<ReturnType<typeof newOrder.getState>['resume']>[0]) => {
    go('newOrder');
    void newOrder.getState().resume(draftId);
  };
  const kioskList: ReactNode = (
    <Kiosks store={shell} helpHint={HINTS.answerHelp} onTaken={goOn} onOpenDraft={goOn} />
  );
  return [
    {
      id: 'work',
      items: [
        { id: 'orders', label: t('counter:nav.orders'), icon: ClipboardList, keyHint: HINTS.orders },
        { id: 'newOrder', label: t('counter:nav.newOrder'), icon: Plus, keyHint: HINTS.newOrder },
        { id: 'pickUp', label: t('counter:nav.pickUp'), icon: PackageCheck, keyHint: HINTS.pickUp },
      ],
    },
    ...(can(role, 'report.see')
      ? [
          {
            id: 'manage',
            heading: t('counter:nav.manage'),
            items: [
              {
                id: 'reports' as const,
                label: t('counter:nav.reports'),
                icon: BarChart3,
                keyHint: HINTS.reports,
              },
              {
                id: 'settings' as const,
                label: t('counter:nav.settings'),
                icon: Settings,
                keyHint: HINTS.settings,
              },
            ],
          },
        ]
      : []),
    ...(kiosks.length > 0
      ? [{ id: 'kiosks', heading: t('counter:nav.kiosks'), items: [], extra: kioskList }]
      : []),
  ];
}
