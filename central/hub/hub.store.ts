import type { z } from 'zod';
import type { HubAnnouncement, HubsAnswer } from '../../shared/sync/endpoints.ts';
import type { Sql } from '../db/database.ts';
import type { Terminal } from '../terminals/terminal.ts';

type Announcement = z.infer<typeof HubAnnouncement>;
type Hub = z.infer<typeof HubsAnswer>['hubs'][number];

/** The hubs of the stores that these eyes see, but of revoked terminals, in a lasting order. */
export const listHubs = (sql: Sql): Promise<Hub[]> =>
  sql.query<Hub>(
    `SELECT h.terminal_id AS "terminalId", h.url, h.tls_sha256 AS "tlsSha256", t.sign_pub AS "signPub"
      FROM hub h JOIN terminal t ON t.terminal_id = h.terminal_id
      WHERE t.revoked_at IS NULL ORDER BY h.terminal_id LIMIT 100`,
  ) as Promise<Hub[]>;

export const putHub = async (
  sql: Sql,
  { terminalId, shopId }: Pick<Terminal, 'terminalId' | 'shopId'>,
  { url, tlsSha256 }: Announcement,
): Promise<void> => {
  await sql.query(
    `INSERT INTO hub (terminal_id, shop_id, url, tls_sha256) VALUES ($1, $2, $3, $4)
      ON CONFLICT (terminal_id) DO UPDATE SET shop_id = $2, url = $3, tls_sha256 = $4`,
    [terminalId, shopId, url, tlsSha256],
  );
};

export const deleteHub = async (sql: Sql, terminalId: string): Promise<void> => {
  await sql.query('DELETE FROM hub WHERE terminal_id = $1', [terminalId]);
};
