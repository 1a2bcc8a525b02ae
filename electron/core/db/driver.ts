import Database from 'better-sqlite3';
import { OpenError } from './failure.ts';

export type Raw = Database.Database;

/** The prebuilt add-on needs Node-API 10; on an older runtime it would crash the process instead of failing. */
const PREBUILT_NAPI = 10;

export interface DriverOptions {
  readonly file: string;
  /** 32 raw bytes. */
  readonly key: Uint8Array;
  /** Path of an add-on rebuilt for this runtime, or null for the packaged one. */
  readonly nativeBinding: string | null;
  readonly readonly?: boolean;
}

const open = (file: string, nativeBinding: string | null, options: Database.Options): Raw => {
  if (nativeBinding === null && Number(process.versions.napi) < PREBUILT_NAPI)
    throw new OpenError('runtime-unfit');
  return new Database(file, { ...options, ...(nativeBinding === null ? {} : { nativeBinding }) });
};

/** A connection without a key, for a file that never holds anything. Does not wait for a lock. */
export const openPlain = (file: string, nativeBinding: string | null): Raw =>
  open(file, nativeBinding, { timeout: 0 });

/**
 * Opens one keyed connection in SQLCipher 4 format and reads once, which is when a wrong key shows.
 * @throws OpenError `runtime-unfit`; the driver's own SqliteError otherwise.
 */
export const openKeyed = ({ file, key, nativeBinding, readonly = false }: DriverOptions): Raw => {
  const db = open(file, nativeBinding, { readonly });
  try {
    db.pragma("cipher='sqlcipher'");
    db.pragma('legacy=4');
    // A raw key skips the passphrase derivation. It goes by the key call, never in SQL text.
    const raw = Buffer.from(`x'${Buffer.from(key).toString('hex')}'`);
    db.key(raw);
    raw.fill(0);
    db.pragma('schema_version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
