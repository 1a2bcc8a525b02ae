export { type ConsentsFeature, createConsentsFeature } from './consents.feature.ts';
export { pushConsents } from './tellConsents.ts';
export type { MayMarket } from './mayMarket.ts';
