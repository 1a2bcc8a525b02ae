import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';

interface Version {
  readonly id: string;
  readonly bytes: Buffer;
  readonly etag: string;
  /** Nothing but the mark that the object was deleted. */
  readonly isMark?: boolean;
}

interface Unfinished {
  readonly key: string;
  readonly parts: Map<number, Buffer>;
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** What the fake S3 keeps, in memory. */
export interface FakeObjects {
  /** Versions of each object, the newest last. */
  readonly objects: Map<string, Version[]>;
  readonly unfinished: Map<string, Unfinished>;
  readonly put: (key: string, bytes: Buffer, etag?: string) => string;
  readonly newest: (key: string) => Version | undefined;
  readonly remove: (key: string, version: string | null) => void;
  readonly begin: (key: string) => string;
  readonly complete: (uploadId: string, numbers: readonly number[]) => string;
}

/** A bucket that keeps one version of each object, or all of them. */
export const createFakeObjects = (versioned: boolean): FakeObjects => {
  const objects = new Map<string, Version[]>();
  const unfinished = new Map<string, Unfinished>();
  const put = (key: string, bytes: Buffer, etag = md5(bytes)): string => {
    const before = versioned ? (objects.get(key) ?? []) : [];
    objects.set(key, [...before, { id: versioned ? randomUUID() : 'null', bytes, etag }]);
    return etag;
  };
  return {
    objects,
    unfinished,
    put,
    newest: (key) => {
      const newest = objects.get(key)?.at(-1);
      return newest?.isMark ? undefined : newest;
    },
    remove: (key, version) => {
      const before = objects.get(key) ?? [];
      const mark: Version = { id: randomUUID(), bytes: Buffer.alloc(0), etag: '', isMark: true };
      const kept = versioned ? [...before, mark] : [];
      const left = version === null ? kept : before.filter(({ id }) => id !== version);
      if (left.length > 0) objects.set(key, left);
      else objects.delete(key);
    },
    begin: (key) => {
      const uploadId = randomUUID();
      unfinished.set(uploadId, { key, parts: new Map() });
      return uploadId;
    },
    complete: (uploadId, numbers) => {
      const upload = unfinished.get(uploadId);
      if (upload === undefined) throw new Error('no such upload');
      const parts = numbers.map((number) => upload.parts.get(number) ?? Buffer.alloc(0));
      const sums = Buffer.concat(parts.map((part) => Buffer.from(md5(part), 'hex')));
      unfinished.delete(uploadId);
      return put(upload.key, Buffer.concat(parts), `${md5(sums)}-${parts.length}`);
    },
  };
};
