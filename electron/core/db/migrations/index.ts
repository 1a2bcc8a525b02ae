import { initial } from './0010-initial.ts';
import { auditChain } from './0020-audit-chain.ts';
import { retention } from './0030-retention.ts';
import { erasure } from './0040-erasure.ts';
import { noticesAndConsents } from './0050-notices-and-consents.ts';
import { privacyRequests } from './0060-privacy-requests.ts';
import { restrictionAndDisclosures } from './0070-restriction-and-disclosures.ts';
import { linkedDrafts } from './0090-linked-drafts.ts';
import { messages } from './0100-messages.ts';
import { openOrders } from './0110-open-orders.ts';
import { sync } from './0120-sync.ts';
import { ordersOfOthers } from './0130-orders-of-others.ts';
import { syncFiles } from './0140-sync-files.ts';
import { feedLetters } from './0150-feed-letters.ts';
import { absence } from './0160-absence.ts';
import { acknowledgements } from './0170-acknowledgements.ts';
import { marksAnswered } from './0180-marks-answered.ts';
import { letterMessages } from './0190-letter-messages.ts';
import { hub } from './0200-hub.ts';
import { adjust } from './0400-adjust.ts';
import { indexPrint } from './0410-index-print.ts';
import { hubFiles } from './0450-hub-files.ts';
import { ledgerLines } from './0480-ledger-lines.ts';
import { staffLists } from './0490-staff-lists.ts';
import { snapshotPlace } from './0500-snapshot-place.ts';
import { confirmedFiles } from './0510-confirmed-files.ts';
import { provisionalAfter } from './0520-provisional-after.ts';
import { centralMessages } from './0300-central-messages.ts';
import { signedSettings } from './0420-signed-settings.ts';
import type { Migration } from './types.ts';

/** The schema's history in order. */
export const migrations: readonly Migration[] = [
  initial,
  auditChain,
  retention,
  erasure,
  noticesAndConsents,
  privacyRequests,
  restrictionAndDisclosures,
  linkedDrafts,
  messages,
  openOrders,
  sync,
  ordersOfOthers,
  syncFiles,
  feedLetters,
  absence,
  acknowledgements,
  marksAnswered,
  letterMessages,
  hub,
  centralMessages,
  adjust,
  indexPrint,
  signedSettings,
  hubFiles,
  ledgerLines,
  staffLists,
  snapshotPlace,
  confirmedFiles,
  provisionalAfter,
];
