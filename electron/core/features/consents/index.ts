export { type ConsentsFeature, createConsentsFeature } from './consents.feature.ts';
export type { MayMarket } from './mayMarket.ts';
