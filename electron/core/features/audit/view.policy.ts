import type { z } from '../../../../shared/domain/z.ts';
import type { AuditEntryView } from '../../../../shared/contract/audit.ts';
import type { AuditRow } from './entry.policy.ts';

/** A row as the manager's list shows it; the contract's schema refuses what is not on the closed lists. */
export const toView = (row: AuditRow): z.infer<typeof AuditEntryView> =>
  ({
    seq: row.seq,
    eventId: row.event_id,
    at: row.occurred_at,
    clockTrusted: row.clock_trust === 'sure',
    role: row.actor_role,
    actor: row.actor_ref,
    station: row.station,
    action: row.action,
    objectType: row.object_type,
    objectRef: row.object_ref,
    subjectRef: row.subject_ref,
    purpose: row.purpose,
    requestId: row.request_id,
    outcome: row.outcome,
    reason: row.reason_code,
    fields: row.fields_touched === '' ? [] : row.fields_touched.split(','),
    count: row.count,
  }) as z.infer<typeof AuditEntryView>;
