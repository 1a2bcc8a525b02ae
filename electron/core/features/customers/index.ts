export { createCustomersHandlers } from './customers.feature.ts';
