export { createDisclosuresFeature } from './disclosures.feature.ts';
export { type TaskKind, tellRecipients } from './recipientTasks.store.ts';
export { readRecipients } from './register.ts';
