export { createReportsFeature } from './reports.feature.ts';
