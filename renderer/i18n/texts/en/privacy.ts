import { auditActs } from './auditActs.ts';
import { privacyAudit } from './privacyAudit.ts';
import { privacyRetention } from './privacyRetention.ts';
import { privacyDecision } from './privacyDecision.ts';
import { privacyRequests } from './privacyRequests.ts';

/** The privacy desk of the counter. */
export const privacy = {
  ...privacyRequests,
  ...privacyDecision,
  retention: privacyRetention,
  audit: privacyAudit,
  act: auditActs,
} as const;
