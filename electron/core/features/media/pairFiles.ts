/** A file on a medium, by its place: path from the medium's root with `/`, bytes, UTC milliseconds. */
export type FoundFile = {
  readonly relPath: string;
  readonly name: string;
  readonly bytes: number;
  readonly mtimeMs: number;
};

/** One photo of the customer. `fallbacks` are RAW files of the same shot, used when the developed file is broken. */
export type FoundPhoto = { readonly file: FoundFile; readonly fallbacks: readonly FoundFile[] };

const RAW = new Set('cr2 cr3 dng orf rw2 raf nef nrw arw sr2 pef srw 3fr erf'.split(' '));
const DEVELOPED = new Set('jpg jpeg heic heif hif'.split(' '));
const MOTION = 'mov';

/**
 * Makes photos of the files of one folder: RAW and developed file of one base name are one photo, and a MOV beside
 * a photo is the moving part of a Live Photo. Names only group here; what a file is, its content decides.
 */
export function pairFiles(files: readonly FoundFile[]): readonly FoundPhoto[] {
  const shots = new Map<string, FoundFile[]>();
  for (const file of files) {
    const { base } = split(file.name);
    const shot = shots.get(base);
    if (shot === undefined) shots.set(base, [file]);
    else shot.push(file);
  }
  return [...shots.values()].flatMap(photosOfShot);
}

function photosOfShot(files: readonly FoundFile[]): readonly FoundPhoto[] {
  const still = files.filter((file) => extensionOf(file) !== MOTION);
  const developed = still.filter((file) => DEVELOPED.has(extensionOf(file)));
  const raw = still.filter((file) => RAW.has(extensionOf(file)));
  const isPhoto = developed.length + raw.length > 0;
  const first = developed[0];
  const listed = (isPhoto ? still : files).filter((file) => first === undefined || !raw.includes(file));
  return listed.map((file) => ({ file, fallbacks: file === first ? raw : [] }));
}

/** Lower-case extension without its dot. */
export function extensionOf(file: FoundFile): string {
  return split(file.name).extension;
}

function split(name: string): { readonly base: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  return { base: name.slice(0, end).toLowerCase(), extension: name.slice(end + 1).toLowerCase() };
}
