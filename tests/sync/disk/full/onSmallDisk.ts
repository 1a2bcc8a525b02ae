import { once } from 'node:events';
import { findSmallDisk, type SmallDisk } from './smallDisk.ts';

const DISK_MIB = 32;

interface Verdict {
  readonly title: string;
  readonly status: 'passed' | 'failed';
}

interface TrialDisk extends Pick<SmallDisk, 'folder'> {
  /** Runs a script that alone sees the disk, and ends it once it has reported. */
  readonly report: <Report>(script: readonly string[]) => Promise<Report>;
}

const reportOf = async <Report>(disk: SmallDisk, script: readonly string[]): Promise<Report> => {
  const child = disk.run([process.execPath, ...script]);
  const said = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`what ran on the full disk ended with ${code}`);
  });
  try {
    const [report] = (await Promise.race([said, ended])) as [Report];
    return report;
  } finally {
    child.kill('SIGKILL');
  }
};

interface OnSmallDisk {
  readonly what: string;
  readonly tell: (line: string) => void;
  readonly mib?: number;
}

/** Tries something on a really small disk and says what held. No tests where none can be had. */
export const onSmallDisk = async <Figures extends object>(
  { what, tell, mib = DISK_MIB }: OnSmallDisk,
  trial: (disk: TrialDisk) => Promise<{ readonly figures: Figures; readonly tests: readonly Verdict[] }>,
): Promise<{ readonly figures: Partial<Figures>; readonly tests: readonly Verdict[] }> => {
  const disk = findSmallDisk(mib);
  if (disk === null) {
    tell(
      `not run: a full disk of ${what}, which takes root or user namespaces (sysctl kernel.unprivileged_userns_clone=1)`,
    );
    return { figures: {}, tests: [] };
  }
  tell(`Full disk of ${what}: ${mib} MiB, ${disk.name}`);
  try {
    const { folder } = disk;
    const result = await trial({ folder, report: (script) => reportOf(disk, script) });
    for (const { title, status } of result.tests)
      tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    return result;
  } finally {
    disk.discard();
  }
};
