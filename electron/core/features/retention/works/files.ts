import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ulidTime } from '../../../../../shared/domain/ids.ts';
import { startOfShopDay } from '../../../../../shared/domain/time.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import { ShopDay } from '../../../../../shared/domain/time.ts';

type Asked = Pick<RetentionPass, 'before' | 'now'>;

/** When a file was made, by its name alone (UTC ms): times of the file system may be anything. Null: not of the class. */
type Dated = (name: string) => number | null;

const LOG = /^lete-(\d{4}-\d{2}-\d{2})\.log$/;
const BACKUP = /^lete-(\d{13})\.db$/;
const DAMAGED = /^lete\.db\.damaged-(\d+)(?:-wal|-shm)?$/;
/** `<order or test>.<ulid>`: the second says when. */
const TICKET = /^[0-9A-Za-z]+\.([0-9A-HJKMNP-TV-Z]{26})\.(?:png|bin)$/;

const match =
  (pattern: RegExp, read: (text: string) => number): Dated =>
  (name) => {
    const text = pattern.exec(name)?.[1];
    return text === undefined ? null : read(text);
  };

const dayOf = (text: string): number => startOfShopDay(ShopDay.parse(text));

interface Place {
  readonly folder: string;
  readonly dated: Dated;
  readonly over: (pass: Asked) => number;
  /** The newest of its class stays, whatever its age: the only backup is better than none. */
  readonly keepsNewest?: true;
}

const expired = ({ folder, dated, over, keepsNewest }: Place, pass: Asked): readonly string[] => {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), at: dated(name) }))
    .filter((file): file is { path: string; at: number } => file.at !== null)
    .sort((a, b) => b.at - a.at);
  return files
    .slice(keepsNewest ? 1 : 0)
    .filter(({ at }) => at < over(pass))
    .map(({ path }) => path);
};

const filesWork = (places: readonly Place[]): RetentionWork => {
  const all = (pass: Asked): readonly string[] => places.flatMap((place) => expired(place, pass));
  return {
    due: (pass) => all(pass).length,
    run: (pass) => {
      const paths = all(pass);
      for (const path of paths) rmSync(path, { force: true });
      return paths.length;
    },
  };
};

const DAY_MS = 86_400_000;

/** Application logs: a day's file is over when its day is. */
export const logWork = (dataFolder: string): RetentionWork =>
  filesWork([
    { folder: join(dataFolder, 'logs'), dated: match(LOG, dayOf), over: (pass) => pass.before('logDays') },
  ]);

/** Local backups, and damaged databases that a restore set aside. */
export const backupWork = (dataFolder: string): RetentionWork =>
  filesWork([
    {
      folder: join(dataFolder, 'backups'),
      dated: match(BACKUP, Number),
      over: (pass) => pass.before('backupDays'),
      keepsNewest: true,
    },
    { folder: dataFolder, dated: match(DAMAGED, Number), over: (pass) => pass.before('backupDays') },
  ]);

/** Photos that another terminal began to bring: over when nothing came for long. The disk itself says when that was. */
export const uploadWork = (dataFolder: string): RetentionWork => {
  const folder = join(dataFolder, 'uploads');
  const dated: Dated = (name) => statSync(join(folder, name)).mtimeMs;
  return filesWork([{ folder, dated, over: (pass) => pass.before('uploadSpoolDays') }]);
};

/** Papers kept as files; print files for the lab go by production's own settings. */
export const renderWork = (ticketFolder: string): RetentionWork =>
  filesWork([{ folder: ticketFolder, dated: match(TICKET, ulidTime), over: ({ now }) => now - DAY_MS }]);
