import { z } from '../../../shared/domain/z.ts';
import { Adjust } from '../../../shared/domain/adjust.ts';
import { MediaReason, PhotoHint, PhotoKind } from '../../../shared/domain/media.ts';
import { FILE_KEY_BYTES } from './fileFormat.ts';

/*
 * What core and the imaging process say to each other. Core never trusts an answer: a captured decoder is a hostile
 * sender, so both directions have schemas.
 */

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Side = z.int().min(1).max(65_500);
const Unit = z.number().min(0).max(1);

/** Where the bytes are. `name` is needed for its extension only, and never leaves the process. */
export const ImagingSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('medium'), path: z.string().min(1).max(4096), name: z.string().max(255) }),
  z.strictObject({
    kind: z.literal('sealed'),
    path: z.string().min(1).max(4096),
    name: z.string().max(255),
    key: Bytes.refine((key) => key.length === FILE_KEY_BYTES),
    orderId: z.string().min(1).max(64),
    fileId: z.string().min(1).max(64),
  }),
]);
export type ImagingSource = z.infer<typeof ImagingSource>;

/** Refused before anything is decoded. Bytes and pixels; sides in pixels. */
export const ImagingLimits = z.strictObject({
  bytes: z.int().positive(),
  /** For TIFF and RAW. */
  largeBytes: z.int().positive(),
  pixels: z.int().positive(),
  /** For HEIC and AVIF, whose decoders need more memory. */
  heifPixels: z.int().positive(),
  minSide: z.int().positive(),
  maxSide: z.int().positive(),
});
export type ImagingLimits = z.infer<typeof ImagingLimits>;

export const DEFAULT_LIMITS: ImagingLimits = {
  bytes: 200 * 1024 * 1024,
  largeBytes: 300 * 1024 * 1024,
  pixels: 250_000_000,
  heifPixels: 64_000_000,
  minSide: 64,
  maxSide: 65_500,
};

/** Part of the upright image after its quarter turns and before mirroring, in fractions of its width and height. */
export const CropRect = z
  .strictObject({ x: Unit, y: Unit, w: Unit.positive(), h: Unit.positive() })
  .refine(({ x, y, w, h }) => x + w <= 1.000001 && y + h <= 1.000001);
export type CropRect = z.infer<typeof CropRect>;

/**
 * Long edge in pixels; `quick` may use the picture embedded in the file, `sharp` decodes unless a HEIC's own picture is
 * that large.
 */
const Thumbnail = z.strictObject({ maxEdge: Side.max(4096), quality: z.enum(['quick', 'sharp']) });

/**
 * How a print is made of the upright image, in this order: `rotation` quarter turns clockwise, straightening, crop,
 * `mirror` left to right, then `fill` (cut to the ratio of width × height around the centre) or `fit` (white borders).
 */
const Print = z.strictObject({
  crop: CropRect.nullable(),
  rotation: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  mirror: z.boolean(),
  fit: z.enum(['fill', 'fit']),
  /** Straightening turns the picture about its middle and enlarges it until it covers its own frame again. */
  adjust: Adjust.optional(),
  width: Side.max(20_000),
  height: Side.max(20_000),
  /** A larger white sheet with the print in its middle, for printers that want more than they print on. */
  sheet: z.strictObject({ width: Side.max(20_000), height: Side.max(20_000) }).optional(),
  /** The picture so many times on the sheet, with so many pixels of white between. */
  pieces: z
    .strictObject({
      across: z.int().min(1).max(50),
      down: z.int().min(1).max(50),
      gap: z.int().min(0).max(500),
    })
    .optional(),
});

/** Small pictures that imaging has made itself, laid on one white sheet, with a layer of signs over them. */
const Sheet = z.strictObject({
  width: Side.max(20_000),
  height: Side.max(20_000),
  pictures: z
    .array(z.strictObject({ bytes: Bytes, left: z.int().min(0), top: z.int().min(0) }))
    .min(1)
    .max(1000),
  /** Transparent PNG as large as the sheet. */
  signs: Bytes,
});

const common = { source: ImagingSource, limits: ImagingLimits };

/** One thing to do. `look` is a probe and a thumbnail in one reading; `likeness` needs no more than a small picture. */
export const ImagingJob = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('probe'), ...common }),
  z.strictObject({ kind: z.literal('thumbnail'), ...common, thumbnail: Thumbnail }),
  z.strictObject({ kind: z.literal('look'), ...common, thumbnail: Thumbnail }),
  z.strictObject({ kind: z.literal('likeness'), ...common }),
  z.strictObject({ kind: z.literal('print'), ...common, print: Print }),
  z.strictObject({ kind: z.literal('sheet'), sheet: Sheet }),
]);
export type ImagingJob = z.infer<typeof ImagingJob>;
export type ThumbnailRequest = z.infer<typeof Thumbnail>;
export type PrintRequest = z.infer<typeof Print>;
export type SheetRequest = z.infer<typeof Sheet>;

