import type { LabOf } from '../../../../../shared/domain/labs.ts';
import type { Move, PlannedFile } from '../outputJob.ts';
import { bytesOf, crlf, imageName, joined, label, named, seenPath } from './controlFile.ts';
import type { LabFormat, LabTask } from './labFormat.ts';

/** Request names have 7 characters: the prefix and the last digits of the job number (formats.md 8). */
const NAME_LENGTH = 7;

function requestName(job: string, prefix: string, n: number): string {
  const digits = NAME_LENGTH - prefix.length;
  const number = (Number(job) + n) % 10 ** digits;
  return `${prefix}${String(number).padStart(digits, '0')}`;
}

const requestPath = (lab: LabOf<'pic'>, name: string): string => joined(lab.requestDir, `${name}.txt`);

/** A comma parts the fields of a value. */
const value = (text: string): string => label(text, 'ascii').replaceAll(',', ' ');

function requestFile(
  task: LabTask,
  lab: LabOf<'pic'>,
  name: string,
  images: readonly string[],
): readonly string[] {
  const negNumber = (path: string) =>
    lab.proMode
      ? (path.split('/').at(-1) ?? '').replace(/\.jpg$/, '')
      : seenPath(task.root, lab.seenAs, path);
  return [
    '[Order]',
    `OrderId=${name}`,
    `CustomerName=${value(task.reference)},,,`,
    'Address=,,,,,,',
    'Phone=',
    'Email=',
    'Rush=0',
    ...(lab.source === '' ? [] : [`Source=${value(lab.source)}`]),
    ...(lab.typeIn === '' ? [] : [`TypeIn=${value(lab.typeIn)}`]),
    ...images.flatMap((path, i) => [
      '[Neg]',
      `NegNumber=${negNumber(path)}`,
      'Retouch=0',
      'Orient=0',
      'Crop=',
      'Optimize=N',
      '[Unit]',
      `Code=${task.route.code}`,
      `Qty=${task.job.images[i]?.copies ?? 1}`,
      'Color=C',
    ]),
  ];
}

/** Fujifilm PIC 2.6: images first and the request last, since it is read at once; in Pro mode the other way round. */
export const pic: LabFormat<'pic'> = {
  naming: ({ job }, lab) => ({
    wanted: 1,
    candidate: (n) => requestName(job.job, lab.prefix, n),
    places: (name) => [
      requestPath(lab, name),
      `${requestPath(lab, name)}.tmp`,
      ...(lab.proMode ? [joined(lab.imageDir, name)] : []),
    ],
  }),
  write: (task, lab) => {
    const { job, names } = task;
    const name = names[0] ?? '';
    const folder = lab.proMode ? name : job.job;
    // The same photo stands under two names: one file in two blocks fails.
    const images = job.images.map((_, i) => joined(lab.imageDir, folder, imageName(job.job, i)));
    const request = requestPath(lab, name);
    const files: PlannedFile[] = [
      ...job.images.map(
        ({ ref }, i): PlannedFile => ({ relativePath: images[i] ?? '', content: { kind: 'image', ref } }),
      ),
      {
        relativePath: request,
        content: { kind: 'bytes', bytes: bytesOf(crlf(requestFile(task, lab, name, images))) },
      },
    ];
    const imagesMove: Move = {
      from: joined(lab.imageDir, `.lete-${folder}`),
      to: joined(lab.imageDir, folder),
    };
    const requestMove: Move = { from: `${request}.tmp`, to: request };
    const moves = lab.proMode
      ? [requestMove, { ...imagesMove, after: lab.proWaitMs }]
      : [imagesMove, requestMove];
    return { ok: true, plan: { files, moves, folders: named(lab.requestDir, lab.imageDir) } };
  },
  signs: ({ names }, lab) => ({
    accepted: [],
    failed: [],
    gone: {
      paths: names.map((name) => requestPath(lab, name)),
      means: 'accepted',
      within: named(lab.requestDir, lab.imageDir),
    },
  }),
};
