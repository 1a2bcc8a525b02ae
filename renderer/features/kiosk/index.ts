/** The customer's kiosk. */
export { createKioskFront } from './flow/kioskState.ts';
export { KioskApp } from './frame/KioskApp.tsx';
