import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobWriter, configure, TextReader, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArchive } from '../../../central/transfer/checkArchive.ts';
import { dropOldTransfers } from '../../../central/transfer/archives.ts';
import { CommandError } from '../../../central/app/commandLine.ts';
import { createSender } from '../../../central/mail/sender.ts';
import { createSmtpMailer } from '../../../central/mail/smtpMailer.ts';
import { FeedAnswer, SnapshotAnswer } from '../../../shared/sync/endpoints.ts';
import { START, startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { startMailServer } from '../tools/mailServer.ts';
import { erasing, newOrder, noting, person, placing, restricting } from '../tools/queue.ts';
import { createWorld, filesIn, handOver, linesOf, ORDER, type World } from './transferWorld.ts';

const DAY = 86_400_000;

/** One ordinary with two orders, one erased, one restricted with another order under the same address, one who objects. */
const people = async (world: World) => {
  const [ordinary, again, erased, restricted, other, objecting, withdrew] = [
    await world.order('ordinary@example.com'),
    await world.order('Ordinary@example.com'),
    await world.order('erased@example.com'),
    await world.order('restricted@example.com'),
    await world.order('RESTRICTED@example.com'),
    await world.order('objecting@example.com'),
    await world.order('Objecting@example.com'),
  ];
  const nameless = newOrder('01', person());
  for (const { ref } of [ordinary, erased, restricted, objecting]) await world.consent(ref, 'given', START);
  // An objection under one order counts for the contact (P16).
  await world.consent(withdrew.ref, 'withdrawn', START + 1);
  await world.queue.send(
    restricting(restricted.ref, START),
    noting(ordinary.orderId, 'waits outside', 1),
    placing(nameless),
  );
  await world.queue.send(erasing([erased.orderId], [erased.ref]));
  await world.queue.level();
  const told = [ordinary, again, objecting, withdrew].map(({ ref }) => ref);
  return {
    ordinary,
    erased,
    restricted,
    other,
    objecting,
    withdrew,
    told: [...told, nameless.person?.subjectRef ?? ''],
  };
};

describe('a transfer to a successor', () => {
  let central: TestCentral;
  let world: World;
  let who: Awaited<ReturnType<typeof people>>;
  let done: Awaited<ReturnType<typeof handOver>>;
  let files: Readonly<Record<string, string>>;
  beforeAll(async () => {
    configure({ useWebWorkers: false });
    central = await startCentral(await freshPostgres());
    world = await createWorld(central);
    who = await people(world);
    done = await handOver(central);
    files = await filesIn(done.path, done.code);
  });
  afterAll(() => central.end());

  const rows = (text: string, params: readonly unknown[] = []) =>
    central.db.transaction({ role: 'owner' }, (sql) => sql.query(text, params));
  const publicKey = (): string => central.central.keys.erasure.publicKey;
  const refsIn = (name: string) => linesOf(files, name).map(({ subjectRef }) => String(subjectRef));

  it('[P26] hands people, orders and consents over; erased people are absent, restricted ones held back', () => {
    expect(done).toMatchObject({ people: 5, orders: 5, consents: 3, heldBack: 2, untold: 1 });
    expect(refsIn('people.jsonl')).toEqual(who.told.toSorted());
    expect(refsIn('orders.jsonl')).toEqual(who.told.toSorted());
    const text = JSON.stringify(files);
    for (const { ref, orderId } of [who.erased, who.restricted, who.other])
      for (const absent of [ref, orderId]) expect(text).not.toContain(absent);
    expect(text).not.toMatch(/erased@|restricted@/i);
  });

  it('[P26] consents move with their proof: signed record, text that was shown, key of the terminal', async () => {
    const { ordinary, objecting, withdrew } = who;
    expect(refsIn('consents.jsonl').toSorted()).toEqual(
      [ordinary.ref, objecting.ref, withdrew.ref].toSorted(),
    );
    const [kept] = await rows('SELECT document FROM subject WHERE subject_ref = $1', [ordinary.ref]);
    const document = JSON.parse(String(kept?.['document'])) as { records: object[]; texts: object[] };
    const records = linesOf(files, 'consents.jsonl').filter(({ subjectRef }) => subjectRef === ordinary.ref);
    expect(records).toEqual(document.records);
    expect(linesOf(files, 'texts.jsonl')).toEqual(document.texts);
    expect(linesOf(files, 'terminals.jsonl')).toMatchObject([{ publicKey: world.terminal.signer.publicKey }]);
  });

  it('[P26, P16] gives for marketing only who consents now and objected under no order', () => {
    expect(linesOf(files, 'marketing.jsonl')).toEqual([
      { subjectRef: who.ordinary.ref, purpose: 'marketing.offers', channel: 'email' },
    ]);
  });

  it('[P26, P23] gives the listed fields alone: no note, no code that opens an order, no file', async () => {
    expect(Object.keys(linesOf(files, 'people.jsonl')[0] ?? {}).toSorted()).toEqual(
      ['subjectRef', 'name', 'email', 'phone', 'address', 'locale'].toSorted(),
    );
    const orders = files['orders.jsonl'] ?? '';
    expect(orders).toContain('"content":"1 × 10×15"');
    for (const absent of ['waits outside', 'ABC-123', 'f'.repeat(32), 'history', 'files', '"person"'])
      expect(orders).not.toContain(absent);
    const manifest = await checkArchive(done.path, done.code, publicKey());
    expect(manifest.fields).toContain('consent.record');
    expect(manifest.order).toMatchObject({ registration: ORDER.registration, approvers: ORDER.approvers });
  });

  it('[P26, P22] is logged without values, and the operator sees it', async () => {
    const [logged] = await rows('SELECT * FROM transfer');
    expect(logged).toMatchObject({
      transfer_id: done.transferId,
      recipient: ORDER.registration,
      contract: ORDER.contract,
      approved_by_1: 'M-1',
      approved_by_2: 'M-2',
      people: 5,
      held_back: 2,
    });
    const refs = await rows('SELECT subject_ref AS ref FROM transfer_subject ORDER BY subject_ref');
    expect(refs.map(({ ref }) => ref)).toEqual(who.told.toSorted());
    expect(JSON.stringify(logged)).not.toMatch(/@|Anna|Pēctecis/);
    const { body } = await central.app.inject({ url: '/operator', remoteAddress: '127.0.0.1' });
    expect(body).toContain(`<td>${ORDER.registration}</td>`);
    expect(body).not.toContain('@example.com');
  });

  it('[P26, P25] is refused by the database where somebody approves alone, or words stand for a number', async () => {
    await expect(rows('UPDATE transfer SET approved_by_2 = approved_by_1')).rejects.toThrow('check');
    await expect(rows(`UPDATE transfer SET contract = 'of Anna'`)).rejects.toThrow('check');
  });

  it('[P26, P37] tells each person once, and no terminal of it', async () => {
    const server = await startMailServer({ tls: false });
    const mailer = createSmtpMailer({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      from: 'info@example.org',
    });
    const sender = createSender({ ...central.central, mailer });
    while (await sender.step());
    await server.end();
    expect(server.received.flatMap(({ to }) => to.map((one) => one.toLowerCase())).toSorted()).toEqual([
      'objecting@example.com',
      'ordinary@example.com',
    ]);
    const { text = '' } = server.received[0] ?? {};
    const bytes = text.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, '%$1');
    for (const said of [ORDER.recipient, ORDER.registration, '15.01.2027', ORDER.contact])
      expect(decodeURIComponent(bytes.slice(bytes.indexOf('\r\n\r\n')))).toContain(said);
    const feed = FeedAnswer.parse((await world.terminal.call('GET', '/v1/feed?scope=store:01')).body);
    const all = SnapshotAnswer.parse((await world.terminal.call('GET', '/v1/snapshot?scope=store:01')).body);
    expect([...feed.items, ...all.items].map(({ entity }) => entity)).not.toContain('message');
  });

  const zipOf = async (of: Readonly<Record<string, string>>): Promise<Uint8Array> => {
    const zip = new ZipWriter(new BlobWriter(), { password: done.code, encryptionStrength: 3 });
    for (const [name, text] of Object.entries(of)) await zip.add(name, new TextReader(text));
    return new Uint8Array(await (await zip.close()).arrayBuffer());
  };

  it('[P26] an archive that was tampered with is found: a line, the manifest, a file too many or too few, key, code', async () => {
    const path = join(central.folder, 'copy.zip');
    const whole = readFileSync(done.path);
    const isFound = async (bytes: Uint8Array, key = publicKey(), code = done.code): Promise<void> => {
      writeFileSync(path, bytes);
      await expect(checkArchive(path, code, key)).rejects.toThrow(CommandError);
    };
    const changed = (name: string, from: string, to: string) => ({
      ...files,
      [name]: (files[name] ?? '').replace(from, to),
    });
    writeFileSync(path, await zipOf(files));
    expect(await checkArchive(path, done.code, publicKey())).toMatchObject({ people: 5 });
    await isFound(await zipOf(changed('people.jsonl', 'ordinary', 'ordinari')));
    await isFound(await zipOf(changed('manifest.json', 'M-1', 'M-3')));
    await isFound(await zipOf({ ...files, 'more.jsonl': '' }));
    const { 'texts.jsonl': _texts, ...fewer } = files;
    await isFound(await zipOf(fewer));
    await isFound(whole.subarray(0, whole.length - 1));
    await isFound(whole, world.terminal.signer.publicKey);
    await isFound(whole, publicKey(), 'AAAAA-BBBBB-CCCCC-DDDDD');
  });

  it('[P26] a byte that was changed is found, or changes nothing that is read', async () => {
    const path = join(central.folder, 'copy.zip');
    const whole = readFileSync(done.path);
    let found = 0;
    for (let at = 7; at < whole.length; at += 97) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      writeFileSync(path, bytes);
      const passes = await checkArchive(path, done.code, publicKey()).then(
        () => true,
        () => false,
      );
      if (passes) expect(await filesIn(path, done.code)).toEqual(files);
      else found += 1;
    }
    expect(found).toBeGreaterThan(10);
  });

  it('[P26] hands over later whose restriction was lifted, and names who was erased since', async () => {
    const { ordinary, restricted, other } = who;
    await expect(handOver(central)).rejects.toThrow('Nobody is left to hand over; 2 are held back.');
    await world.queue.send(restricting(restricted.ref, null), erasing([ordinary.orderId], [ordinary.ref]));
    const later = await handOver(central);
    expect(later).toMatchObject({ people: 2, orders: 2, heldBack: 0 });
    const held = await filesIn(later.path, later.code);
    const refs = (name: string) => linesOf(held, name).map(({ subjectRef }) => subjectRef);
    expect(refs('people.jsonl')).toEqual([restricted.ref, other.ref].toSorted());
    expect(refs('erased.jsonl')).toContain(ordinary.ref);
    expect(await handOver(central, { everybody: true })).toMatchObject({ people: 5 });
    expect(await handOver(central, { registration: '40003000001' })).toMatchObject({ people: 5 });
    // An archive with somebody who was erased since does not stay.
    const tidy = (ms: number) => dropOldTransfers(central.db, central.folder, central.clock.now + ms);
    await tidy(0);
    expect([existsSync(done.path), existsSync(later.path)]).toEqual([false, true]);
    await tidy(7 * DAY + 1);
    expect(existsSync(later.path)).toBe(false);
    expect(await rows('SELECT 1 FROM transfer')).toHaveLength(4);
    await tidy(3 * 365 * DAY + 1);
    expect(await rows('SELECT 1 FROM transfer_subject')).toEqual([]);
  });
});
