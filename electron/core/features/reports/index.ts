export { createReportsFeature, type ReportsDeps } from './reports.feature.ts';
