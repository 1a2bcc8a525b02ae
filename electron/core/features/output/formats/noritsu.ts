import type { LabKind, LabOf } from '../../../../../shared/domain/labs.ts';
import type { PlannedFile } from '../outputJob.ts';
import {
  bytesOf,
  crlf,
  entriesOf,
  type Entry,
  foldersOf,
  imageName,
  joined,
  numbered,
  photosOf,
} from './controlFile.ts';
import type { LabFormat, LabTask } from './labFormat.ts';
import { orderFile, type Dialect } from './noritsuFile.ts';

/** The first letter says how a folder stands; the rest never changes (formats.md 7). */
const PREFIX = { building: 'p', ready: 'o', accepted: 'e', failed: 'q' } as const;

function folderFiles(
  name: string,
  entries: readonly Entry[],
  task: LabTask,
  lab: Dialect,
): readonly PlannedFile[] {
  const folder = `${PREFIX.ready}${name}`;
  const images = joined(folder, lab.imageDir === 'flat' ? '' : lab.imageDir);
  const nameOf = (index: number) => imageName(task.job.job, index);
  return [
    ...photosOf(entries).map(
      ({ image, index }): PlannedFile => ({
        relativePath: `${images}/${nameOf(index)}`,
        content: { kind: 'image', ref: image.ref },
      }),
    ),
    {
      relativePath: `${folder}/${lab.mrkPath}`,
      content: { kind: 'bytes', bytes: bytesOf(crlf(orderFile(entries, nameOf, task, lab))) },
    },
  ];
}

/** The job's part of the name stays numeric: a further folder or a taken name gets a number behind it. */
function folderName({ job, route }: Omit<LabTask, 'names'>, n: number, lab: Dialect): string {
  const number = numbered(job.job, n);
  if (lab.folderName === '{job}') return number;
  return lab.folderName === '{job}_{format}' ? `${number}_${job.product.format}` : `${number}.${route.code}`;
}

const format = <K extends Extract<LabKind, 'noritsu' | 'epson'>>(): LabFormat<K> => {
  const foldersFor = (task: Pick<LabTask, 'job'>, lab: Dialect) =>
    foldersOf(entriesOf(task.job.images, lab.maxQty));
  return {
    naming: (task, lab: LabOf<'noritsu' | 'epson'>) => ({
      wanted: foldersFor(task, lab).length,
      candidate: (n) => folderName(task, n, lab),
      places: (name) => Object.values(PREFIX).map((prefix) => `${prefix}${name}`),
    }),
    write: (task, lab: LabOf<'noritsu' | 'epson'>) => ({
      ok: true,
      plan: {
        files: foldersFor(task, lab).flatMap((entries, i) =>
          folderFiles(task.names[i] ?? '', entries, task, lab),
        ),
        moves: task.names.map((name) => ({
          from: `${PREFIX.building}${name}`,
          to: `${PREFIX.ready}${name}`,
        })),
        folders: [],
      },
    }),
    signs: ({ names }, { gone }: LabOf<'noritsu' | 'epson'>) => ({
      accepted: names.map((name) => `${PREFIX.accepted}${name}`),
      failed: names.map((name) => `${PREFIX.failed}${name}`),
      gone: { paths: names.map((name) => `${PREFIX.ready}${name}`), means: gone, within: [] },
    }),
  };
};

/** Noritsu EZ and QSS controllers (formats.md 7). */
export const noritsu = format<'noritsu'>();
/** Epson Order Controller: the same protocol, other lines for each print. */
export const epson = format<'epson'>();
