export { type ConsentsFeature, createConsentsFeature } from './consents.feature.ts';
export type { Addressee, MarketingBox, MayMarket } from './mayMarket.ts';
export type { Suppression, SuppressionReason } from './suppression.ts';
