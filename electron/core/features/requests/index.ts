export type { EndingMarketing, Erasing, Notifying, Packaging, RequestPorts } from './requests.deps.ts';
export { createRequestsFeature, type RequestsFeature } from './requests.feature.ts';
export { holdOver } from './store/legalHold.store.ts';
export { statusOf } from './intake/code.ts';
export { readShippedRequests, type ShippedRequests } from './shipped.ts';
