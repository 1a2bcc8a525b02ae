// Central on a disk that fills up, in a process that alone sees the disk: `fullSpoolCentral.ts DISK ROUNDS`.
// Reports what a terminal was told and refused, and what of it does not hold.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFile, type TestFile } from '../../files/filesWorld.ts';
import { erasing, newOrder, noting, placing } from '../../tools/queue.ts';
import { createBallast } from './ballast.ts';
import type { FullSpoolReport } from './fullSpool.ts';
import { openSpoolCentral } from './spoolCentral.ts';

const [, , disk = '', rounds = ''] = process.argv;
const folder = join(disk, 'central');
const ballast = createBallast(disk);
const PHOTO = 1_500_000;
const LARGE_PHOTO = 4_000_000;
const BEGUN = 700_000;
/** What photos leave of the disk. */
const SPARE = 2_000_000;
const MOST_PHOTOS = 60;
const REFUSALS = 3;
/** Orders that are told while the disk is full: each of them lets the feed go on. */
const ORDERS_ON_FULL = 5;
/** More than a block of the disk has room for. */
const MOST_ERASURES = 40;

const world = await openSpoolCentral(folder);
const problems: (readonly [keyof FullSpoolReport['problems'], string])[] = [];
const hold = (claim: keyof FullSpoolReport['problems'], what: string, holds: boolean): void => {
  if (!holds) problems.push([claim, what]);
};
const refused: Record<string, number> = {};
let ops = 0;

interface Photo {
  readonly orderId: string;
  readonly file: TestFile;
}
const told: Photo[] = [];

/** What a refusal says, by status and code. */
const refusalOf = async (response: Response): Promise<string> => {
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
};
const refuse = (what: string): void => {
  refused[what] = (refused[what] ?? 0) + 1;
};

/** Places an order as a terminal does. True where central acknowledged it. */
const placeOrder = async (): Promise<string | null> => {
  const order = newOrder('01');
  const { status, body } = await world.queue.send(placing(order));
  const isTaken = status === 200 && body.results[0]?.status === 'applied';
  if (isTaken) ops += 1;
  return isTaken ? order.orderId : null;
};
const mustPlace = async (when: string): Promise<string> => {
  const orderId = await placeOrder();
  hold('ops', `${when}: an order was not taken`, orderId !== null);
  return orderId ?? '';
};

const stateOf = async ({ orderId, file }: Photo): Promise<string> =>
  (await world.calls().states(await world.calls().plan(orderId, [file])))[0] ?? 'none';
const offsetOf = async ({ orderId, file }: Photo): Promise<number> =>
  Number((await world.calls().head(orderId, file)).headers.get('upload-offset') ?? -1);

const plan = async (size = PHOTO): Promise<Photo> => {
  const photo = { orderId: await mustPlace('before a photo'), file: makeFile(size) };
  await world.calls().plan(photo.orderId, [photo.file]);
  return photo;
};

/** Sends what is left of a photo; the refusal, or null. */
const sendOn = async (photo: Photo): Promise<string | null> => {
  const { orderId, file } = photo;
  if ((await stateOf(photo)) === 'wanted') {
    const created = await world.calls().create(orderId, file);
    if (created.status !== 201) return refusalOf(created);
  }
  const offset = await offsetOf(photo);
  const sent = await world.calls().patch(orderId, file, offset, file.bytes.subarray(offset));
  return sent.status === 204 ? null : refusalOf(sent);
};

const healthIs = async (full: boolean): Promise<void> => {
  const get = async (path: string) => (await fetch(world.url() + path)).text();
  const [page, metrics] = [await get('/operator'), await get('/metrics')];
  const used = Number(/^lete_spool_used_ratio (\S+)$/m.exec(metrics)?.[1]);
  hold('refused', `page, full: ${full}`, page.includes('takes no photos') === full);
  hold('refused', `metrics say ${used}, full: ${full}`, used >= 0.85 === full);
  hold('ops', 'not ready', (await fetch(`${world.url()}/readyz`)).status === 200);
};

/** Photos until a few were refused for want of room; there is some left for what is not a photo. */
const fillWithPhotos = async (): Promise<readonly Photo[]> => {
  const left: Photo[] = [];
  for (let n = 0; n < MOST_PHOTOS && left.length < REFUSALS; n += 1) {
    const photo = await plan();
    const refusal = await sendOn(photo);
    if (refusal === null) told.push(photo);
    else left.push(photo);
    if (refusal !== null) refuse(`photo ${refusal}`);
  }
  hold('refused', 'the disk did not fill up', left.length === REFUSALS);
  hold('refused', 'photos took all of it', ballast.free() > SPARE);
  await healthIs(true);
  return left;
};

/** A photo during which the disk fills up to the last byte; how much of it central said to have. */
const fillInMidPhoto = async (photo: Photo, first: number): Promise<number> => {
  const { orderId, file } = photo;
  await world.calls().create(orderId, file);
  const data = join(folder, 'spool', '01', `${orderId}.${file.cipherSha256}.data`);
  const body = async function* () {
    yield file.bytes.subarray(0, first);
    while (statSync(data).size < first - 300_000) await sleep(20);
    ballast.fill();
    yield file.bytes.subarray(first);
  };
  const path = world.calls().uploadPath(orderId, file);
  const sent = await world
    .calls()
    .call(path, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: Readable.toWeb(Readable.from(body())),
      duplex: 'half',
    } as RequestInit)
    // A refusal may come before all was sent; then the line ends.
    .catch(() => null);
  refuse(`photo in mid-upload ${sent === null ? 'cut' : await refusalOf(sent)}`);
  return offsetOf(photo);
};

