import { statfs } from 'node:fs/promises';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { diskLevel, diskDaysLeft, backupLevel, clockLevel } from './health.policy.ts';

export interface HealthParts {
  readonly dataFolder: string;
  readonly network: (db: ReadableDb, now: number) => Health['network'];
  readonly lastBackupAt: () => number | null;
  readonly highestTimeSeen: () => number;
  readonly printer: () => Health['printer'];
  readonly production: () => Health['production'];
  readonly messages: (db: ReadableDb) => Health['messages'];
  readonly retention: () => Health['retention'];
  readonly kiosks: (db: ReadableDb) => Health['kiosks'];
  readonly notice: (db: ReadableDb, now: number) => Health['notice'];
  readonly audit: () => Health['audit'];
}

const USE_DAYS = 14;
const DAY_MS = 86_400_000;

const bytesADay = (db: ReadableDb, now: number): number =>
  (db.get<{ bytes: number }>(sql`SELECT coalesce(sum(p.bytes), 0) AS bytes FROM order_photo p
    JOIN orders o ON o.order_id = p.order_id WHERE o.placed_at > ${now - USE_DAYS * DAY_MS}`)?.bytes ?? 0) /
  USE_DAYS;

/** The strip of ADM-6: what staff must know of network, printer, disk, clock, backup and kiosks. */
export const readHealth = async (parts: HealthParts, db: ReadableDb, now: number): Promise<Health> => {
  const disk = await statfs(parts.dataFolder);
  const freeBytes = disk.bavail * disk.bsize;
  const daysLeft = diskDaysLeft(freeBytes, bytesADay(db, now));
  const lastAt = parts.lastBackupAt();
  return {
    network: parts.network(db, now),
    printer: parts.printer(),
    production: parts.production(),
    messages: parts.messages(db),
    disk: { level: diskLevel(freeBytes, daysLeft), freeBytes, daysLeft },
    clock: { level: clockLevel(now, parts.highestTimeSeen()), now },
    backup: { level: backupLevel(lastAt, now), lastAt },
    retention: parts.retention(),
    kiosks: parts.kiosks(db),
    notice: parts.notice(db, now),
    audit: parts.audit(),
  };
};
