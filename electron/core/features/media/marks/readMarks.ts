import { isBadPath } from '../../../../../shared/domain/media.ts';

/** Bytes, jobs and photos of one list of marks that are read at most. */
export const MARK_LIMITS = { bytes: 1024 * 1024, jobs: 999, photos: 2000 } as const;
const MAX_QUANTITY = 999;

/** The print that the camera wishes: one of DPOF's classes of the short side, or its millimetres. */
export type MarkedSize = { readonly class: number } | { readonly mm: number };

/** A photo that the camera marked: its path from the medium's root with `/`, copies 1 … 999; size null is any. */
export type Mark = {
  readonly path: string;
  readonly quantity: number;
  readonly size: MarkedSize | null;
};

/** `dropped` counts marks that ask for what Lete does not do, or that point outside the medium. */
export type Marks = { readonly marks: readonly Mark[]; readonly dropped: number };

type Section = { readonly name: string; readonly fields: Field[] };
type Field = { readonly key: string; readonly value: string };

/**
 * Reads the text of `AUTPRINT.MRK` (DPOF 1.00 and 1.10), which anyone may have written. Tolerates any letter case,
 * line end and spacing, unknown lines, sections and vendor regions. Null for what is no such list. Never throws.
 */
export function readMarks(text: string): Marks | null {
  const [header, ...others] = sectionsOf(text);
  if (header?.name !== 'HDR' || !/^0*1\.\d{1,2}$/.test(valueOf(header, 'GEN REV') ?? '')) return null;
  const jobs = others.filter(({ name }) => name === 'JOB');
  const read = jobs.map((job, index) => (index < MARK_LIMITS.jobs ? marksOf(job) : refusedJob(job)));
  const all = read.flatMap(({ marks }) => marks);
  const marks = all.slice(0, MARK_LIMITS.photos);
  const dropped = read.reduce((sum, job) => sum + job.dropped, all.length - marks.length);
  return { marks, dropped };
}

function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let isVendors = false;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    const name = /^\[(\w{1,20})\]$/.exec(line)?.[1];
    if (name !== undefined) {
      isVendors = false;
      sections.push({ name: name.toUpperCase(), fields: [] });
      continue;
    }
    const field = fieldOf(line);
    if (field?.key === 'VUQ RGN') isVendors = field.value.toUpperCase() === 'BGN';
    else if (field !== null && !isVendors) sections.at(-1)?.fields.push(field);
  }
  return sections;
}

function fieldOf(line: string): Field | null {
  const found = /^<?\s{0,9}([A-Za-z]{3})\s{1,9}([A-Za-z]{3})\s{0,9}=(.*)$/.exec(line);
  if (found === null) return null;
  const [, group = '', name = '', value = ''] = found;
  return { key: `${group} ${name}`.toUpperCase(), value: value.trim() };
}

const valueOf = (section: Section, key: string): string | undefined =>
  section.fields.find((field) => field.key === key)?.value;

const sourcesOf = (job: Section): readonly string[] =>
  job.fields.flatMap(({ key, value }) => (key === 'IMG SRC' ? [value] : []));

const refusedJob = (job: Section): Marks => ({ marks: [], dropped: sourcesOf(job).length });

function marksOf(job: Section): Marks {
  const size = sizeOf(valueOf(job, 'PRT TYP') ?? 'STD');
  if (size === undefined) return refusedJob(job);
  const quantity = quantityOf(valueOf(job, 'PRT QTY'));
  const sources = sourcesOf(job);
  const marks = sources.flatMap((source) => {
    const path = pathOf(source);
    return path === null ? [] : [{ path, quantity, size }];
  });
  return { marks, dropped: sources.length - marks.length };
}

/** Undefined for an index print and for types that DPOF does not know. */
function sizeOf(type: string): MarkedSize | null | undefined {
  if (/^STD$/i.test(type)) return null;
  const found = /^SIZ\s{0,9}-\s{0,9}(\d{1,2})(?:\s{1,9}(\d{1,4}))?$/i.exec(type);
  if (found === null) return undefined;
  const [code, mm] = [Number(found[1]), Number(found[2] ?? 0)];
  if (code === 0) return null;
  if (code !== 99) return { class: code };
  return mm > 0 ? { mm } : undefined;
}

function quantityOf(value: string | undefined): number {
  const asked = /^\d+$/.test(value ?? '') ? Number(value) : 1;
  return Math.min(MAX_QUANTITY, Math.max(1, asked));
}

/** A source is named from `MISC`. What climbs out of the medium, is absolute or no path is null. */
function pathOf(source: string): string | null {
  const named = /^"([^"]+)"\s{0,9}>?$/.exec(source)?.[1];
  if (named === undefined) return null;
  const parts = ['MISC'];
  for (const part of named.split(/[/\\]/)) {
    if (part === '..' && parts.length === 0) return null;
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return isBadPath(parts) ? null : parts.join('/');
}
