export { common } from './common.ts';
export { counter } from './counter.ts';
export { errors } from './errors.ts';
export { kiosk } from './kiosk.ts';
export { privacy } from './privacy.ts';
export { reports } from './reports.ts';
export { settings } from './settings.ts';
export { setup } from './setup.ts';
