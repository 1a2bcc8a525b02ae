import {
  BarChart3,
  ClipboardList,
  CloudUpload,
  PackageCheck,
  Plus,
  Printer,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { useTexts } from '../../i18n/index.ts';
import type { NavGroup } from '../../ui/index.ts';
import { HINTS } from './commands.ts';
import { Kiosks } from './Kiosks.tsx';
import type { Screen, ShellStore } from './shell.store.ts';
import { useShell } from './useShell.ts';

/** Where this person may go, and the kiosks. */
export function useNav(
  shell: ShellStore,
  role: SignedIn['role'],
  onDraft: (draftId: DraftId) => void,
  waiting: { readonly openRequests: number; readonly deadLetters: number },
): readonly NavGroup<Screen>[] {
  const t = useTexts();
  const hasKiosks = useShell(shell, (state) => state.kiosks.length > 0);
  const kioskList = (
    <Kiosks store={shell} helpHint={HINTS.answerHelp} onTaken={onDraft} onOpenDraft={onDraft} />
  );
  return [
    {
      id: 'work',
      items: [
        { id: 'orders', label: t('counter:nav.orders'), icon: ClipboardList, keyHint: HINTS.orders },
        { id: 'newOrder', label: t('counter:nav.newOrder'), icon: Plus, keyHint: HINTS.newOrder },
        { id: 'pickUp', label: t('counter:nav.pickUp'), icon: PackageCheck, keyHint: HINTS.pickUp },
        { id: 'printing', label: t('counter:nav.printing'), icon: Printer, keyHint: HINTS.printing },
        { id: 'customers', label: t('counter:nav.customers'), icon: Users, keyHint: HINTS.customers },
        {
          id: 'requests',
          label: t('counter:nav.requests'),
          icon: ShieldCheck,
          keyHint: HINTS.requests,
          waiting: {
            count: waiting.openRequests,
            label: t('counter:nav.requestsWaiting', { open: waiting.openRequests }),
          },
        },
        {
          id: 'sync',
          label: t('counter:nav.sync'),
          icon: CloudUpload,
          keyHint: HINTS.sync,
          waiting: {
            count: waiting.deadLetters,
            label: t('counter:nav.syncWaiting', { letters: waiting.deadLetters }),
          },
        },
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
    ...(hasKiosks ? [{ id: 'kiosks', heading: t('counter:nav.kiosks'), items: [], extra: kioskList }] : []),
  ];
}
