export { ordersForProduction } from './forProduction.ts';
export { ordersForTickets } from './forTickets.ts';
export { createOrdersFeature, type OrdersDeps } from './orders.feature.ts';
export {
  type OrderToPlace,
  type PhotoToPlace,
  type PlacedOrder,
  dueAtOf,
  placeOrder,
  statusUrlOf,
} from './placeOrder.ts';
