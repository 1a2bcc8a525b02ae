import {
  Ban,
  Banknote,
  BellRing,
  CheckCheck,
  CircleCheck,
  CircleDot,
  CircleHelp,
  CircleX,
  Clock,
  FileWarning,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  PackageCheck,
  Pause,
  Pencil,
  PhoneMissed,
  Printer,
  Truck,
  User,
  WifiOff,
} from 'lucide-react';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

/** How a state looks; its word comes from the texts. */
export type StatusLook = { readonly tone: Tone; readonly icon: LucideIcon };

/**
 * Index these with the domain's own union (`orderStatusLooks[order.status]`): a status without a row here does
 * not compile. `ui` knows no domain, so the keys are written out.
 */
export const orderStatusLooks = {
  draft: { tone: 'neutral', icon: Pencil },
  placed: { tone: 'accent', icon: CircleDot },
  files_needed: { tone: 'warning', icon: FileWarning },
  on_hold: { tone: 'warning', icon: Pause },
  in_production: { tone: 'info', icon: Printer },
  in_transit: { tone: 'info', icon: Truck },
  ready: { tone: 'success', icon: PackageCheck },
  notified: { tone: 'success', icon: BellRing },
  picked_up: { tone: 'neutral', icon: CheckCheck },
  uncollected: { tone: 'warning', icon: Hourglass },
  cancelled: { tone: 'neutral', icon: Ban },
} as const satisfies Record<string, StatusLook>;

export const paymentLooks = {
  unpaid: { tone: 'warning', icon: Banknote },
  part: { tone: 'warning', icon: Banknote },
  paid: { tone: 'neutral', icon: Banknote },
  overpaid: { tone: 'warning', icon: Banknote },
} as const satisfies Record<string, StatusLook>;

export const messageLooks = {
  queued: { tone: 'neutral', icon: Clock },
  handed: { tone: 'info', icon: LoaderCircle },
  sent: { tone: 'success', icon: CircleCheck },
  bounced: { tone: 'danger', icon: PhoneMissed },
  cancelled: { tone: 'neutral', icon: Ban },
} as const satisfies Record<string, StatusLook>;

export const terminalLooks = {
  free: { tone: 'success', icon: CircleCheck },
  busy: { tone: 'info', icon: User },
  help: { tone: 'warning', icon: CircleHelp },
  offline: { tone: 'warning', icon: WifiOff },
  broken: { tone: 'danger', icon: CircleX },
} as const satisfies Record<string, StatusLook>;
