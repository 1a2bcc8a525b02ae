import { ORDER_STATUSES } from '../domain/orderStatus.ts';
import { AUDIT_BREAKS } from './auditBreaks.ts';

/**
 * Every act that leaves a row in the audit trail. The list is closed: an act that is not here does not compile, and the
 * trail has no room for words (privacy specification 4.6, A3). Each part of the app adds its own lines.
 */
export const AUDIT_ACTIONS = [
  'database.restored',
  'backup.restore',
  'audit.begin',
  'audit.prune',
  'audit.accept',
  'views.unusual',
  'settings.changed',
  'report.export',
  // notices and consents
  'notice.propose',
  'notice.judge',
  'notice.submit',
  'notice.sendBack',
  'notice.approve',
  'notice.reopen',
  'notice.publish',
  'notice.told',
  'consent.shown',
  'consent.given',
  'consent.refused',
  'consent.withdrawn',
  'consent.expired',
  'consent.invalidated',
  'consent.reconfirmed',
  'consent.withdraw',
  'consent.code-revoked',
  'consent.screen',
  // staff
  'staff.signed-in',
  'staff.signed-in-by-badge',
  'staff.signed-out',
  'staff.locked',
  'staff.badge-unknown',
  'staff.pin-wrong',
  'staff.added',
  'staff.changed',
  'staff.list-taken',
  // kiosk
  'kiosk.exit',
  'kiosk.restart',
  'kiosk.takeOver',
  'kiosk.taken-over',
  'kiosk.sent-back',
  // orders
  'order.place',
  'order.amend',
  'order.undo',
  'order.reprint',
  'order.link',
  'order.remind',
  ...ORDER_STATUSES.map((status) => `order.${status}` as const),
  'payment.payment',
  'payment.refund',
  'payment.correction',
  'photos.view',
  'person.view',
  'order.list',
  'order.search',
  'ticket.ticket',
  'ticket.receipt',
  'ticket.slip',
  'job.retry',
  // messages
  'message.cancel',
  'message.sent',
  'message.bounced',
  'message.call',
  // erasure
  'erasure.begin',
  'erasure.prove',
  'erasure.save-certificate',
  // access packages
  'access.build',
  'access.code',
  'access.collect',
  'access.purge',
  // disclosures
  'disclosure.arrive',
  'disclosure.propose',
  'disclosure.approve',
  'disclosure.refuse',
  'disclosure.export',
  'disclosure.tell',
  'person.correct',
  // privacy requests
  'request.take-in',
  'request.step',
  'request.note',
  'request.view',
  'request.decide',
  'request.letter',
  // central
  'sync.enrol',
  'sync.settle',
  // retention
  'retention.run',
  'order.delete-files',
  'order.files-deleted',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Why a manager looks at somebody staff cannot see: no open order, or a restriction (privacy specification 4.4). */
export const VIEW_REASONS = ['customer-asks', 'privacy-request', 'complaint', 'authority-asks'] as const;
export type ViewReason = (typeof VIEW_REASONS)[number];

/** On what an access package leaves the shop; the customer's own medium is nobody's first choice (4.7). */
export const HAND_OVER_WAYS = ['company-medium', 'company-mail', 'own-medium'] as const;
export type HandOverWay = (typeof HAND_OVER_WAYS)[number];

/** Why a manager puts an older backup in the database's place. */
export const RESTORE_REASONS = ['data-wrong', 'data-missing', 'support-asks'] as const;

/** Why an act was done or refused, as a code. Closed for the same reason. */
export const AUDIT_REASONS = [
  'not-permitted',
  ...AUDIT_BREAKS,
  ...VIEW_REASONS,
  ...HAND_OVER_WAYS,
  ...RESTORE_REASONS,
] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];
