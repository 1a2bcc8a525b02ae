export { withDeletionPermit } from './permit.ts';
export { createRetentionFeature, type RetentionFeature } from './retention.feature.ts';
