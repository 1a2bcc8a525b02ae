import type { LabOf } from '../../../../../shared/domain/labs.ts';
import type { PlannedFile } from '../outputJob.ts';
import { bytesOf, crlf, imageName, joined, label, named, numbered, seenPath } from './controlFile.ts';
import type { LabFormat, LabTask } from './labFormat.ts';

const orderName = (name: string): string => `Order${name}.TXT`;

/** Values are sticky, so each photo has all of its own; its `Filepath` comes last and prints it. */
function orderFile(task: LabTask, lab: LabOf<'darkroom'>, images: readonly string[]): readonly string[] {
  const template =
    lab.template === ''
      ? []
      : [`Template=${lab.template}`, ...(lab.templateText === '' ? [] : [`Tmp.Name=${lab.templateText}`])];
  return [
    `OrderFirstName=${label(task.reference, 'ascii')}`,
    `Index=${lab.index ? 1 : 0}`,
    ...lab.ext,
    ...images.flatMap((path, i) => [
      `Qty=${task.job.images[i]?.copies ?? 1}`,
      `Size=${task.route.code}`,
      `Media=${task.route.detail}`,
      ...template,
      `Filepath=${seenPath(task.root, lab.seenAs, path)}`,
    ]),
  ];
}

/** Darkroom Pro (formats.md 10): images first, into a folder that stays until they are printed, then the order file. */
export const darkroom: LabFormat<'darkroom'> = {
  naming: ({ job }, lab) => ({
    wanted: 1,
    candidate: (n) => numbered(job.job, n),
    places: (name) => [
      orderName(name),
      `Order${name}.err`,
      `${orderName(name)}.err`,
      joined(lab.imageDir, name),
      ...(lab.processedDir === '' ? [] : [joined(lab.processedDir, orderName(name))]),
    ],
  }),
  write: (task, lab) => {
    const { job, names } = task;
    const name = names[0] ?? '';
    const images = job.images.map((_, i) => joined(lab.imageDir, name, imageName(job.job, i)));
    const order: PlannedFile = {
      relativePath: orderName(name),
      content: { kind: 'bytes', bytes: bytesOf(crlf(orderFile(task, lab, images))) },
    };
    const files = job.images.map(
      ({ ref }, i): PlannedFile => ({ relativePath: images[i] ?? '', content: { kind: 'image', ref } }),
    );
    const moves = [
      { from: joined(lab.imageDir, `.lete-${name}`), to: joined(lab.imageDir, name) },
      { from: `${orderName(name)}.tmp`, to: orderName(name) },
    ];
    return { ok: true, plan: { files: [...files, order], moves, folders: named(lab.imageDir) } };
  },
  signs: ({ names }, { imageDir, processedDir }) => ({
    accepted: processedDir === '' ? [] : names.map((name) => joined(processedDir, orderName(name))),
    failed: names.flatMap((name) => [`Order${name}.err`, `${orderName(name)}.err`]),
    gone: {
      paths: names.map(orderName),
      means: processedDir === '' ? 'accepted' : 'unknown',
      within: [imageDir],
    },
  }),
};