/** What is known of a photo without decoding it. Sides are those of the upright image, in pixels. */
export const PhotoFacts = z.object({
  kind: PhotoKind,
  width: Side,
  height: Side,
  /** EXIF orientation 1 … 8; 1 where the container itself turns the picture. */
  orientation: z.int().min(1).max(8),
  /** Wall time of the camera, `YYYY-MM-DDTHH:MM:SS`, without a zone. */
  takenAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    .nullable(),
  /** Milliseconds of that second, where the camera wrote them. */
  takenMs: z.int().min(0).max(999).nullable(),
  /** Model of the camera, to tell photos of one moment apart. */
  camera: z.string().max(64).nullable(),
  hasThumbnail: z.boolean(),
  /** The end of the file is missing; what is there can be printed. */
  incomplete: z.boolean(),
  notes: z.array(z.enum(['cmyk', 'more_pages'])).max(2),
});
export type PhotoFacts = z.infer<typeof PhotoFacts>;

/** A JPEG made anew: upright, sRGB, without any metadata. */
export const Picture = z.object({
  bytes: Bytes.refine((bytes) => bytes.length <= 256 * 1024 * 1024 && bytes[0] === 0xff && bytes[1] === 0xd8),
  width: Side,
  height: Side,
  origin: z.enum(['embedded', 'decoded']),
  incomplete: z.boolean(),
  /** What the photo itself looked like when this preview was made of it; null on prints and sheets. */
  hint: PhotoHint.nullable(),
});
export type Picture = z.infer<typeof Picture>;

/** 64 bits of what a photo looks like: the fewer differ, the more two photos are alike. */
const Likeness = z.string().regex(/^[0-9a-f]{16}$/);

export const ImagingResult = z.union([
  z.object({
    ok: z.literal(true),
    facts: PhotoFacts.nullable(),
    picture: Picture.nullable(),
    likeness: Likeness.nullable(),
  }),
  z.object({
    ok: z.literal(false),
    reason: MediaReason,
    /** Name of a refused type, such as `GIF`. */
    format: z.string().max(20).nullable(),
  }),
]);
export type ImagingResult = z.infer<typeof ImagingResult>;

/** From core to imaging. */
export const ImagingRequest = z.strictObject({ id: z.int().nonnegative(), job: ImagingJob });
export type ImagingRequest = z.infer<typeof ImagingRequest>;

/** From imaging to core: alive; the file has been read and decoding begins; done. */
export const ImagingMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('read'), id: z.int() }),
  z.object({ type: z.literal('done'), id: z.int(), result: ImagingResult }),
]);
export type ImagingMessage = z.infer<typeof ImagingMessage>;

/** `cancelled`: the caller's signal came first. `out_of_service`: the decoders do not start. */
export type ImagingRefusal = {
  readonly ok: false;
  readonly reason: MediaReason | 'cancelled' | 'out_of_service';
  readonly format: string | null;
};
export type Outcome<Value> = ({ readonly ok: true } & Value) | ImagingRefusal;

/** `screen`: a person is waiting for it. */
export type ImagingOptions = {
  readonly priority: 'screen' | 'background';
  readonly signal?: AbortSignal;
};

/** The port: decoding of customers' files, in a process that may die of them. Nothing here throws for a bad file. */
export type Imaging = {
  readonly probe: (
    source: ImagingSource,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly facts: PhotoFacts }>>;
  readonly thumbnail: (
    source: ImagingSource,
    thumbnail: ThumbnailRequest,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly picture: Picture }>>;
  readonly look: (
    source: ImagingSource,
    thumbnail: ThumbnailRequest,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly facts: PhotoFacts; readonly picture: Picture }>>;
  readonly likeness: (
    source: ImagingSource,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly likeness: string }>>;
  readonly print: (
    source: ImagingSource,
    print: PrintRequest,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly picture: Picture }>>;
  readonly sheet: (
    sheet: SheetRequest,
    options: ImagingOptions,
  ) => Promise<Outcome<{ readonly picture: Picture }>>;
  /** Ends the processes; what still waits is answered `cancelled`. */
  readonly close: () => Promise<void>;
};
