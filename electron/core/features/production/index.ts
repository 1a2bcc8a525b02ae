export type { ProductionOrders } from './production.deps.ts';
export { createProductionFeature } from './production.feature.ts';
export {
  areJobsDone,
  cancelJobs,
  confirmPrinted,
  isHandedOver,
  type JobChange,
  linesWithoutJob,
  makeJobs,
  toJobView,
  undoJobs,
} from './jobs.ts';
export { countAlerts, isBuilding, type JobRecord, jobsOf } from './jobs.store.ts';
export { labsWork, productionWorks } from './productionWorks.ts';
