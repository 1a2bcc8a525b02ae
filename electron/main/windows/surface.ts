import type { CallName, EventName } from '../../../shared/contract/index.ts';

export type WindowKind = 'setup' | 'kiosk' | 'counter';

interface Surface {
  readonly calls: readonly CallName[];
  readonly events: readonly EventName[];
}

const everywhere = {
  calls: [
    'terminal:state',
    'terminal:health',
    'settings:get',
    'catalogue:current',
    'notices:current',
    'log:write',
  ],
  events: ['terminal-changed', 'settings-changed', 'catalogue-changed'],
} as const satisfies Surface;

const ordering = {
  calls: [
    'media:sources',
    'media:photos',
    'media:thumbnail',
    'media:copyState',
    'media:startCopy',
    'media:cancelCopy',
    'media:dropMissing',
    'drafts:get',
    'drafts:setStep',
    'drafts:setLocale',
    'drafts:setEase',
    'drafts:pick',
    'drafts:putItems',
    'drafts:removeItems',
    'drafts:setAll',
    'drafts:setContact',
    'drafts:setConsents',
    'drafts:setExpress',
    'drafts:place',
    'tickets:state',
  ],
  events: ['media-changed', 'copy-changed', 'draft-changed', 'ticket-changed'],
} as const satisfies Surface;

/** Which calls and events each window has at all. What is not here does not exist in that window. */
export const SURFACES: Readonly<Record<WindowKind, Surface>> = {
  setup: {
    calls: [...everywhere.calls, 'terminal:setUp', 'terminal:unlock', 'terminal:quit'],
    events: everywhere.events,
  },
  kiosk: {
    calls: [
      ...everywhere.calls,
      ...ordering.calls,
      'terminal:leaveKiosk',
      'staff:people',
      'visit:start',
      'visit:current',
      'visit:touch',
      'visit:end',
      'visit:callStaff',
      'tickets:again',
    ],
    events: [...everywhere.events, ...ordering.events, 'visit-ended', 'kiosk-changed'],
  },
  counter: {
    calls: [
      ...everywhere.calls,
      ...ordering.calls,
      'terminal:quit',
      'staff:people',
      'staff:signIn',
      'staff:signInByBadge',
      'staff:signOut',
      'staff:who',
      'staff:add',
      'staff:change',
      'drafts:startAtCounter',
      'drafts:startLinked',
      'drafts:mine',
      'drafts:setDiscount',
      'drafts:discard',
      'drafts:takeOver',
      'drafts:sendBack',
      'kiosks:list',
      'kiosks:answerHelp',
      'orders:list',
      'orders:search',
      'orders:listUncollected',
      'orders:scan',
      'orders:get',
      'orders:viewPhotos',
      'orders:thumbnail',
      'orders:open',
      'orders:close',
      'orders:changeStatus',
      'orders:undo',
      'orders:recordReminder',
      'orders:handOver',
      'orders:recordPayment',
      'orders:correctPayment',
      'orders:setNote',
      'orders:amend',
      'orders:quote',
      'orders:reprint',
      'jobs:retry',
      'jobs:alerts',
      'tickets:print',
      'tickets:reprintLast',
      'reports:dayEnd',
      'reports:export',
      'erasure:state',
      'erasure:certificate',
      'erasure:saveCertificate',
      'settings:change',
      'settings:testPrinter',
    ],
    events: [
      ...everywhere.events,
      ...ordering.events,
      'signed-out',
      'health-changed',
      'kiosk-changed',
      'visit-ended',
      'orders-changed',
      'jobs-changed',
      'erasure-changed',
    ],
  },
};
