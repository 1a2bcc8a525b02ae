import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { verifierOf } from '../../../central/keys/ed25519.ts';
import { sha256 } from '../../../central/keys/sha256.ts';
import { isSound, listBackups } from '../../../electron/core/db/backup.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { verifyAudit } from '../../../electron/core/features/audit/verify.ts';
import { readWitnesses } from '../../../electron/core/features/audit/witnesses.ts';
import { opsFrom } from '../../../electron/core/features/sync/outbox/outbox.store.ts';
import { sealOps } from '../../../electron/core/features/sync/outbox/sealOps.ts';
import { findTerminal } from '../../../electron/core/features/sync/terminal.store.ts';
import { chainFault, readBatch } from '../../../shared/sync/rules/chain.ts';
import type { CounterCore } from '../tools/counterCore.ts';
import type { Told } from './promises.ts';

const TOOLS = {
  hash: (text: string) => sha256(text),
  bodyHash: (salt: string, body: string) => sha256(Buffer.from(salt, 'hex'), body),
  verifierOf,
};

const isStored = async ({ deps }: CounterCore, orderId: string, fileId: string, hash: string) => {
  const key = await deps.fileKeys.get(orderId);
  if (key === undefined) return false;
  const bytes = await deps.files.read({ orderId, fileId }, key).catch(() => null);
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash;
};

const has = ({ deps }: CounterCore, statement: ReturnType<typeof sql>): boolean =>
  deps.read.get(statement) !== undefined;

const keepsBackup = ({ deps }: CounterCore, name: string): boolean => {
  const found = listBackups(join(deps.folders.data, 'backups')).find(({ file }) => basename(file) === name);
  return found !== undefined && isSound({ file: found.file, key: deps.databaseKey, nativeBinding: null });
};

/** The id of the invariant that a broken promise breaks; null where it is kept. */
export const brokenBy = async (core: CounterCore, told: Told): Promise<string | null> => {
  switch (told.is) {
    case 'set-up':
      return has(core, sql`SELECT 1 FROM staff WHERE role = 'manager'`) ? null : 'I1';
    case 'enrolled':
      return findTerminal(core.deps.read) === undefined ? 'I1' : null;
    case 'order': {
      if (!has(core, sql`SELECT 1 FROM orders WHERE order_id = ${told.orderId}`)) return 'I1';
      for (const { fileId, sha256: hash } of told.photos)
        if (!(await isStored(core, told.orderId, fileId, hash))) return 'I4';
      return null;
    }
    case 'note':
      return has(core, sql`SELECT 1 FROM orders WHERE order_id = ${told.orderId} AND note = ${told.value}`)
        ? null
        : 'I1';
    case 'status':
      return has(core, sql`SELECT 1 FROM orders WHERE order_id = ${told.orderId} AND status = ${told.value}`)
        ? null
        : 'I1';
    case 'payment':
      return has(core, sql`SELECT 1 FROM payment WHERE payment_id = ${told.paymentId}`) ? null : 'I1';
    case 'op':
      return has(core, sql`SELECT 1 FROM outbox WHERE op_id = ${told.opId}`) ? null : 'I1';
    case 'sealed': {
      const { epoch, seq, hash } = told;
      const same = sql`SELECT 1 FROM outbox WHERE epoch = ${epoch} AND seq = ${seq} AND op_hash = ${hash}`;
      return has(core, same) ? null : 'I3';
    }
    case 'backup':
      return keepsBackup(core, told.name) ? null : 'I4';
  }
};

/** What is wrong with the chain of the running epoch, once all that waits is sealed as it would go out; null if nothing. */
export const chainFaultOf = ({ deps }: CounterCore): string | null => {
  const who = findTerminal(deps.read);
  if (who === undefined) return null;
  const ops = opsFrom(deps.read, who.epoch, 1, Number.MAX_SAFE_INTEGER);
  if (ops.length !== who.lastSeq) return `${ops.length} ops where ${who.lastSeq} numbers were given`;
  const wires = deps.transact((tx) => sealOps(tx, who, ops, deps.signer));
  const end = { ...who, signPub: deps.signer.publicKey, lastSeq: 0, lastHash: who.epochHash };
  const read = readBatch(wires, end, TOOLS.hash);
  const fault = 'code' in read ? read : chainFault(read, end, new Set(), TOOLS);
  return fault === null ? null : `${fault.code} ${JSON.stringify(fault)}`;
};

/** Ops of changes that are not there, and changes whose op is not there: both are there or neither. */
export const halfChanges = ({ deps }: CounterCore): number =>
  deps.read.get<{ n: number }>(
    sql`SELECT (SELECT count(*) FROM outbox o WHERE entity = 'order'
          AND NOT EXISTS (SELECT 1 FROM order_history h WHERE h.op_id = o.op_id))
      + (SELECT count(*) FROM order_history h WHERE op_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.op_id = h.op_id)) AS n`,
  )?.n ?? 0;

/** What the check of the audit trail says, which runs at each start and daily. */
export const auditOf = async ({ deps: { read, signer, folders } }: CounterCore) =>
  verifyAudit(read, signer, await readWitnesses(folders.data, signer, read), async () => true);
