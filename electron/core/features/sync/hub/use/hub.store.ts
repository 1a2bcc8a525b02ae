import type { ReadableDb, WritableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';

/** The hub of this terminal's store, as central named it. */
export interface KnownHub {
  readonly terminalId: string;
  readonly url: string;
  readonly tlsSha256: string;
  /** Of its feed, and how far that was read; null before. */
  readonly incarnation: string | null;
  readonly cursor: string | null;
  /** When it last answered, UTC ms. */
  readonly heardAt: number | null;
}

export const findHub = (db: ReadableDb): KnownHub | undefined =>
  db.get<KnownHub>(
    sql`SELECT terminal_id AS terminalId, url, tls_sha256 AS tlsSha256, incarnation, cursor, heard_at AS heardAt FROM sync_hub`,
  );

/** Takes the hub that central names; a place in the feed of another one says nothing. True where that is news. */
export const takeHub = (
  db: WritableDb,
  hub: Pick<KnownHub, 'terminalId' | 'url' | 'tlsSha256'> | undefined,
): boolean => {
  if (hub === undefined) return db.run(sql`DELETE FROM sync_hub`) > 0;
  const { terminalId, url, tlsSha256 } = hub;
  const known = findHub(db);
  if (known?.terminalId === terminalId && known.url === url && known.tlsSha256 === tlsSha256) return false;
  // What another one has says nothing of this one.
  if (known?.terminalId !== terminalId) db.run(sql`UPDATE sync_file SET hub = 0 WHERE hub = 1`);
  db.run(sql`DELETE FROM sync_hub WHERE terminal_id <> ${terminalId}`);
  db.run(sql`INSERT INTO sync_hub (only, terminal_id, url, tls_sha256) VALUES (1, ${terminalId}, ${url}, ${tlsSha256})
    ON CONFLICT (only) DO UPDATE SET url = excluded.url, tls_sha256 = excluded.tls_sha256`);
  return true;
};

export const noteHeard = (db: WritableDb, at: number): void =>
  void db.run(sql`UPDATE sync_hub SET heard_at = ${at}`);

export const putHubCursor = (db: WritableDb, incarnation: string, cursor: string | null): void =>
  void db.run(sql`UPDATE sync_hub SET incarnation = ${incarnation}, cursor = ${cursor}`);
