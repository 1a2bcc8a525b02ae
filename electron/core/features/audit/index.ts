export { type AuditFeature, createAuditFeature } from './audit.feature.ts';
export { readHead as auditHead } from './audit.store.ts';
export { hasSigned, type OpenAudit, openAudit } from './openAudit.ts';
export { pruneAudit } from './prune.ts';
export { createViews, type Views } from './views.ts';
