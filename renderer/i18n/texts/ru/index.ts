export { common } from './common.ts';
export { counter } from './counter.ts';
export { errors } from './errors.ts';
export { kiosk } from './kiosk.ts';
export { setup } from './setup.ts';
