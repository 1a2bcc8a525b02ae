import { privacyRetention } from './privacyRetention.ts';
import { privacyDecision } from './privacyDecision.ts';
import { privacyRequests } from './privacyRequests.ts';

/** The privacy desk of the counter. */
export const privacy = { ...privacyRequests, ...privacyDecision, retention: privacyRetention } as const;
