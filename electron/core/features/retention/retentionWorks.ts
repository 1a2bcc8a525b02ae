import type { RetentionRule } from '../../../../shared/privacy/retentionRules.ts';
import type { RetentionWork } from '../../call/retentionWork.ts';
import { type AuditDeps, auditWork } from './works/audit.ts';
import { addressWork, marketingWork, orderContactWork } from './works/contact.ts';
import { orderFactWork, receiptWork } from './works/facts.ts';
import { backupWork, logWork, renderWork, uploadWork } from './works/files.ts';
import { outboxWork } from './works/outbox.ts';
import { certificateWork, letterWork, together } from './works/papers.ts';
import { type PhotoDeps, photoWork } from './works/photo.ts';
import { consentProofWork, disclosureWork, requestWork } from './works/proofs.ts';
import { staffWork } from './works/staff.ts';

export interface WorksDeps extends PhotoDeps, AuditDeps {
  readonly folders: { readonly data: string; readonly tickets: string; readonly exports: string };
}

/** Who ends a rule's data where it is not this job: with the visit, within the hour, or at the removal of the app. */
export interface DoneBy {
  readonly by: string;
}

/** No place of the data map has such data at this terminal. */
export const NOTHING_KEPT = { by: 'nothing is kept' } as const satisfies DoneBy;

export const isWork = (entry: RetentionWork | DoneBy): entry is RetentionWork => 'run' in entry;

/** What each rule of the data map does, in the order it must be done in: files, people, facts, money, proofs. */
export const retentionWorks = (deps: WorksDeps) =>
  ({
    draft: { by: 'electron/core/features/drafts/recover.ts' },
    photo: photoWork(deps),
    render: renderWork(deps.folders.tickets),
    'order-contact': orderContactWork,
    address: addressWork,
    'order-fact': orderFactWork,
    receipt: receiptWork,
    'legal-vault': NOTHING_KEPT,
    marketing: marketingWork,
    'consent-proof': consentProofWork,
    // Kept while there is marketing; the review is a person's.
    suppression: { by: 'docs/operator-manual.md' },
    // The rows go with the rounds of the requests (requests/run/tick.ts).
    'request-contact': letterWork(deps.folders.exports),
    request: together(requestWork, certificateWork(deps.folders.exports)),
    'access-package': { by: 'electron/core/features/accessPackage/accessPackage.feature.ts' },
    disclosure: disclosureWork,
    audit: auditWork(deps),
    log: logWork(deps.folders.data),
    crash: NOTHING_KEPT,
    backup: backupWork(deps.folders.data),
    outbox: outboxWork,
    'upload-spool': uploadWork(deps.folders.data),
    tombstone: NOTHING_KEPT,
    staff: staffWork,
    command: { by: 'electron/core/call/purgeRequests.ts' },
    installation: { by: 'docs/operator-manual.md' },
  }) as const satisfies Readonly<Record<RetentionRule, RetentionWork | DoneBy>>;

export type RetentionWorks = Readonly<Record<RetentionRule, RetentionWork | DoneBy>>;
