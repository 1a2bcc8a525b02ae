export { createCopies } from './copies.ts';
export { hasVisit } from './drafts.store.ts';
export { createDraftsFeature } from './drafts.feature.ts';
