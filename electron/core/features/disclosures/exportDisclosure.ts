import { extname, join } from 'node:path';
import { archiveCode } from '../../../../shared/domain/archiveCode.ts';
import type { QueryContext } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import { sql } from '../../db/sql.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import { type ArchiveEntry, writeArchive } from '../archive/index.ts';
import type { MayMarket } from '../consents/index.ts';
import { payloadFor } from './disclosure.policy.ts';
import { type DisclosedOrder, type DisclosureRecord, findDisclosure, ordersOf } from './disclosures.store.ts';
import { assertMayDisclose } from './mayDisclose.ts';

export type ExportDeps = Pick<CoreDeps, 'folders' | 'ids'> & {
  readonly files: FileStore;
  readonly fileKeys: FileKeys;
  readonly mayMarket: MayMarket;
};

export interface Exported {
  readonly file: string;
  readonly code: string;
}

/** The originals of an order under numbers: a file's own name may hold a person's. */
async function* photosOf(
  deps: ExportDeps,
  q: QueryContext,
  order: DisclosedOrder,
): AsyncGenerator<ArchiveEntry> {
  const key = await deps.fileKeys.get(order.orderId);
  if (!key) return;
  const photos = q.db.all<{ file_id: string; name: string }>(sql`SELECT file_id, name FROM order_photo
    WHERE order_id = ${order.orderId} ORDER BY seq`);
  for (const [at, { file_id: fileId, name }] of photos.entries())
    yield {
      name: `${order.orderNumber}/${String(at + 1).padStart(4, '0')}${extname(name).toLowerCase()}`,
      content: () => deps.files.open({ orderId: order.orderId, fileId }, key),
    };
}

async function* entriesOf(
  deps: ExportDeps,
  q: QueryContext,
  { ground, fields }: DisclosureRecord,
  orders: readonly DisclosedOrder[],
): AsyncGenerator<ArchiveEntry> {
  const payload = orders.map((order) => payloadFor(ground, fields, order));
  yield { name: 'data.json', content: JSON.stringify(payload, null, 2) };
  if (fields.includes('photos')) for (const order of orders) yield* photosOf(deps, q, order);
}

/** Writes exactly what was approved, encrypted, into the exports folder. Made anew each time it is asked for. */
export const exportDisclosure = async (
  deps: ExportDeps,
  q: QueryContext,
  disclosureId: string,
): Promise<Exported> => {
  const disclosure = findDisclosure(q.db, disclosureId) ?? reject('NOT_FOUND');
  if (disclosure.state !== 'approved') return reject('TRANSITION_REFUSED');
  const orders = ordersOf(q.db, disclosureId);
  assertMayDisclose(deps.mayMarket, q, disclosure, orders);
  const file = `nodosana-${disclosureId}.zip`;
  const code = archiveCode(deps.ids.bytes);
  try {
    await writeArchive(join(deps.folders.exports, file), entriesOf(deps, q, disclosure, orders), code);
  } catch (error) {
    const { code: cause = '' } = error as NodeJS.ErrnoException;
    return cause === 'ENOSPC' || cause === 'EDQUOT' ? reject('DISK_FULL') : Promise.reject(error);
  }
  return { file, code };
};
