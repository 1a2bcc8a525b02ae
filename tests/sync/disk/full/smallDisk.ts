import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Blocks are as large as those of large disks: only so is a line torn. Both end with their last process, however that ends: the file
 * system is mounted for it alone.
 */
const WAYS = [
  {
    name: 'ext4 on a loop device',
    // Nobody but root may mount a device.
    may: () => process.getuid?.() === 0,
    unshare: ['--mount', '--propagation', 'private'],
    as: [],
    mount:
      'truncate -s "$2M" "$1/image"; mkfs.ext4 -q -m 0 -b 4096 "$1/image"; mount -o loop "$1/image" "$1/disk"',
  },
  {
    name: 'tmpfs in a user namespace',
    may: () => true,
    unshare: ['--user', '--map-root-user', '--mount'],
    // Root to mount, and an ordinary user afterwards: PostgreSQL does not run as root.
    as: ['unshare', '--user', '--map-user=1000'],
    mount: 'mount -t tmpfs -o "size=$2m" tmpfs "$1/disk"',
  },
] as const;

/** A really small file system. */
export interface SmallDisk {
  /** What it is. */
  readonly name: string;
  /** Where it is, for the process that runs on it. */
  readonly folder: string;
  /** Runs a program that alone sees it; messages go to and fro. */
  readonly run: (program: readonly string[]) => ChildProcess;
  readonly discard: () => void;
}

/** Programs that make file systems lie off an ordinary path. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

const argsOf = ({ unshare, as, mount }: (typeof WAYS)[number], home: string, mib: number): string[] => [
  ...unshare,
  'sh',
  '-c',
  // One step after the other, and none joined by &&: only so does the shell end where one fails.
  `set -e; ${mount}; shift 2; exec "$@"`,
  'sh',
  home,
  String(mib),
  ...as,
];

/** The first way of this machine that works; null where there is none. */
export const findSmallDisk = (mib: number): SmallDisk | null => {
  for (const way of WAYS.filter(({ may }) => may())) {
    const home = mkdtempSync(join(tmpdir(), 'lete-small-disk-'));
    mkdirSync(join(home, 'disk'));
    // PostgreSQL runs as another user where we are root, and must get through.
    chmodSync(home, 0o711);
    const discard = (): void => rmSync(home, { recursive: true, force: true });
    const args = argsOf(way, home, mib);
    if (spawnSync('unshare', [...args, 'true'], { stdio: 'ignore', env }).status === 0)
      return {
        name: way.name,
        folder: join(home, 'disk'),
        run: (program) =>
          spawn('unshare', [...args, ...program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env }),
        discard,
      };
    discard();
  }
  return null;
};
