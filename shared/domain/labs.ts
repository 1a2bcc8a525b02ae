import { z } from './z.ts';
import { ProductCode } from './catalogue.ts';
import { DyeSubModel, PAPER_PIXELS, rasterOf, sizeOf } from './dyeSub.ts';

const printable = (max: number) => z.string().regex(new RegExp(`^[\\x20-\\x7E]{0,${max}}$`));
/** A folder below the one of the output; empty is the output's folder itself. */
const Subfolder = z
  .string()
  .max(120)
  .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9._ -]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._ -]*)*)?$/);
/** What it means that the controller took the job away without another word. */
const Gone = z.enum(['accepted', 'unknown']);

export const HotFolderLab = z.strictObject({
  kind: z.literal('hotFolder'),
  template: z.string().min(1).max(200),
  copies: z.enum(['inName', 'repeatFiles']),
  marker: z.enum(['none', 'job.json']),
  errorFolder: Subfolder,
  /** Whether a file that is gone was accepted; without it the folder is not looked at again. */
  readBack: z.boolean(),
});

export const DpofLab = z.strictObject({
  kind: z.literal('dpof'),
  type: z.enum(['STD', 'SIZ']),
  imgFmt: z.enum(['EXIF2 -J', 'EXIF1 -J', 'JFIF', 'UNDEF']),
  gone: Gone,
});

const backPrintFields = {
  /** First line on the back: the order number and the number of the photo. */
  backPrint: z.boolean(),
  /** Second line on the back; the studio's own words. */
  backText: z.string().max(40),
};

const noritsuFields = {
  spacing: z.enum(['spaced', 'tight']),
  sectionGap: z.boolean(),
  genRev: z.enum(['01.00', '01.10']),
  genCrt: z.string().regex(/^"[ !#-~]{1,127}" -?\d{1,2}\.\d{2}$/),
  imageDir: z.enum(['IMAGE', 'IMAGES', 'flat']),
  mrkPath: z.enum(['MISC/AUTPRINT.MRK', 'DPOF.001']),
  qtyPad: z.boolean(),
  maxQty: z.int().min(1).max(999),
  encoding: z.enum(['ascii', 'utf8']),
  folderName: z.enum(['{job}', '{job}_{format}', '{job}.{channel}']),
  vendorAtr: z.string().regex(/^[A-Za-z0-9 ._-]{1,40}$/),
  /** Size by the format's code, by the code mapped to the product, or in millimetres. */
  psl: z.enum(['format', 'code', 'millimetres']),
  genInp: z.enum(['ZIP', 'Other-M', 'none']),
  gone: Gone,
};

export const NoritsuLab = z.strictObject({
  kind: z.literal('noritsu'),
  ...noritsuFields,
  autoCorrect: z.enum(['none', '0', '1']),
  usrCid: z.boolean(),
  imgOrg: z.boolean(),
  ...backPrintFields,
});
export const EpsonLab = z.strictObject({ kind: z.literal('epson'), ...noritsuFields });

/** The output's folder as the controller sees it, such as `D:\\lab` or `\\\\server\\lab`; empty if as it is seen here. */
const SeenFolder = z.string().regex(/^[\x20-\x2B\x2D-\x7E]{0,300}$/);
export const PicLab = z.strictObject({
  kind: z.literal('pic'),
  requestDir: Subfolder,
  imageDir: Subfolder.min(1),
  seenAs: SeenFolder,
  prefix: z.string().regex(/^[A-Z0-9]{1,3}$/),
  /** Empty is left out. */
  source: printable(20),
  typeIn: printable(20),
  /** Request first, images after a while. */
  proMode: z.boolean(),
  proWaitMs: z.int().min(0).max(60_000),
});

export const FrontlineLab = z.strictObject({
  kind: z.literal('frontline'),
  device: z.string().min(1).max(40),
  ...backPrintFields,
});

export const DarkroomLab = z.strictObject({
  kind: z.literal('darkroom'),
  imageDir: Subfolder.min(1),
  /** Where taken order files are moved; empty if they are deleted. */
  processedDir: Subfolder,
  seenAs: SeenFolder,
  index: z.boolean(),
  /** Further lines of the header. */
  ext: z.array(z.string().regex(/^Ext[A-Za-z0-9.]{1,30}=[\x20-\x7E]{0,100}$/)).max(10),
  /** Both empty are left out. */
  template: printable(60),
  templateText: printable(60),
});

export const DyeSubLab = z.strictObject({ kind: z.literal('dyeSub'), model: DyeSubModel });

export const LabSettings = z.discriminatedUnion('kind', [
  HotFolderLab,
  DpofLab,
  NoritsuLab,
  EpsonLab,
  PicLab,
  FrontlineLab,
  DarkroomLab,
  DyeSubLab,
]);
export type LabSettings = z.infer<typeof LabSettings>;
export type LabKind = LabSettings['kind'];
export type LabOf<K extends LabKind> = Extract<LabSettings, { kind: K }>;

