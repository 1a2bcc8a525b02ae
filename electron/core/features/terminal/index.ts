export { DEMO_PEOPLE, demoPinsQuery, readDemoPins, seedDemoPeople } from './seedDemo.ts';
export { STOP_COPYING_BYTES } from './health.policy.ts';
export { createTerminalHandlers } from './terminal.handlers.ts';
