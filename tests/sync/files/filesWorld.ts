import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { UPLOADS_PATH } from '../../../central/files/uploads.ts';
import type { PlanAnswer } from '../../../shared/sync/endpoints.ts';
import type { TerminalRole } from '../../../shared/sync/primitives.ts';
import { insertBareOrder } from '../tools/bareOrder.ts';
import { startCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { levelQueue } from '../tools/queue.ts';
import { enrolTerminal, newId } from '../tools/terminal.ts';

/** A sealed file as a terminal has it: random bytes, since sealed bytes look like nothing else. */
export const makeFile = (size: number) => {
  const bytes = randomBytes(size);
  return { fileId: newId(), bytes, size, cipherSha256: createHash('sha256').update(bytes).digest('hex') };
};
export type TestFile = ReturnType<typeof makeFile>;

/** A central on a real server, listening, with a counter of store 01 and orders that are rows alone; photos in its folder, or in a bucket. */
export const createFilesWorld = async (s3?: S3Place) => {
  const db = await freshPostgres();
  const central = await startCentral(db, s3 && { s3 });
  const { app } = central;
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const newOrder = (shop = '01'): Promise<string> => insertBareOrder(db, shop);
  return {
    url,
    port,
    db,
    central,
    uploads: central.central.files.uploads,
    newOrder,
    objects: join(central.folder, 'files', 'photos', '01'),
    spool: join(central.folder, 'spool', '01'),
    /** Buries an order as an erasure does, before anything of it is deleted. */
    bury: (orderId: string) =>
      db.transaction({ role: 'erase' }, (sql) =>
        sql.query(`INSERT INTO tombstone (ref, kind, cmd_id, at) VALUES ($1, 'order', 'test', 0)`, [orderId]),
      ),
    spoolNames: async (orderId: string) =>
      (await readdir(join(central.folder, 'spool', '01')).catch(() => [])).filter((name) =>
        name.startsWith(orderId),
      ),
    /** A new terminal's token; it has taken the ledger in, unless it is one that was away. */
    enrol: async (role: TerminalRole = 'counter', shop = '01', { level = true } = {}): Promise<string> => {
      const terminal = await enrolTerminal(central, shop, role);
      if (level) await levelQueue(terminal);
      return terminal.token;
    },
    close: central.end,
  };
};
export type FilesWorld = Awaited<ReturnType<typeof createFilesWorld>>;

/** Calls of one terminal, as they go over the wire; to a hub by its own way. */
export const callsOf = (
  url: string,
  token: string,
  fetchIt = fetch as (url: string, init: RequestInit) => Promise<Response>,
) => {
  const call = (path: string, init: RequestInit = {}) =>
    fetchIt(url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as object) },
    });
  const tus = { 'tus-resumable': '1.0.0' };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const metadata = (orderId: string, { cipherSha256 }: TestFile) =>
    `orderId ${base64(orderId)},cipherSha256 ${base64(cipherSha256)}`;
  const uploadPath = (orderId: string, { cipherSha256 }: TestFile) =>
    `${UPLOADS_PATH}/${orderId}.${cipherSha256}`;
  return {
    call,
    metadata,
    uploadPath,
    plan: async (orderId: string, files: readonly TestFile[]) => {
      const body = files.map(({ fileId, cipherSha256, size }) => ({ fileId, cipherSha256, size }));
      return call(`/v1/orders/${orderId}/files:plan`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ files: body }),
      });
    },
    states: async (response: Response) => {
      const { files } = (await response.json()) as PlanAnswer;
      return files.map(({ state }) => state);
    },
    create: (orderId: string, file: TestFile, body?: Uint8Array<ArrayBuffer>) =>
      call(UPLOADS_PATH, {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': String(file.size),
          'upload-metadata': metadata(orderId, file),
          ...(body === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }),
        },
        ...(body === undefined ? {} : { body }),
      }),
    head: (orderId: string, file: TestFile) =>
      call(uploadPath(orderId, file), { method: 'HEAD', headers: tus }),
    patch: (orderId: string, file: TestFile, offset: number, bytes: Uint8Array<ArrayBuffer>) =>
      call(uploadPath(orderId, file), {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: bytes,
      }),
    remove: (orderId: string, file: TestFile) =>
      call(uploadPath(orderId, file), { method: 'DELETE', headers: tus }),
    download: (orderId: string, file: TestFile, range?: string) =>
      call(`/v1/orders/${orderId}/files/${file.fileId}`, { headers: range === undefined ? {} : { range } }),
  };
};
export const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;
