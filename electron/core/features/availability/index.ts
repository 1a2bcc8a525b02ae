export { type AvailabilityFeature, createAvailabilityFeature } from './availability.feature.ts';