const downloads = async (photos: readonly Photo[], when: string): Promise<void> => {
  for (const { orderId, file } of photos) {
    const got = Buffer.from(await (await world.calls().download(orderId, file)).arrayBuffer());
    hold('whole', `${when}: a photo came back as other bytes`, got.equals(file.bytes));
  }
};

/** Not a byte is free: what needs none goes on, and what needs some is refused by its code, and waits. */
const onFull = async (photo: Photo, offset: number): Promise<void> => {
  for (let n = 0; n < ORDERS_ON_FULL; n += 1) await mustPlace('on the full disk');
  await world.restart();
  const orderId = await mustPlace('after a start on the full disk');
  await world.queue.send(noting(orderId, 'full', 1));
  await healthIs(true);
  hold('kept', 'a start on the full disk knows less than was said', (await offsetOf(photo)) >= offset);
  refuse(`photo ${await sendOn(photo)}`);
  await downloads(told.slice(-2), 'on the full disk');
  const key = await world.terminal.call<{ code: string }>('PUT', `/v1/orders/${orderId}/key`, {
    key: 'a'.repeat(64),
  });
  refuse(`key ${key.status} ${key.body.code}`);
};

/** Sends an erasure; the refusal, or null. */
const erase = async (sealed: ReturnType<typeof world.queue.seal>): Promise<string | null> => {
  const { status, body } = await world.queue.push(sealed);
  if (status === 200) await world.queue.level();
  return status === 200 ? null : `${status} ${(body as unknown as { code: string }).code}`;
};

/** Erasures are written down first: there is room for a few in the ledger's last block, and one does not fit into it. */
const eraseOnFull = async (): Promise<void> => {
  for (let n = 0; n < MOST_ERASURES; n += 1) {
    const orderId = await mustPlace('before an erasure');
    const sealed = world.queue.seal(erasing([orderId], []));
    const refusal = await erase(sealed);
    if (refusal === null) continue;
    refuse(`erasure ${refusal}`);
    ballast.remove();
    hold('ledger', 'an erasure was not taken once there was room', (await erase(sealed)) === null);
    await world.restart();
    const { body } = await world.terminal.call<{ entries: readonly unknown[] }>('GET', '/v1/ledger');
    hold('ledger', 'the ledger does not name it', JSON.stringify(body.entries).includes(orderId));
    return;
  }
};

/** Somebody gives the disk room: here the photos of all orders go but the last so many. */
const makeRoom = async (kept: number): Promise<void> => {
  const gone = told.splice(0, Math.max(0, told.length - kept));
  await world.now.central.files.uploads.deleteFilesOf(gone.map(({ orderId }) => ({ shopId: '01', orderId })));
};

const round = async (n: number): Promise<void> => {
  const [photo, begun] = [await plan(LARGE_PHOTO), await plan()];
  await world.calls().create(begun.orderId, begun.file);
  await world.calls().patch(begun.orderId, begun.file, 0, begun.file.bytes.subarray(0, BEGUN));
  const offset = await fillInMidPhoto(photo, 1_000_000 + n * 317_321);
  await onFull(photo, offset);
  hold('kept', 'what was acknowledged before is not there', (await offsetOf(begun)) === BEGUN);
  await eraseOnFull();
  ballast.remove();
  for (const one of [photo, begun]) {
    const refusal = await sendOn(one);
    hold('kept', `with room again: ${refusal}`, refusal === null);
    told.push(one);
  }
  await makeRoom(2);
};

const halfThere = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(part|data|marks)$/.test(name),
  );

const work = async (): Promise<FullSpoolReport> => {
  told.push(await plan());
  const [first] = told;
  if (first) hold('whole', 'the first photo', (await sendOn(first)) === null);
  for (let n = 0; n < Number(rounds); n += 1) await round(n);
  const left = await fillWithPhotos();
  await makeRoom(Math.floor(told.length / 2));
  await healthIs(false);
  for (const photo of left) {
    hold('whole', 'refused once more', (await sendOn(photo)) === null);
    told.push(photo);
  }
  await world.restart();
  for (const photo of told) hold('whole', 'not verified', (await stateOf(photo)) === 'verified');
  await downloads(told, 'in the end');
  hold('whole', `half there: ${halfThere().join()}`, halfThere().length === 0);
  const counts = { ops, photos: told.length };
  const found = { refused: [], ops: [], kept: [], whole: [], ledger: [] } as Record<string, string[]>;
  for (const [claim, what] of problems) found[claim]?.push(what);
  return { ...counts, refused, problems: found as unknown as FullSpoolReport['problems'] };
};

try {
  const report = await work();
  await world.close();
  process.send?.(report, () => process.exit(0));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  for (const [claim, what] of problems) process.stderr.write(`${claim}: ${what}\n`);
  process.exit(1);
}
