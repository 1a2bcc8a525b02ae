import { privacyDisclosures } from './privacyDisclosures.ts';
import { privacyNotices } from './privacyNotices.ts';
import { auditActs } from './auditActs.ts';
import { privacyAudit } from './privacyAudit.ts';
import { privacyHandOver } from './privacyHandOver.ts';
import { privacyRetention } from './privacyRetention.ts';
import { privacyDecision } from './privacyDecision.ts';
import { privacyRequests } from './privacyRequests.ts';

/** The privacy desk of the counter. */
export const privacy = {
  ...privacyRequests,
  ...privacyDecision,
  handOver: privacyHandOver,
  retention: privacyRetention,
  audit: privacyAudit,
  act: auditActs,
  disclosures: privacyDisclosures,
  notices: privacyNotices,
} as const;
