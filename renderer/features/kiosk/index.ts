/** The customer's kiosk. */
export { createKioskState } from './flow/kioskState.ts';
export { KioskApp } from './frame/KioskApp.tsx';
