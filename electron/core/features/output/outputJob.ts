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

/** One rename that gives a finished file, or a folder with all that lies in it, its final name. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Milliseconds to let the controller work before this rename. */
  readonly after?: number;
}

/**
 * Where a controller's answer is seen, as paths below its folder: one of `failed` is a refusal, all of `accepted` an
 * acceptance. When all of `gone` are away it has taken the job, which by its settings means accepted or that staff look.
 */
export interface AnswerSigns {
  readonly accepted: readonly string[];
  readonly failed: readonly string[];
  readonly gone: {
    readonly paths: readonly string[];
    readonly means: 'accepted' | 'unknown';
    /** Folders that have to be there for an absence to mean anything. */
    readonly within: readonly string[];
  } | null;
}

/** What every writer answers: files in the order they are written, and the renames in theirs (formats.md 1.1). */
export interface WriterPlan {
  readonly files: readonly PlannedFile[];
  readonly moves: readonly Move[];
  /** The controller's own folders below its root; they must be there, since an absent share is never replaced. */
  readonly folders: readonly string[];
}