/** Which product goes here, and what the controller calls it: channel, print code, medium or folder. */
export const LabRoute = z.strictObject({
  format: ProductCode,
  paper: ProductCode,
  code: printable(60),
  detail: printable(60),
});
export type LabRoute = z.infer<typeof LabRoute>;

/** When a job counts as printed without staff saying so (formats.md 1.10). */
export const CompletionMode = z.enum(['manual', 'on_handover', 'on_accept']);
export type CompletionMode = z.infer<typeof CompletionMode>;

export const OutputId = z.string().regex(/^[a-z0-9-]{1,20}$/);

/** Prints an hour of a small printer; a lab makes more, and is set so. */
export const PRINTS_PER_HOUR = 300;
export const PrintsPerHour = z.int().min(1).max(20_000);

const OutputShape = z.strictObject({
  id: OutputId,
  name: z.string().min(1).max(40),
  folder: z.string().min(1).max(1000),
  /** Its jobs wait. */
  paused: z.boolean(),
  routes: z.array(LabRoute).min(1).max(200),
  completion: CompletionMode,
  /** 0 raises no alert. */
  staleAfterMs: z.int().min(0).max(604_800_000),
  lookEveryMs: z.int().min(1000).max(60_000),
  /** By which ready times are told. */
  perHour: PrintsPerHour.default(PRINTS_PER_HOUR),
  /** What stands where a format wants a customer; never the customer. */
  reference: z.enum(['order', 'job']),
  lab: LabSettings,
});

type Fits<K extends LabKind> = (route: Pick<LabRoute, 'code' | 'detail'>, lab: LabOf<K>) => boolean;

const fitsNoritsu = (
  { code, detail }: Pick<LabRoute, 'code' | 'detail'>,
  { psl }: LabOf<'noritsu' | 'epson'>,
): boolean => /^\d{3}$/.test(code) && !detail.includes('"') && (psl !== 'code' || detail !== '');

/** Whether a lab can use a route's words, so that a writer never meets one it cannot write. */
const FITS: { readonly [K in LabKind]: Fits<K> } = {
  hotFolder: () => true,
  dpof: () => true,
  noritsu: fitsNoritsu,
  epson: fitsNoritsu,
  pic: ({ code }) => /^[!-+\--~]{1,20}$/.test(code),
  frontline: ({ code, detail }) => code !== '' && detail !== '',
  darkroom: ({ code, detail }) => code !== '' && detail !== '',
  dyeSub: ({ code, detail }, { model }) =>
    Subfolder.min(1).safeParse(code).success &&
    (model === 'none' || detail === PAPER_PIXELS || rasterOf(model, sizeOf(code, detail)) !== null),
};

const fits = <K extends LabKind>(lab: LabOf<K>, route: LabRoute): boolean => FITS[lab.kind](route, lab);

/** The first route whose words this lab cannot use, counted from 0; null when all are right. */
export function badRoute(lab: LabSettings, routes: readonly LabRoute[]): number | null {
  const at = routes.findIndex((route) => !fits(lab, route));
  return at < 0 ? null : at;
}

/** A controller with its folder, the products it prints and the dialect it reads (OUT-1). */
export const LabOutput = OutputShape.refine(({ lab, routes }) => badRoute(lab, routes) === null, {
  path: ['routes'],
  message: 'unusable_code',
});
export type LabOutput = z.infer<typeof LabOutput>;

/** The places where a product stands a second time: one product goes to one output. */
export function repeatedRoutes(outputs: readonly Pick<LabOutput, 'routes'>[]): readonly string[] {
  const products = outputs.flatMap(({ routes }) => routes.map(({ format, paper }) => `${format} ${paper}`));
  return products.filter((product, i) => products.indexOf(product) < i);
}

export const LabsSettings = z.strictObject({
  outputs: z
    .array(LabOutput)
    .max(12)
    .refine((outputs) => repeatedRoutes(outputs).length === 0, { message: 'repeated_route' })
    .refine((outputs) => new Set(outputs.map(({ id }) => id)).size === outputs.length, {
      message: 'repeated_id',
    }),
  /** Products that no output takes: into the general folder, or stopped with an alert. */
  others: z.enum(['folder', 'stop']),
});
export type LabsSettings = z.infer<typeof LabsSettings>;

/** The output that prints a product, with what it calls it. */
export function routeOf(
  { outputs }: LabsSettings,
  product: { readonly format: string; readonly paper: string },
): { readonly output: LabOutput; readonly route: LabRoute } | null {
  for (const output of outputs) {
    const route = output.routes.find(
      ({ format, paper }) => format === product.format && paper === product.paper,
    );
    if (route) return { output, route };
  }
  return null;
}
