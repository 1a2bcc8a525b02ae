export { createDisclosuresFeature } from './disclosures.feature.ts';
export { tellRecipients } from './recipientTasks.store.ts';
export { readRecipients } from './register.ts';
