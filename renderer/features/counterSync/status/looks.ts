import { CircleCheck, CloudOff, CloudUpload, Laptop, Lock, TriangleAlert, Unplug } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { StatusLook } from '../../../ui/index.ts';
import type { Standing, Tone } from './standing.policy.ts';

export const STANDING_ICONS: Readonly<Record<Standing, LucideIcon>> = {
  notSetUp: Laptop,
  allSent: CircleCheck,
  waiting: CloudUpload,
  files: CloudUpload,
  offline: CloudOff,
  attention: TriangleAlert,
  stuck: TriangleAlert,
  locked: Lock,
  revoked: Unplug,
};

export const PILL_TONES: Readonly<Record<Tone, StatusLook['tone']>> = {
  plain: 'neutral',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
};
