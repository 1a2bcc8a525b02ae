export { acceptPin, comparePin } from './checkPin.ts';
export { createStaffHandlers } from './staff.handlers.ts';
export { adoptStaffList } from './list/adoptStaffList.ts';
export { isSignedIn } from './isSignedIn.ts';
export { hasStaff, insertStaff } from './staff.store.ts';
