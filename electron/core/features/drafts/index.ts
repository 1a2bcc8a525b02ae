export { createCopies } from './copies.ts';
export { hasVisit } from './drafts.store.ts';
export { createDraftsFeature, type DraftsDeps } from './drafts.feature.ts';
