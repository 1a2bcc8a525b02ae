export { createRetentionFeature } from './retention.feature.ts';
