import { closeOrdersOf } from '../../../electron/core/features/orders/index.ts';
import { createStaffHandlers } from '../../../electron/core/features/staff/index.ts';

/** The calls around people, of a terminal that is no demo. */
export const createStaffFeature = () => ({
  handlers: createStaffHandlers({
    badgeKey: new Uint8Array(32),
    demoPins: () => null,
    onLeft: closeOrdersOf,
  }),
});
