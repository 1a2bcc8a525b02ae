/** Who may do what at the counter, beyond the roles of a call. The core checks it; screens only hide buttons by it. */
const STAFF_AND_MANAGER = ['staff', 'manager'] as const;
const MANAGER_ONLY = ['manager'] as const;

export const PERMISSIONS = {
  'order.see': STAFF_AND_MANAGER,
  'order.place': STAFF_AND_MANAGER,
  'order.amend': STAFF_AND_MANAGER,
  'order.start': STAFF_AND_MANAGER,
  'order.hold': STAFF_AND_MANAGER,
  'order.cancel': STAFF_AND_MANAGER,
  'order.cancelAfterHandOver': MANAGER_ONLY,
  'order.handOver': STAFF_AND_MANAGER,
  'order.handOverUnpaid': MANAGER_ONLY,
  'order.seeClosed': MANAGER_ONLY,
  'customer.see': STAFF_AND_MANAGER,
  'customer.seeAll': MANAGER_ONLY,
  'order.reprint': STAFF_AND_MANAGER,
  'photos.view': STAFF_AND_MANAGER,
  'ticket.print': STAFF_AND_MANAGER,
  'kiosk.takeOver': STAFF_AND_MANAGER,
  'kiosk.leave': STAFF_AND_MANAGER,
  'kiosk.answerHelp': STAFF_AND_MANAGER,
  'discount.give': STAFF_AND_MANAGER,
  'discount.giveAboveLimit': MANAGER_ONLY,
  'payment.record': STAFF_AND_MANAGER,
  'payment.correct': STAFF_AND_MANAGER,
  'consent.record': STAFF_AND_MANAGER,
  'consent.withdraw': STAFF_AND_MANAGER,
  'notice.manage': MANAGER_ONLY,
  'privacy.takeIn': STAFF_AND_MANAGER,
  'privacy.decide': MANAGER_ONLY,
  'privacy.accessPackage': MANAGER_ONLY,
  'privacy.disclose': MANAGER_ONLY,
  'job.retry': STAFF_AND_MANAGER,
  'job.redirect': STAFF_AND_MANAGER,
  'price.propose': MANAGER_ONLY,
  'report.see': MANAGER_ONLY,
  'report.export': MANAGER_ONLY,
  'terminal.manage': MANAGER_ONLY,
  'settings.change': MANAGER_ONLY,
  'staff.manage': MANAGER_ONLY,
  'audit.seeOwn': STAFF_AND_MANAGER,
  'audit.see': MANAGER_ONLY,
  'audit.accept': MANAGER_ONLY,
  'backup.restore': MANAGER_ONLY,
} as const satisfies Readonly<Record<string, readonly ('staff' | 'manager')[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role has a permission; `nobody` and `customer` have none. */
export function can(role: 'nobody' | 'customer' | 'staff' | 'manager', permission: Permission): boolean {
  const roles: readonly string[] = PERMISSIONS[permission];
  return roles.includes(role);
}
