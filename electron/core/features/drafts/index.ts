export { createCopies } from './copies.ts';
export { createDraftsFeature, type DraftsDeps } from './drafts.feature.ts';
