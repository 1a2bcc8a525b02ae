/** Why a print job is not with its lab (formats.md 1.9); staff see a sentence for each. */
export const OUTPUT_FAILURES = [
  'no-route',
  'folder-missing',
  'template-invalid',
  'too-many-files',
  'image-missing',
  'decoder-down',
  'share-missing',
  'disk-full',
  'write-refused',
  'read-back-mismatch',
  'rename-refused',
  'lab-refused',
  'no-answer',
  'job-gone',
] as const;

export type OutputFailure = (typeof OUTPUT_FAILURES)[number];

/** Those that are the printer's or the folder's, not of an order, a photo or a setting. */
export const PRINTER_FAILURES = [
  'folder-missing',
  'share-missing',
  'disk-full',
  'write-refused',
  'read-back-mismatch',
  'rename-refused',
  'lab-refused',
] as const satisfies readonly OutputFailure[];
