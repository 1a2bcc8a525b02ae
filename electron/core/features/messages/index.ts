export { createMessagesFeature, type MessagesFeature } from './messages.feature.ts';
export type { MessageOrders } from './messages.deps.ts';
export {
  cancelForErasure,
  cancelMarketing,
  cancelOfChange,
  tellCustomer,
} from './queueMessage.ts';
export { letterStates, messagesHealth, messagesOf } from './views.ts';
