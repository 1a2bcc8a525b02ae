import { createHash } from 'node:crypto';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import { shopDayOf } from '../../../../shared/domain/time.ts';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import type { RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Signer } from '../../keys/signingKey.ts';
import type { ArchiveEntry } from '../archive/index.ts';
import { type Scope } from '../erasure/index.ts';
import { dataSchema, portableOf, readSections, type Sections } from './content.ts';
import { csvOf } from './csv.policy.ts';
import { infoOf, retainedOf } from './info.ts';
import { startPage } from './startPage.policy.ts';

export interface EntryDeps {
  readonly files: FileStore;
  readonly fileKeys: FileKeys;
  readonly signer: Signer;
}

/** Everything a package is made of, read at one time. */
export interface PackageContent {
  readonly requestId: string;
  readonly madeAt: number;
  readonly db: ReadableDb;
  readonly scope: Scope;
  readonly settings: Settings;
  readonly register: RecipientRegister;
  readonly dryRun: DryRun;
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const tablesOf = (sections: Sections): readonly ArchiveEntry[] =>
  Object.entries(sections).flatMap(([section, tables]) =>
    Object.entries(tables ?? {})
      .filter(([, rows]) => rows.length > 0)
      .map(([table, rows]) => ({ name: `csv/${section}-${table}.csv`, content: csvOf(rows) })),
  );

/** The very wording of each notice and statement that was shown, by its hash. */
const noticesOf = (db: ReadableDb, { subjects }: Scope): readonly ArchiveEntry[] =>
  db
    .all<{
      sha256: string;
      text: string;
    }>(sql`SELECT DISTINCT t.sha256, t.text FROM notice_text t JOIN consent_event c
        ON t.sha256 IN (c.statement_sha256, c.notice_sha256)
      WHERE c.subject_ref IN (SELECT value FROM json_each(${JSON.stringify(subjects)})) ORDER BY t.sha256`)
    .map((row) => ({ name: `notices/${row.sha256}.txt`, content: row.text }));

interface Photo {
  readonly order_id: string;
  readonly file_id: string;
  readonly sha256: string;
  readonly name: string;
  readonly seq: number;
  readonly letter: string;
  readonly n: number;
  readonly day: string;
}

const photosIn = (db: ReadableDb, { orders }: Scope): readonly Photo[] =>
  db.all<Photo>(sql`SELECT p.order_id, p.file_id, p.sha256, p.name, p.seq, o.letter, o.n, o.day FROM order_photo p
    JOIN orders o ON o.order_id = p.order_id
    WHERE o.files_deleted_at IS NULL AND p.order_id IN (SELECT value FROM json_each(${JSON.stringify(orders)}))
    ORDER BY p.order_id, p.seq`);

/** A name no archive program can go wrong on; the number keeps equal ones apart. */
const nameOf = (photo: Photo): string => {
  const plain = photo.name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80);
  return `files/${photo.day}-${formatOrderNumber(photo)}/${String(photo.seq + 1).padStart(4, '0')}-${plain}`;
};

interface Listed {
  readonly name: string;
  readonly sha256: string;
}

/** Texts first, in their order, with their digests. */
const textsOf = (content: PackageContent): readonly (ArchiveEntry & { readonly content: string })[] => {
  const { db, scope, requestId, madeAt, settings, register, dryRun } = content;
  const sections = readSections(db, scope);
  const texts = [
    { name: 'data.json', content: pretty({ schema: 'lete-access/1', requestId, madeAt, sections }) },
    { name: 'data.schema.json', content: pretty(dataSchema()) },
    { name: 'info.json', content: pretty(infoOf(settings, register)) },
    { name: 'portability/data.json', content: pretty(portableOf(sections)) },
    { name: 'retained.json', content: pretty(retainedOf(dryRun)) },
    { name: 'consents/events.json', content: pretty(sections.consents ?? {}) },
    ...tablesOf(sections),
    ...noticesOf(db, scope),
  ] as readonly (ArchiveEntry & { readonly content: string })[];
  const page = {
    requestId,
    day: shopDayOf(madeAt),
    contact: settings.store.privacyContact,
    entries: texts.map(({ name }) => name),
  };
  return [{ name: 'START-HERE.html', content: startPage(page) }, ...texts];
};

/**
 * Every entry of an access package (privacy specification 4.7) with its signed list at the end. Originals are streamed and
 * listed by the digest under which they were stored; a photo whose key is gone is not there any more.
 */
export async function* packageEntries(
  deps: EntryDeps,
  content: PackageContent,
): AsyncGenerator<ArchiveEntry> {
  const listed: Listed[] = [];
  for (const text of textsOf(content)) {
    yield text;
    listed.push({ name: text.name, sha256: sha256(text.content) });
  }
  for (const photo of photosIn(content.db, content.scope)) {
    const key = await deps.fileKeys.get(photo.order_id);
    if (!key) continue;
    const identity = { orderId: photo.order_id, fileId: photo.file_id };
    yield { name: nameOf(photo), content: () => deps.files.open(identity, key) };
    listed.push({ name: nameOf(photo), sha256: photo.sha256 });
  }
  const manifest = {
    schema: 'lete-access-manifest/1',
    requestId: content.requestId,
    madeAt: content.madeAt,
    entries: listed,
    keyId: deps.signer.keyId,
    publicKey: deps.signer.publicKey,
  };
  yield { name: 'manifest.json', content: pretty(manifest) };
  yield { name: 'manifest.sig', content: deps.signer.sign(Buffer.from(canonicalJson(manifest), 'utf8')) };
}
