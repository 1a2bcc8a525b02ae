import type { PlannedFile } from '../outputJob.ts';
import {
  bytesOf,
  crlf,
  dpofTime,
  entriesOf,
  type Entry,
  foldersOf,
  fourDigits,
  numbered,
  photosOf,
  threeDigits,
} from './controlFile.ts';
import type { LabOf } from '../../../../../shared/domain/labs.ts';
import type { LabFormat, LabTask } from './labFormat.ts';

const MAX_QTY = 999;

const photoName = (index: number): string => `LETE${fourDigits(index)}.JPG`;

function jobSection({ index, quantity }: Entry, pid: number, { mm }: LabTask, lab: LabOf<'dpof'>): string[] {
  const size = `SIZ -99 ${String(Math.round(mm.w)).padStart(4, '0')}`;
  return [
    '[JOB]',
    `PRT PID = ${threeDigits(pid)}`,
    `PRT TYP = ${lab.type === 'STD' ? 'STD' : size}`,
    `PRT QTY = ${threeDigits(quantity)}`,
    `IMG FMT = ${lab.imgFmt}`,
    `<IMG SRC = "../DCIM/100LETE_/${photoName(index)}">`,
    '',
  ];
}

function folderFiles(
  name: string,
  entries: readonly Entry[],
  task: LabTask,
  lab: LabOf<'dpof'>,
): readonly PlannedFile[] {
  const header = [
    '[HDR]',
    'GEN REV = 01.10',
    'GEN CRT = "LETE" -01.00',
    `GEN DTM = ${dpofTime(task.at)}`,
    '',
  ];
  const sections = entries.flatMap((entry, i) => jobSection(entry, i + 1, task, lab));
  return [
    ...photosOf(entries).map(
      ({ image, index }): PlannedFile => ({
        relativePath: `${name}/DCIM/100LETE_/${photoName(index)}`,
        content: { kind: 'image', ref: image.ref },
      }),
    ),
    {
      relativePath: `${name}/MISC/AUTPRINT.MRK`,
      content: { kind: 'bytes', bytes: bytesOf(crlf([...header, ...sections])) },
    },
  ];
}

const foldersFor = ({ job }: Pick<LabTask, 'job'>) => foldersOf(entriesOf(job.images, MAX_QTY));

/** Simple printers that read a card: DPOF 1.10 (formats.md 6). */
export const dpof: LabFormat<'dpof'> = {
  naming: (task) => ({
    wanted: foldersFor(task).length,
    candidate: (n) => numbered(task.job.job, n),
    places: (name) => [name],
  }),
  write: (task, lab) => ({
    ok: true,
    plan: {
      files: foldersFor(task).flatMap((entries, i) => folderFiles(task.names[i] ?? '', entries, task, lab)),
      moves: task.names.map((name) => ({ from: `.lete-${name}`, to: name })),
      folders: [],
    },
  }),
  signs: ({ names }, { gone }) => ({
    accepted: [],
    failed: [],
    gone: { paths: names, means: gone, within: [] },
  }),
};
