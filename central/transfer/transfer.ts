import { randomBytes } from 'node:crypto';
import { ulid } from '../../shared/domain/ids.ts';
import type { z } from '../../shared/domain/z.ts';
import { Ulid } from '../../shared/sync/primitives.ts';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import type { Signer } from '../keys/ed25519.ts';
import type { CentralKeys } from '../keys/keyFiles.ts';
import { contactHash } from '../mail/suppression.ts';
import { hashOfFile, writeLines } from './archive.ts';
import { archivePath, finishLeft, makeArchiveFolder, nameArchive } from './archives.ts';
import { contentsOf } from './contents.ts';
import { TRANSFERRED_FIELDS } from './fields.ts';
import { type ArchivedFile, MANIFEST, signManifest } from './manifest.ts';
import { queueNotices } from './notices.ts';
import { type Chosen, choosePeople } from './people.store.ts';
import { type LoggedTransfer, logTransfer } from './transfer.store.ts';
import { CommandError } from '../app/commandLine.ts';
import type { TransferOrder } from './transferOrder.ts';

export type Transferred = Omit<LoggedTransfer, 'order' | 'refs' | 'at'> & {
  readonly path: string;
  readonly people: number;
};

const linesIn = (files: readonly ArchivedFile[], name: string): number =>
  files.find((file) => file.name === name)?.lines ?? 0;

interface Job {
  readonly transferId: z.infer<typeof Ulid>;
  readonly at: number;
  readonly order: TransferOrder;
  readonly code: string;
  /** Under which the archive is written before it gets its name. */
  readonly part: string;
}

const closingOf = ({ transferId, at, order }: Job, { refs, heldBack }: Chosen, signer: Signer) => {
  const { everybody: _everybody, ...told } = order;
  return {
    name: MANIFEST,
    text: (files: readonly ArchivedFile[]) =>
      signManifest(signer, {
        transferId,
        madeAt: at,
        order: told,
        fields: [...TRANSFERRED_FIELDS],
        files: [...files],
        people: refs.length,
        heldBack,
      }),
  };
};

/** Writes the archive, then what is logged and queued of it, all from one view of the database. */
const handOver = async (sql: Sql, keys: CentralKeys, job: Job): Promise<Omit<Transferred, 'path'>> => {
  const { transferId, at, order, code, part } = job;
  await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const chosen = await choosePeople(sql, order);
  const { refs, heldBack, erased } = chosen;
  if (refs.length + erased.length === 0)
    throw new CommandError(`Nobody is left to hand over; ${heldBack} are held back.`);
  const contents = contentsOf(sql, chosen, { hashOf: contactHash(keys), now: at });
  const files = await writeLines(part, code, contents, closingOf(job, chosen, keys.erasure));
  const untold = await queueNotices(sql, chosen, { order, transferId, now: at });
  const sums = { orders: linesIn(files, 'orders.jsonl'), consents: linesIn(files, 'consents.jsonl') };
  const logged = { transferId, ...sums, heldBack, untold, archiveSha256: await hashOfFile(part) };
  await logTransfer(sql, { ...logged, at, order, refs });
  return { ...logged, people: refs.length };
};

/**
 * Hands people, orders and consents over to a successor (policy P26): one archive, encrypted under the code and signed.
 * All of it is seen as it was at one instant. What is logged and queued is committed before the archive gets its name, so
 * that nothing leaves unlogged; a crash in between is finished by the next run. Whoever is erased after that instant is
 * named to the recipient by the next one.
 * @throws CommandError where there is nobody to hand over
 */
export const transfer = async (
  { db, folder, keys, now }: Pick<Central, 'db' | 'folder' | 'keys' | 'now'>,
  order: TransferOrder,
  code: string,
): Promise<Transferred> => {
  makeArchiveFolder(folder);
  await finishLeft(db, folder);
  const at = now();
  const transferId = Ulid.parse(ulid(at, randomBytes(10)));
  const path = archivePath(folder, transferId);
  const job = { transferId, at, order, code, part: `${path}.part` };
  const done = await db.transaction({ role: 'transfer' }, (sql) => handOver(sql, keys, job));
  nameArchive(path);
  return { ...done, path };
};
