export {
  createProductionFeature,
  type ProductionDeps,
  type ProductionFeature,
  type ProductionOrders,
} from './production.feature.ts';
export {
  areJobsDone,
  cancelJobs,
  confirmPrinted,
  isHandedOver,
  type JobChange,
  type Line,
  linesWithoutJob,
  makeJobs,
  toJobView,
  undoJobs,
} from './jobs.ts';
export { countAlerts, type JobRecord, jobsOf } from './jobs.store.ts';
export { productionWorks } from './productionWorks.ts';
