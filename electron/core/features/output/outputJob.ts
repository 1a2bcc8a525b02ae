/** One part of one order for one controller: one product, never mixed (formats.md 1.2). */
export interface OutputJob {
  /** 8 digits, unique per store, never reused. */
  readonly job: string;
  /** Order number as spoken, such as `K-27`. */
  readonly order: string;
  readonly store: string;
  readonly terminal: string;
  readonly product: Product;
  readonly images: readonly JobImage[];
}

export interface Product {
  readonly format: string;
  readonly paper: string;
}

export interface JobImage {
  /** What the injected image source understands; never written to disk. */
  readonly ref: string;
  readonly copies: number;
  readonly crop: 'fill' | 'fit';
}

/** Length and hash of an image as it will lie in the controller's folder. */
export interface ImageFact {
  readonly relativePath: string;
  readonly length: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A manifest can only be built when the images' lengths and hashes are known. */
export type FileContent =
  | { readonly kind: 'image'; readonly ref: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'manifest'; readonly build: (images: readonly ImageFact[]) => Uint8Array };

export interface PlannedFile {
  /** Below the controller's folder, `/` between folders, final name. */
  readonly relativePath: string;
  readonly content: FileContent;
}

/**
 * How the finished files get their final name: one rename of the job's folder, or one per file in order.
 * `elsewhere` names what a controller may have made of it (accepted, failed); if one exists, the job was handed over.
 */
export type Commit =
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly staging: string;
      readonly elsewhere: readonly string[];
    }
  | { readonly kind: 'files'; readonly elsewhere: readonly string[] };

/** What every writer answers: files in the order they are written, and the commit (formats.md 1.1). */
export interface WriterPlan {
  readonly files: readonly PlannedFile[];
  readonly commit: Commit;
}

export const OUTPUT_FAILURES = [
  'no-route',
  'template-invalid',
  'too-many-files',
  'image-missing',
  'decoder-down',
  'share-missing',
  'disk-full',
  'write-refused',
  'read-back-mismatch',
  'rename-refused',
] as const;

export type OutputFailure = (typeof OUTPUT_FAILURES)[number];
