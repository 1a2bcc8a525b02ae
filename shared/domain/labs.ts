import { z } from 'zod';
import { ProductCode } from './catalogue.ts';

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

const noritsuFields = {
  spacing: z.enum(['spaced', 'tight']),
  sectionGap: z.boolean(),
  genRev: z.enum(['01.00', '01.10']),
  genCrt: z.string().regex(/^"[ !#-~]{1,127}" -?\d{1,2}\.\d{2}$/),
  imageDir: z.enum(['IMAGE', 'IMAGES', '']),
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
  /** First line on the back: the order number and the number of the photo. */
  backPrint: z.boolean(),
  /** Second line on the back; the studio's own words. */
  backText: z.string().max(40),
});
export const EpsonLab = z.strictObject({ kind: z.literal('epson'), ...noritsuFields });

export const LabSettings = z.discriminatedUnion('kind', [HotFolderLab, DpofLab, NoritsuLab, EpsonLab]);
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

const OutputShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,20}$/),
  name: z.string().min(1).max(40),
  folder: z.string().min(1).max(1000),
  /** Its jobs wait. */
  paused: z.boolean(),
  routes: z.array(LabRoute).min(1).max(200),
  completion: CompletionMode,
  /** 0 raises no alert. */
  staleAfterMs: z.int().min(0).max(604_800_000),
  lookEveryMs: z.int().min(1000).max(60_000),
  /** What stands where a format wants a customer; never the customer. */
  reference: z.enum(['order', 'job']),
  lab: LabSettings,
});

/** What a route's code must look like, so that a writer never meets one it cannot write. */
const CODES: Readonly<Record<LabKind, RegExp>> = {
  hotFolder: /^/,
  dpof: /^/,
  noritsu: /^\d{3}$/,
  epson: /^\d{3}$/,
};

/** The first route whose words this lab cannot use, counted from 0; null when all are right. */
export function badRoute(lab: LabSettings, routes: readonly LabRoute[]): number | null {
  const wantsDetail = (lab.kind === 'noritsu' || lab.kind === 'epson') && lab.psl === 'code';
  const at = routes.findIndex(
    ({ code, detail }) =>
      !CODES[lab.kind].test(code) || /"/.test(code + detail) || (wantsDetail && detail === ''),
  );
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
