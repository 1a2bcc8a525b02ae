import {
  AlarmClock,
  Archive,
  Ban,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CircleDot,
  Clock,
  Copy,
  Hourglass,
  LoaderCircle,
  MessageCircleQuestion,
  RefreshCw,
  Scale,
  ShieldQuestion,
  Undo2,
} from 'lucide-react';
import type { RequestRow } from '../../../../shared/contract/requests.ts';
import { isOpen } from '../../../../shared/privacy/requestStates.ts';
import type { RequestState } from '../../../../shared/privacy/requestTypes.ts';
import type { Texts } from '../../../i18n/index.ts';
import type { StatusLook } from '../../../ui/index.ts';

/** A state without a row here does not compile. */
export const requestLooks = {
  received: { tone: 'accent', icon: CircleDot },
  id_pending: { tone: 'warning', icon: ShieldQuestion },
  triage: { tone: 'accent', icon: CircleDot },
  clarify: { tone: 'warning', icon: MessageCircleQuestion },
  review: { tone: 'accent', icon: Scale },
  approved: { tone: 'info', icon: CircleCheck },
  partial: { tone: 'info', icon: CircleCheck },
  cooling: { tone: 'info', icon: Hourglass },
  executing: { tone: 'info', icon: LoaderCircle },
  propagating: { tone: 'info', icon: LoaderCircle },
  verifying: { tone: 'info', icon: LoaderCircle },
  failed_retrying: { tone: 'danger', icon: RefreshCw },
  refused: { tone: 'neutral', icon: Ban },
  completed: { tone: 'success', icon: CheckCheck },
  duplicate: { tone: 'neutral', icon: Copy },
  cancelled: { tone: 'neutral', icon: Undo2 },
  closed: { tone: 'neutral', icon: Archive },
} as const satisfies Record<RequestState, StatusLook>;

type Due = Pick<RequestRow, 'state' | 'daysLeft' | 'overdue' | 'escalation'>;

/** How pressing the due date is: days 20, 25 and 28 raise it. null once it was answered in time. */
export function dueLook({ state, overdue, escalation }: Due): StatusLook | null {
  if (!isOpen(state) && !overdue) return null;
  if (overdue) return { tone: 'danger', icon: CircleAlert };
  if (escalation >= 28) return { tone: 'danger', icon: AlarmClock };
  return escalation >= 20 ? { tone: 'warning', icon: AlarmClock } : { tone: 'neutral', icon: Clock };
}

export function dueText(t: Texts, { state, overdue, daysLeft }: Due): string {
  if (!isOpen(state)) return t('privacy:due.wasLate');
  if (overdue && daysLeft >= 0) return t('privacy:due.late');
  if (daysLeft < 0) return t('privacy:due.lateBy', { days: -daysLeft });
  return daysLeft === 0 ? t('privacy:due.today') : t('privacy:due.left', { days: daysLeft });
}
