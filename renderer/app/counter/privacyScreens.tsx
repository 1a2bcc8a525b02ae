import { AuditDetail } from '../../features/counterPrivacy/audit/AuditDetail.tsx';
import { AuditScreen } from '../../features/counterPrivacy/audit/AuditScreen.tsx';
import { DisclosureDetail } from '../../features/counterPrivacy/disclosures/DisclosureDetail.tsx';
import { DisclosuresScreen } from '../../features/counterPrivacy/disclosures/DisclosuresScreen.tsx';
import { NoticesScreen } from '../../features/counterPrivacy/notices/NoticesScreen.tsx';
import { NoticeDetail } from '../../features/counterPrivacy/notices/reading/NoticeDetail.tsx';
import { RetentionScreen } from '../../features/counterPrivacy/retention/RetentionScreen.tsx';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import type { Counter } from './createCounter.ts';

/** The pages beside the privacy requests. */
const PAGES = ['disclosures', 'notices', 'retention', 'audit'] as const satisfies readonly Screen[];
export type PrivacyPage = (typeof PAGES)[number];

export const isPrivacyPage = (screen: Screen): screen is PrivacyPage => PAGES.some((one) => one === screen);
type Role = 'staff' | 'manager';

type Props = { readonly counter: Counter; readonly page: PrivacyPage };

export function PrivacyContent(props: Props & { readonly role: Role; readonly onOpen: () => void }) {
  const { counter, page, role, onOpen } = props;
  const { shell, privacy } = counter;
  const settings = useShell(shell, (state) => state.settings);
  const now = useShell(shell, (state) => state.now);
  const health = useShell(shell, (state) => state.health);
  switch (page) {
    case 'disclosures':
      return <DisclosuresScreen store={privacy.disclosures} role={role} now={now} onOpen={onOpen} />;
    case 'notices':
      return (
        <NoticesScreen
          store={privacy.notices}
          now={now}
          leadDays={settings?.consent.noticeLeadDays}
          onOpen={onOpen}
          onOpenOrder={counter.open}
        />
      );
    case 'retention':
      return <RetentionScreen store={privacy.retention} periods={settings?.retention} />;
    case 'audit':
      return <AuditScreen store={privacy.audit} role={role} health={health?.audit} onOpen={onOpen} />;
  }
}

/** What the chosen row says, right of its list. */
export function PrivacyAside({ counter, page }: Props) {
  const { privacy } = counter;
  switch (page) {
    case 'audit':
      return <AuditDetail store={privacy.audit} />;
    case 'disclosures':
      return <DisclosureDetail store={privacy.disclosures} />;
    case 'notices':
      return <NoticeDetail store={privacy.notices} />;
    case 'retention':
      return null;
  }
}
