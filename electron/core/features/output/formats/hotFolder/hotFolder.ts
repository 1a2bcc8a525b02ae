import { Temporal } from 'temporal-polyfill';
import { SHOP_ZONE } from '../../../../../../shared/domain/time.ts';
import {
  expandTemplate,
  type HotFolderTemplate,
  parseTemplate,
  type TemplateRefusal,
} from './hotFolderTemplate.ts';
import { LabManifest } from './labManifest.ts';
import type {
  FileContent,
  ImageFact,
  JobImage,
  Move,
  OutputJob,
  PlannedFile,
  WriterPlan,
} from '../../outputJob.ts';

export const DEFAULT_HOT_FOLDER_TEMPLATE = '%Date%/%Format%_%Paper%/%Job%/%Qty%x_%Index%.jpg';

export interface HotFolderSettings {
  readonly template: string;
  readonly copies: 'inName' | 'repeatFiles';
  readonly marker: HotFolderMarker;
  /** Where the controller puts what it could not print; null if it has no such folder. */
  readonly errorFolder: string | null;
}

export type HotFolderMarker =
  | { readonly kind: 'none' }
  | { readonly kind: 'json' }
  | { readonly kind: 'empty'; readonly name: string };

export type HotFolderResult =
  | { readonly ok: true; readonly plan: WriterPlan }
  | { readonly ok: false; readonly code: 'template-invalid'; readonly reason: TemplateRefusal }
  | { readonly ok: false; readonly code: 'too-many-files' };

interface Print {
  readonly image: JobImage;
  readonly quantity: number;
  readonly index: number;
}

/** `%Index%` has four digits. */
const MAX_FILES = 9999;

/** Writer of the generic hot folder (formats.md 5). Pure; `now` in UTC ms, dates are Riga's. */
export function writeHotFolder(job: OutputJob, settings: HotFolderSettings, now: number): HotFolderResult {
  const parsed = parseTemplate(settings.template);
  if (!parsed.ok) return { ok: false, code: 'template-invalid', reason: parsed.reason };
  if (!isSafeMarker(settings.marker) || !isSafeFolder(settings.errorFolder))
    return { ok: false, code: 'template-invalid', reason: 'reserved-name' };
  const prints = printsOf(job, settings.copies);
  if (prints.length > MAX_FILES) return { ok: false, code: 'too-many-files' };

  const { template } = parsed;
  const paths = prints.map((print) => expandTemplate(template, tokenValues(job, print, now)));
  const files: PlannedFile[] = prints.map((print, i) => ({
    relativePath: (paths[i] ?? []).join('/'),
    content: { kind: 'image', ref: print.image.ref },
  }));
  const root = sharedFolder(template, paths);
  const marker = markerFile(job, settings.marker, prints, root, template.jobSegment === null);
  return {
    ok: true,
    plan: planOf(
      marker === null ? files : [...files, marker],
      template.jobSegment === null ? null : root,
      job,
    ),
  };
}

function printsOf(job: OutputJob, copies: HotFolderSettings['copies']): Print[] {
  const single = job.images.flatMap((image) =>
    copies === 'inName'
      ? [{ image, quantity: image.copies }]
      : Array.from({ length: image.copies }, () => ({ image, quantity: 1 })),
  );
  return single.map((print, i) => ({ ...print, index: i + 1 }));
}

function tokenValues(job: OutputJob, print: Print, now: number) {
  const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(SHOP_ZONE);
  return {
    Store: job.store,
    Terminal: job.terminal,
    Job: job.job,
    Order: job.order,
    Date: at.toPlainDate().toString(),
    Time: at.toPlainTime().toString({ smallestUnit: 'second' }).replaceAll(':', ''),
    Format: job.product.format,
    Paper: job.product.paper,
    Crop: print.image.crop,
    Qty: String(print.quantity),
    Index: String(print.index).padStart(4, '0'),
  };
}

/** The job's own folder, or for a flat template the folder all its images share. */
function sharedFolder(template: HotFolderTemplate, paths: readonly (readonly string[])[]): readonly string[] {
  const first = paths[0] ?? [];
  if (template.jobSegment !== null) return first.slice(0, template.jobSegment + 1);
  const folders = first.slice(0, -1);
  const differs = folders.findIndex((name, i) => paths.some((path) => path[i] !== name));
  return differs < 0 ? folders : folders.slice(0, differs);
}

function planOf(
  files: readonly PlannedFile[],
  jobFolder: readonly string[] | null,
  { job }: OutputJob,
): WriterPlan {
  if (jobFolder === null) return { files, moves: files.map(oneByOne), folders: [] };
  const from = [...jobFolder.slice(0, -1), `.lete-${job}`].join('/');
  return { files, moves: [{ from, to: jobFolder.join('/') }], folders: [] };
}

const oneByOne = ({ relativePath }: PlannedFile): Move => ({ from: `${relativePath}.tmp`, to: relativePath });

function markerFile(
  job: OutputJob,
  marker: HotFolderMarker,
  prints: readonly Print[],
  root: readonly string[],
  flat: boolean,
): PlannedFile | null {
  if (marker.kind === 'none') return null;
  const name = marker.kind === 'json' ? 'job.json' : marker.name;
  // Flat jobs share one folder, so their markers carry the job number.
  const relativePath = [...root, flat ? `${job.job}_${name}` : name].join('/');
  const content: FileContent =
    marker.kind === 'empty'
      ? { kind: 'bytes', bytes: new Uint8Array(0) }
      : { kind: 'manifest', build: (images) => jobJson(job, prints, root, images) };
  return { relativePath, content };
}

function jobJson(
  job: OutputJob,
  prints: readonly Print[],
  root: readonly string[],
  images: readonly ImageFact[],
): Uint8Array {
  const prefix = root.length === 0 ? 0 : root.join('/').length + 1;
  const value: LabManifest = {
    schema: 'lete-job/1',
    job: job.job,
    order: job.order,
    product: { format: job.product.format, paper: job.product.paper },
    images: images.map((fact, i) => ({
      name: fact.relativePath.slice(prefix),
      quantity: prints[i]?.quantity ?? 1,
      length: fact.length,
      sha256: fact.sha256,
    })),
  };
  return new TextEncoder().encode(
    `${JSON.stringify(LabManifest.parse(value), null, 2).replaceAll('\n', '\r\n')}\r\n`,
  );
}

function isSafeMarker(marker: HotFolderMarker): boolean {
  return (
    marker.kind !== 'empty' || /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}(?<!\.|\.tmp|\.jpe?g)$/i.test(marker.name)
  );
}

function isSafeFolder(folder: string | null): boolean {
  return (
    folder === null || folder.split('/').every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._ -]{0,59}$/.test(name))
  );
}
