// Where each obligation and criterion of the privacy specification is met. Which tests show it is not said here: it is
// read from their titles. `open` says why nothing, or not everything, is shown yet.

/** @typedef {{ id: string, what: string, where: readonly string[], open?: string }} PrivacyId */

const FEATURES = 'electron/core/features';

/** @type {(id: string, what: string, where: string | readonly string[], open?: string) => PrivacyId} */
const line = (id, what, where, open) => ({ id, what, where: [where].flat(), ...(open ? { open } : {}) });

/** @type {readonly { title: string, ids: readonly PrivacyId[] }[]} */
export const PRIVACY_IDS = [
  {
    title: 'What the policy promises',
    ids: [
      line('P1', 'No order entry without a published notice', [
        `${FEATURES}/notices`,
        `${FEATURES}/drafts/place.ts`,
      ]),
      line('P2', 'The notice is readable before the first field, in three languages', [
        `${FEATURES}/notices`,
        'renderer/features/kiosk/details',
      ]),
      line('P3', 'Photos are in scope of every right', [
        `${FEATURES}/erasure/rules/fileRules.ts`,
        'shared/privacy/map/files.ts',
      ]),
      line('P4', 'Accepting the terms is no consent', [`${FEATURES}/consents/recordConsents.ts`]),
      line('P5', 'One contact for privacy; e-mailed requests count from their date', [
        `${FEATURES}/requests/intake/takeIn.ts`,
      ]),
      line('P6', "The customer's fields are a closed list", [
        'shared/domain/contact.ts',
        'shared/privacy/map/people.ts',
      ]),
      line('P7', 'Contact details serve the order alone', [
        'shared/privacy/messages/templates.ts',
        `${FEATURES}/messages/purposeGate.ts`,
      ]),
      line('P8', 'Wrong details are noticed and can be corrected at once', [
        'shared/domain/emailHint.ts',
        `${FEATURES}/requests/intake/corrections.ts`,
        `${FEATURES}/orders/change/correctPerson.ts`,
      ]),
      line('P9', 'Giving data is never recorded as consent', [`${FEATURES}/consents/recordConsents.ts`]),
      line('P10', 'Who refuses leaves nothing; an anonymous order is always offered', [
        'shared/domain/contact.ts',
        `${FEATURES}/drafts/place.ts`,
      ]),
      line('P11', 'Consent can be ended at any time, with no more taps', [
        `${FEATURES}/consents/withdraw.ts`,
        `${FEATURES}/consents/codes.ts`,
      ]),
      line('P12', 'A person can ask for deletion at the kiosk and the counter', [
        `${FEATURES}/requests/intake`,
      ]),
      line('P13', 'Statistics are counters that nothing can be joined to', 'shared/privacy/purposes.ts'),
      line('P14', 'Phone and address only where they are needed', [
        'shared/domain/contact.ts',
        'renderer/features/kiosk/details',
      ]),
      line('P15', 'Every marketing message needs a live consent, holiday hours included', [
        `${FEATURES}/consents/mayMarket.ts`,
        `${FEATURES}/messages/purposeGate.ts`,
      ]),
      line('P16', 'An objection outlives the erasure as a keyed hash', `${FEATURES}/consents/suppression.ts`),
      line('P17', 'One purpose gate, deny by default', [
        'shared/privacy/messages/templates.ts',
        `${FEATURES}/messages/purposeGate.ts`,
        `${FEATURES}/disclosures/mayDisclose.ts`,
      ]),
      line('P18', 'Recipients are a register; nobody else gets anything', [
        'resources/privacy/recipients.json',
        `${FEATURES}/disclosures/register.ts`,
      ]),
      line('P19', 'The minimum is asked; no notes about people, no face recognition', [
        'shared/domain/contact.ts',
        'electron/imaging',
      ]),
      line('P20', 'Every recipient has a role and an owner', 'resources/privacy/recipients.json'),
      line('P21', 'Logs hold codes and expire', ['electron/core/log', 'shared/privacy/map/logs.ts']),
      line('P22', 'No disclosure without one of the named grounds', [
        `${FEATURES}/disclosures/disclosure.policy.ts`,
        'electron/core/db/migrations/0070-restriction-and-disclosures.ts',
      ]),
      line('P23', 'A recipient gets its listed fields only', [
        `${FEATURES}/disclosures/disclosure.policy.ts`,
        'shared/privacy/disclosure.ts',
      ]),
      line('P24', 'An authority needs its document and a manager', [
        `${FEATURES}/disclosures/propose.ts`,
        'electron/core/db/migrations/0070-restriction-and-disclosures.ts',
      ]),
      line('P25', 'Suspicion needs a code and two managers', [
        `${FEATURES}/disclosures/decide.ts`,
        'electron/core/db/migrations/0070-restriction-and-disclosures.ts',
      ]),
      line('P26', 'Transfer to a successor, without erased and restricted people', [
        'central/transfer',
        'central/db/migrations/0310-transfers.ts',
      ]),
      line('P27', 'Every kind of data has a rule that ends it, carried out daily', [
        'shared/privacy/retentionRules.ts',
        `${FEATURES}/retention`,
      ]),
      line('P28', 'What the law keeps cites it and ends by itself', [
        'shared/privacy/holds.ts',
        `${FEATURES}/erasure/rules/holdUntil.ts`,
      ]),
      line('P29', 'The database opens only with its protections in force', [
        'electron/core/db/open.ts',
        'electron/core/keys',
      ]),
      line('P30', 'Access to all data held', [`${FEATURES}/requests`, 'shared/privacy/map']),
      line('P31', 'Corrections reach the order and the recipients', [
        `${FEATURES}/orders/change/correctPerson.ts`,
        `${FEATURES}/disclosures/recipientTasks.store.ts`,
      ]),
      line('P32', 'Everything goes except cited holds, listed item by item', [`${FEATURES}/erasure`]),
      line('P33', 'Use can be restricted', `${FEATURES}/restriction`),
      line('P34', 'Help on rights, questions and complaints; the authority is named', [
        `${FEATURES}/requests`,
        'resources/letters',
      ]),
      line('P35', 'The policy is reviewed in time', `${FEATURES}/notices/noticeViews.ts`),
      line('P36', 'A change counts once published; no consent by an outdated text', [
        `${FEATURES}/notices/notices.policy.ts`,
        `${FEATURES}/notices/noticeViews.ts`,
      ]),
      line('P37', 'Material changes are told personally', [
        `${FEATURES}/notices/campaign.ts`,
        `${FEATURES}/notices/campaign.store.ts`,
      ]),
    ],
  },
  {
    title: 'The data map',
    ids: [
      line('D1', 'Every column is declared, and every declared one is there', 'shared/privacy/dataMap.ts'),
      line('D2', 'Every file of a full day belongs to exactly one class', 'shared/privacy/map/files.ts'),
      line('D3', 'Each writer of files is named by a class', 'shared/privacy/map/files.ts'),
      line('D4', 'Logs take codes and typed fields only', [
        'electron/core/log',
        'shared/privacy/map/logs.ts',
      ]),
      line('D5', 'Whatever leaves the terminal lists its fields', 'shared/privacy/map/payloads.ts'),
      line('D6', 'Every entry has a canary; generated documents are fresh', 'shared/privacy/entry.ts'),
    ],
  },
  {
    title: 'Erasure',
    ids: [
      line('E1', 'A canary person goes through the whole app', [
        'tests/integration/erasure/world.ts',
        `${FEATURES}/erasure`,
      ]),
      line(
        'E2',
        'Before the erasure it is found in every declared store',
        `${FEATURES}/erasure/job/proof.ts`,
      ),
      line('E3', 'Afterwards no byte of it is found, in any spelling', [
        `${FEATURES}/erasure/scan`,
        `${FEATURES}/erasure/job/proof.ts`,
      ]),
      line('E4', "Electron's profile stays as it was", [
        'electron/main/boot/profile.ts',
        'electron/main/windows/createWindow.ts',
      ]),
      line('E5', 'The steps run in order; an open reader is a retry, never a success', [
        `${FEATURES}/erasure/job/steps.ts`,
        'electron/core/db',
      ]),
      line('E6', 'Other people stay untouched to the byte', `${FEATURES}/erasure/rules/scope.ts`),
      line('E7', 'A rule taken away is noticed', ['scripts/mutation', `${FEATURES}/erasure/rules`]),
      line('E8', 'A power cut at any point leads to the same end', `${FEATURES}/erasure/job/runJob.ts`),
      line('E9', 'Other terminals are clean, also after 120 days offline', [
        `${FEATURES}/sync/absence.ts`,
        `${FEATURES}/sync/erasures.ts`,
        `${FEATURES}/sync/wipe.ts`,
        'central/erasure/rewrite.ts',
      ]),
      line('E10', 'A restored backup shows nobody who was erased', `${FEATURES}/erasure/job/replay.ts`),
      line('E11', 'What is kept holds listed columns only, until its day', [
        'shared/privacy/holds.ts',
        `${FEATURES}/erasure/rules/rowRules.ts`,
      ]),
      line('E12', 'The same contact entered again gets no marketing', `${FEATURES}/consents/suppression.ts`),
      line('E13', 'The certificate holds nobody and is checked offline', [
        `${FEATURES}/erasure/certificate`,
        'scripts/verifyCertificate.mjs',
      ]),
      line(
        'E14',
        'Each recipient gets a task with its due date; the certificate says who was told and has confirmed',
        [
          `${FEATURES}/disclosures/recipientTasks.store.ts`,
          `${FEATURES}/erasure/certificate/renewCertificate.ts`,
        ],
      ),
      line('E15', '100,000 customers and 1,000,000 orders: proof within 60 s', [
        'scripts/bench',
        `${FEATURES}/erasure/scan`,
      ]),
    ],
  },
  {
    title: 'Consent',
    ids: [
      line('C1', 'No box is ticked at first', [
        'shared/domain/consent.ts',
        'renderer/features/kiosk/details',
      ]),
      line('C2', 'The order is the same for every combination of boxes', `${FEATURES}/drafts/place.ts`),
      line('C3', 'The screen drawn from a record has the same hash', `${FEATURES}/consents/screen.ts`),
      line(
        'C4',
        'Withdrawing takes no more taps than giving, offline, at once',
        `${FEATURES}/consents/withdraw.ts`,
      ),
      line('C5', 'No consent by an outdated text', [
        `${FEATURES}/notices/notices.policy.ts`,
        `${FEATURES}/drafts/place.ts`,
      ]),
      line('C6', 'Staff write down only what was said or signed', `${FEATURES}/drafts/place.ts`),
      line('C7', 'Of a child below the age nothing is written', `${FEATURES}/consents/recordConsents.ts`),
      line('C8', 'The ticket carries a code to withdraw', `${FEATURES}/consents/codes.ts`),
      line('C9', 'No holiday hours without a live consent', `${FEATURES}/consents/mayMarket.ts`),
    ],
  },
  {
    title: 'Rights',
    ids: [
      line('R1', 'The package holds all of one person and nothing of another', `${FEATURES}/archive`),
      line('R2', 'It opens offline, without script or request', `${FEATURES}/archive`),
      line('R3', 'The table of deadlines', 'shared/privacy/legalCalendar.ts'),
      line('R4', 'An extension once, in time, with reason and letter', 'shared/privacy/requestStates.ts'),
      line('R5', 'Who decides neither took it in nor is the subject', [
        'shared/privacy/requestStates.ts',
        `${FEATURES}/requests/review/decide.ts`,
      ]),
      line('R6', 'Twelve uses of a restricted person are refused', `${FEATURES}/restriction`),
      line('R7', 'A duplicate passes the identity check', 'shared/privacy/requestStates.ts'),
      line('R8', 'A stranger learns nothing from answers', `${FEATURES}/requests/intake`),
    ],
  },
  {
    title: 'Audit and disclosure',
    ids: [
      line('A1', 'The chain is valid after 1,000 erasures', `${FEATURES}/audit`),
      line('A2', 'Tampering of any kind is found', [
        `${FEATURES}/audit/verify.ts`,
        `${FEATURES}/audit/anchor.ts`,
        'central/audit',
      ]),
      line('A3', 'No free text in audit, log, consent and disclosure tables', 'electron/core/db/migrations'),
      line('A4', 'No export to an authority without its document', [
        `${FEATURES}/disclosures`,
        'electron/core/db/migrations/0070-restriction-and-disclosures.ts',
      ]),
      line('A5', 'A payload equals its list exactly', `${FEATURES}/disclosures/disclosure.policy.ts`),
    ],
  },
  {
    title: 'Kiosk',
    ids: [
      line('K1', 'What a visit leaves is gone within 5 s', [
        'renderer/features/kiosk/flow',
        `${FEATURES}/drafts`,
      ]),
      line('K2', 'Nothing personal in titles, clipboard, spelling, a system keyboard or recent files', [
        'electron/main/windows/createWindow.ts',
        'electron/main/security',
        'electron/main/devices/forgetMarked.ts',
        'renderer/ui/keyboard',
      ]),
      line('K3', 'Malformed images harm nothing', ['electron/imaging', 'scripts/fuzz']),
    ],
  },
];
