import './jitlessZod.ts';

/** What only a visit at the kiosk needs: loaded beside the first screen, with the schemas that come with it. */
export { createVisitStores, factsOf } from '../features/kiosk/flow/visitStores.ts';
