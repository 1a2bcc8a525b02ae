export { type LinkedFrom, linkedFrom } from './change/linkedFrom.ts';
export { closeOrdersOf } from './change/softLock.ts';
export { applyRelayedOrder, orderWithRelayed } from './replica/applyRelayed.ts';
export { documentOf } from './replica/documentOf.ts';
export { takeOverKioskOrder, takeOverOrder } from './replica/takeOverOrder.ts';
export { noteFilesHere } from './replica/noteFilesHere.ts';
export { pushOpenOrders } from './tell/pushOpenOrders.ts';
export { correctPerson } from './change/correctPerson.ts';
export { type CustomerOrderRow, ordersOfPeople, peopleMeant } from './forCustomers.ts';
export { newestOrderOf, orderOfBarcode } from './forRequests.ts';
export { getOrderAt } from './store/access.ts';
export { contactOf, findPerson, nameOf, subjectOf, subjectsOf, subjectsWith } from './store/people.store.ts';
export { ordersForMessages } from './forMessages.ts';
export { ordersForProduction } from './forProduction.ts';
export { noteFilesDeleted } from './forRetention.ts';
export { personOfOrder } from './personOfOrder.ts';
export { ordersForTickets } from './forTickets.ts';
export { createOrdersFeature } from './orders.feature.ts';
export {
  type OrderToPlace,
  type PhotoToPlace,
  type PlacedOrder,
  placeOrder,
} from './placeOrder.ts';
