import { CheckCheck, CircleCheck, Clock, Eye, PhoneCall, Send } from 'lucide-react';
import type { ToldState } from '../../../../../shared/domain/notice.ts';
import type { StatusLook } from '../../../../ui/index.ts';

/** A state without a row here does not compile. */
export const toldLooks = {
  queued: { tone: 'neutral', icon: Clock },
  sent: { tone: 'info', icon: Send },
  delivered: { tone: 'info', icon: CheckCheck },
  bounced: { tone: 'warning', icon: PhoneCall },
  shown: { tone: 'success', icon: Eye },
  acknowledged: { tone: 'success', icon: CircleCheck },
} as const satisfies Record<ToldState, StatusLook>;
