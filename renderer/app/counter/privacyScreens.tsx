import { AuditDetail } from '../../features/counterPrivacy/audit/AuditDetail.tsx';
import { AuditScreen } from '../../features/counterPrivacy/audit/AuditScreen.tsx';
import { RetentionScreen } from '../../features/counterPrivacy/retention/RetentionScreen.tsx';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import type { Counter } from './createCounter.ts';

/** The pages beside the privacy requests. */
const PAGES = ['retention', 'audit'] as const satisfies readonly Screen[];
export type PrivacyPage = (typeof PAGES)[number];
const WITH_ASIDE: readonly Screen[] = ['audit'] satisfies readonly PrivacyPage[];

export const isPrivacyPage = (screen: Screen): screen is PrivacyPage => PAGES.some((one) => one === screen);
export const hasPrivacyAside = (screen: Screen): boolean => WITH_ASIDE.includes(screen);

type Props = { readonly counter: Counter; readonly page: PrivacyPage };

export function PrivacyContent(
  props: Props & { readonly role: 'staff' | 'manager'; readonly onOpen: () => void },
) {
  const { counter, page, role, onOpen } = props;
  const { shell, privacy } = counter;
  const periods = useShell(shell, (state) => state.settings?.retention);
  const health = useShell(shell, (state) => state.health);
  switch (page) {
    case 'retention':
      return <RetentionScreen store={privacy.retention} periods={periods} />;
    case 'audit':
      return <AuditScreen store={privacy.audit} role={role} health={health?.audit} onOpen={onOpen} />;
  }
}

/** What the chosen row says, right of its list. */
export function PrivacyAside({ counter, page }: Props) {
  const { privacy } = counter;
  return page === 'audit' ? <AuditDetail store={privacy.audit} /> : null;
}
