import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import type { FileEntry } from '@zip.js/zip.js';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { CommandError } from '../app/commandLine.ts';

/** The file entries of the ZIP in this file. */
const entriesOf = async (path: string): Promise<readonly FileEntry[]> => {
  const { BlobReader, configure, ZipReader } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const entries = await new ZipReader(new BlobReader(await openAsBlob(path))).getEntries();
  return entries.filter((entry) => !entry.directory);
};

/** SHA-256 in hex of what an entry holds. */
const hashOf = async (entry: FileEntry, password: string): Promise<string> => {
  const hash = createHash('sha256');
  await entry.getData(new WritableStream<Uint8Array>({ write: (part) => void hash.update(part) }), {
    password,
  });
  return hash.digest('hex');
};

const manifestOf = async (
  entries: readonly FileEntry[],
  code: string,
  publicKey: string,
): Promise<Manifest | undefined> => {
  const { TextWriter } = await import('@zip.js/zip.js');
  const entry = entries.find(({ filename }) => filename === MANIFEST);
  return entry && readManifest(await entry.getData(new TextWriter(), { password: code }), publicKey);
};

/** The manifest where each file is there, is the one it names, and is the only one of its name; else undefined. */
const check = async (path: string, code: string, publicKey: string): Promise<Manifest | undefined> => {
  const entries = await entriesOf(path);
  const manifest = await manifestOf(entries, code, publicKey);
  if (manifest === undefined || entries.length !== manifest.files.length + 1) return undefined;
  for (const { name, sha256 } of manifest.files) {
    const entry = entries.find(({ filename }) => filename === name);
    if (entry === undefined || (await hashOf(entry, code)) !== sha256) return undefined;
  }
  return manifest;
};

/**
 * Proves an archive: signed by this key (base64url of 32 bytes), every file whole, none missing and none added.
 * @throws CommandError
 */
export const checkArchive = async (path: string, code: string, publicKey: string): Promise<Manifest> => {
  const manifest = await check(path, code, publicKey).catch(() => undefined);
  if (manifest === undefined)
    throw new CommandError('The archive is not what central signed, or it is opened by another code.');
  return manifest;
};
