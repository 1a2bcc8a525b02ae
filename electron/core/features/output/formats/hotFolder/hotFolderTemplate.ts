export const TEMPLATE_TOKENS = [
  'Store',
  'Terminal',
  'Job',
  'Order',
  'Date',
  'Time',
  'Format',
  'Paper',
  'Crop',
  'Qty',
  'Index',
] as const;

export type TemplateToken = (typeof TEMPLATE_TOKENS)[number];

export type TemplateRefusal =
  | 'empty'
  | 'too-long'
  | 'drive-letter'
  | 'absolute'
  | 'parent-folder'
  | 'bad-segment'
  | 'bad-character'
  | 'unknown-token'
  | 'job-missing'
  | 'index-missing'
  | 'not-jpg'
  | 'reserved-name'
  | 'image-token-in-job-folder';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'token'; readonly token: TemplateToken };

export interface HotFolderTemplate {
  readonly segments: readonly (readonly Part[])[];
  /** The folder segment renamed at hand-over, or null for a flat template (`%Job%` only in the file name). */
  readonly jobSegment: number | null;
}

export type TemplateResult =
  | { readonly ok: true; readonly template: HotFolderTemplate }
  | { readonly ok: false; readonly reason: TemplateRefusal };

const MAX_LENGTH = 200;
const DEVICE_NAME = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
/** These differ between the images of one job, so the one folder that is renamed cannot hold them. */
const PER_IMAGE: ReadonlySet<TemplateToken> = new Set(['Crop', 'Qty', 'Index']);

/** Reads and checks a hot folder template (formats.md 5) when it is saved, and again before it is used. */
export function parseTemplate(text: string): TemplateResult {
  const raw = refuseRaw(text);
  if (raw !== null) return { ok: false, reason: raw };
  const segments: Part[][] = [];
  for (const segment of text.split('/')) {
    const parts = parseSegment(segment);
    if (typeof parts === 'string') return { ok: false, reason: parts };
    segments.push(parts);
  }
  const jobSegment = segments.slice(0, -1).findIndex((parts) => holds(parts, 'Job'));
  const template = { segments, jobSegment: jobSegment < 0 ? null : jobSegment };
  const reason = refuseTokens(template);
  return reason === null ? { ok: true, template } : { ok: false, reason };
}

function refuseRaw(text: string): TemplateRefusal | null {
  if (text.trim() === '') return 'empty';
  if (text.length > MAX_LENGTH) return 'too-long';
  if (/^[A-Za-z]:/.test(text)) return 'drive-letter';
  if (text.startsWith('/') || text.startsWith('\\')) return 'absolute';
  if (/[^ -~]|[<>:"|?*\\]/.test(text)) return 'bad-character';
  if (!/\.jpe?g$/i.test(text)) return 'not-jpg';
  return null;
}

function parseSegment(segment: string): Part[] | TemplateRefusal {
  if (segment === '..') return 'parent-folder';
  if (segment === '' || segment === '.' || /^ |[. ]$/.test(segment)) return 'bad-segment';
  if (segment.startsWith('.') || DEVICE_NAME.test(segment)) return 'reserved-name';
  const parts: Part[] = [];
  for (const piece of segment.split(/(%[^%]*%)/).filter((text) => text !== '')) {
    if (!piece.includes('%')) {
      parts.push({ kind: 'text', text: piece });
      continue;
    }
    const token = TEMPLATE_TOKENS.find((name) => piece === `%${name}%`);
    if (token === undefined) return 'unknown-token';
    parts.push({ kind: 'token', token });
  }
  return parts;
}

function refuseTokens({ segments, jobSegment }: HotFolderTemplate): TemplateRefusal | null {
  if (!segments.some((parts) => holds(parts, 'Job'))) return 'job-missing';
  if (!segments.some((parts) => holds(parts, 'Index'))) return 'index-missing';
  if (jobSegment === null) return null;
  const untilJob = segments.slice(0, jobSegment + 1).flat();
  const perImage = untilJob.some((part) => part.kind === 'token' && PER_IMAGE.has(part.token));
  return perImage ? 'image-token-in-job-folder' : null;
}

function holds(parts: readonly Part[], token: TemplateToken): boolean {
  return parts.some((part) => part.kind === 'token' && part.token === token);
}

/** Fills in the tokens; answers one cleaned name per segment. */
export function expandTemplate(
  template: HotFolderTemplate,
  values: Readonly<Record<TemplateToken, string>>,
): readonly string[] {
  return template.segments.map((parts) => {
    const name = parts
      .map((part) => (part.kind === 'text' ? part.text : cleanValue(values[part.token])))
      .join('');
    // A catalogue code must not turn into `..`, a hidden file or a device of the controller's Windows.
    return DEVICE_NAME.test(name) ? `_${name}` : name.replace(/^\.+|\.+$/g, '_');
  });
}

function cleanValue(value: string): string {
  return value.replace(/[^A-Za-z0-9._-]/g, '_');
}
