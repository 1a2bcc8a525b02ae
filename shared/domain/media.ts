import { z } from './z.ts';

/**
 * Every reason why a customer's file is shown grey, or with a note (`incomplete`). Closed: each has one sentence per
 * language.
 */
export const MediaReason = z.enum([
  'empty',
  'too_big',
  'too_many_pixels',
  'too_small',
  'bad_path',
  'unsupported_type',
  'pdf',
  'video',
  'raw_no_preview',
  'damaged',
  'incomplete',
  'unreadable_media',
]);
export type MediaReason = z.infer<typeof MediaReason>;

/** What may be pointed out about a photo that can be printed. Never a reason to leave it out. */
export const PhotoHint = z.enum(['blurred', 'screenshot']);
export type PhotoHint = z.infer<typeof PhotoHint>;

/** What a printable photo is, decided by its content. */
export const PhotoKind = z.enum(['jpeg', 'png', 'tiff', 'webp', 'heic', 'avif', 'raw']);
export type PhotoKind = z.infer<typeof PhotoKind>;

/** Bytes the recogniser looks at. */
export const RECOGNITION_BYTES = 64 * 1024;

/** Longest file name and path (UTF-16 units) and deepest folder that are read from a medium. */
export const PATH_LIMITS = { name: 255, path: 1000, folders: 20 } as const;

const skippedNames: ReadonlySet<string> = new Set([
  'thumbs.db',
  'desktop.ini',
  'system volume information',
  '$recycle.bin',
  '.trashes',
  'lost.dir',
  'misc',
]);

/** Names of files and folders that no customer means as a photo: left out without a word. */
export function isSkippedName(name: string): boolean {
  return name.startsWith('.') || skippedNames.has(name.toLowerCase());
}

const deviceName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Whether a path on a medium (parts without its root) must not be opened: climbing, device names, too long or deep. */
export function isBadPath(parts: readonly string[]): boolean {
  const length = parts.reduce((sum, part) => sum + part.length + 1, -1);
  return (
    parts.length === 0 ||
    parts.length - 1 > PATH_LIMITS.folders ||
    length > PATH_LIMITS.path ||
    parts.some(isBadPart)
  );
}

function isBadPart(part: string): boolean {
  const stem = (part.split('.')[0] ?? '').trimEnd();
  return (
    part === '' ||
    part === '.' ||
    part === '..' ||
    part.length > PATH_LIMITS.name ||
    deviceName.test(stem) ||
    /[/\\:\u0000]/u.test(part)
  );
}

/** A name as it may be shown: composed, without control characters and without marks that turn text around. */
export function shownName(name: string): string {
  return name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '');
}
