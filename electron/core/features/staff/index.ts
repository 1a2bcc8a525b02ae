export { acceptPin, comparePin } from './checkPin.ts';
export { hashPin, isWeakPin, type PinRecord } from './pin.ts';
export { createStaffHandlers } from './staff.handlers.ts';
export { findStaff, insertStaff, listStaff } from './staff.store.ts';
