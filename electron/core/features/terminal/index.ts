export { DEMO_PEOPLE, demoPinsQuery, readDemoPins, seedDemoPeople } from './seedDemo.ts';
export { highestTimeSeen, noteTime } from './highestTime.ts';
export { createLogHandlers } from './log.handlers.ts';
export type { HealthParts } from './health.ts';
export { STOP_COPYING_BYTES } from './health.policy.ts';
export { createTerminalHandlers } from './terminal.handlers.ts';
