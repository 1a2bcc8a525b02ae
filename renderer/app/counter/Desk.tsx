import type { SignedIn } from '../../../shared/contract/staff.ts';
import { useShowsLog } from '../../features/counterPrivacy/disclosures/useShowsLog.ts';
import { CodeDialog } from '../../features/counterPrivacy/code/CodeDialog.tsx';
import { IntakeDialog } from '../../features/counterPrivacy/intake/IntakeDialog.tsx';
import { useShowsVersions } from '../../features/counterPrivacy/notices/useShowsVersions.ts';
import { useOpenRequests } from '../../features/counterPrivacy/queue/useOpenRequests.ts';
import { Indicator } from '../../features/counterSync/status/Indicator.tsx';
import { EnrolDialog } from '../../features/counterSync/terminals/EnrolDialog.tsx';
import { useDeadLetters } from '../../features/counterSync/status/useDeadLetters.ts';
import { KeySheet } from '../../features/counterShell/KeySheet.tsx';
import { Palette } from '../../features/counterShell/Palette.tsx';
import { Strip } from '../../features/counterShell/Strip.tsx';
import { lineOf } from '../../features/counterShell/pages.ts';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { useNav } from '../../features/counterShell/useNav.tsx';
import { usePages } from '../../features/counterShell/usePages.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import { useIsCollecting } from '../../features/counterPickUp/useIsCollecting.ts';
import { useTexts } from '../../i18n/index.ts';
import { CounterFrame, languageSegments, SegmentedControl } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { Bar, hasBar } from './Bar.tsx';
import styles from './counter.module.css';
import type { Counter } from './createCounter.ts';
import { createCommands } from './runCommand.ts';
import { isPrivacyPage } from './privacyScreens.tsx';
import { Aside, Content, hasAside } from './screens.tsx';
import { useIsWide } from './useIsWide.ts';

/** What stands at the right of a screen. */
const asideName = (screen: Screen) => {
  if (screen === 'requests') return 'privacy:decision.area';
  if (screen === 'customers') return 'counter:customers.columns.customer';
  if (screen === 'notices') return 'privacy:notices.entry';
  if (screen === 'disclosures') return 'privacy:disclosures.entry';
  return screen === 'audit' ? 'privacy:audit.entry' : 'counter:detail.area';
};

/** Navigation, screen, detail and strip for the person who is signed in; nothing they may not do is drawn. */
export function Desk({ counter, person }: { readonly counter: Counter; readonly person: SignedIn }) {
  const { shell, palette, signIn, open } = counter;
  const t = useTexts();
  const { screen, detailOpen, keySheet, locale, now } = useShell(shell, (state) => state);
  const isWide = useIsWide();
  const { go, setKeySheet, setLocale } = shell.getState();
  const openRequests = useOpenRequests(counter.privacy.requests);
  const deadLetters = useDeadLetters(counter.sync.status);
  const nav = useNav(shell, person.role, counter.openDraft, { openRequests, deadLetters });
  const pages = usePages(screen, person.role);
  const collecting = useIsCollecting(counter.pickUp);
  const showsLog = useShowsLog(counter.privacy.disclosures);
  const showsVersions = useShowsVersions(counter.privacy.notices);
  const byContent: Partial<Record<Screen, boolean>> = {
    pickUp: collecting,
    disclosures: showsLog,
    notices: showsVersions,
  };
  const withAside =
    (byContent[screen] ?? hasAside(screen, person.role)) && (isWide || (detailOpen && screen !== 'newOrder'));
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
        nav={nav}
        current={lineOf(screen)}
        {...pages}
        onNavigate={(id) => (id === 'customers' ? createCommands(counter).customers() : go(id))}
        {...(withAside
          ? {
              detail: <Aside counter={counter} screen={screen} role={person.role} closable={!isWide} />,
              detailLabel: t(asideName(screen)),
              // A notice is read in its detail; other pages only look something up there.
              isDetailNarrow: screen === 'requests' || (isPrivacyPage(screen) && screen !== 'notices'),
            }
          : {})}
        {...(hasBar(screen) ? { bar: <Bar counter={counter} screen={screen} /> } : {})}
        strip={
          <Strip
            store={shell}
            sync={<Indicator store={counter.sync.status} now={now} onOpen={() => go('sync')} />}
            name={person.name}
            onLock={() => void signIn.getState().lock('asked')}
          />
        }
        stripLabel={t('common:strip.label')}
      >
        <Content counter={counter} screen={screen} role={person.role} isWide={isWide} />
      </CounterFrame>
      <Palette
        store={palette}
        role={person.role}
        onCommand={(id) => createCommands(counter)[id]()}
        onOrder={open}
      />
      <CodeDialog store={counter.privacy.code} />
      <EnrolDialog store={counter.sync.enrol} />
      <IntakeDialog store={counter.privacy.intake} role={person.role} />
      <KeySheet isOpen={keySheet} role={person.role} onClose={() => setKeySheet(false)} />
    </>
  );
}
