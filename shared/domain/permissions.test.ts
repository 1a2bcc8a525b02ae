import { describe, expect, it } from 'vitest';
import { can, PERMISSIONS, type Permission } from './permissions.ts';

const all = Object.keys(PERMISSIONS) as readonly Permission[];

describe('permissions', () => {
  it('[ADM-3] give a manager everything, and people who are not signed in nothing', () => {
    for (const permission of all) {
      expect(can('manager', permission), permission).toBe(true);
      expect(can('customer', permission), permission).toBe(false);
      expect(can('nobody', permission), permission).toBe(false);
    }
  });

  it('[ADM-3] keep from staff exactly what the product keeps for managers', () => {
    expect(all.filter((permission) => !can('staff', permission))).toEqual([
      'order.cancelAfterHandOver',
      'order.handOverUnpaid',
      'order.seeClosed',
      'customer.seeAll',
      'discount.giveAboveLimit',
      'notice.manage',
      'privacy.decide',
      'privacy.accessPackage',
      'privacy.disclose',
      'price.propose',
      'report.see',
      'report.export',
      'terminal.manage',
      'settings.change',
      'staff.manage',
      'audit.see',
      'audit.accept',
      'backup.restore',
    ]);
  });
});
