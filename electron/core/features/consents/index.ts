export { type ConsentsFeature, createConsentsFeature } from './consents.feature.ts';
