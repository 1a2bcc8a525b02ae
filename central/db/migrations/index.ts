import { initial } from './0010-initial.ts';
import { files } from './0020-files.ts';
import { deferredOps } from './0030-deferred-ops.ts';
import { tombstones } from './0040-tombstones.ts';
import { rewriting } from './0050-rewriting.ts';
import { hub } from './0200-hub.ts';
import { messages } from './0300-messages.ts';
import { transfers } from './0310-transfers.ts';
import { signedSettings } from './0320-signed-settings.ts';
import { auditHeads } from './0330-audit-heads.ts';
import { oldContacts } from './0340-old-contacts.ts';
import { staffLists } from './0350-staff-lists.ts';
import { fileSweep } from './0360-file-sweep.ts';
import { opBodies } from './0370-op-bodies.ts';
import type { Migration } from './migration.ts';

/** The schema's history in order. */
export const migrations: readonly Migration[] = [
  initial,
  files,
  deferredOps,
  tombstones,
  rewriting,
  hub,
  messages,
  transfers,
  signedSettings,
  auditHeads,
  oldContacts,
  staffLists,
  fileSweep,
  opBodies,
];
