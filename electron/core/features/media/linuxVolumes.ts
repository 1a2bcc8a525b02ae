import { access, readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { labelOf, type Volume, type VolumeLister } from './volumes.ts';

/** Where desktops and automounters put cards and sticks. */
export const REMOVABLE_ROOTS: readonly string[] = ['/media', '/run/media', '/mnt'];

const READABLE: ReadonlySet<string> = new Set(
  'vfat exfat msdos ntfs ntfs3 fuseblk ext2 ext3 ext4 f2fs btrfs xfs hfs hfsplus udf iso9660 tmpfs'.split(
    ' ',
  ),
);

type Mount = { readonly id: string; readonly device: string; readonly root: string };

/** Removable media by the mount table. */
export function linuxVolumes(roots: readonly string[] = REMOVABLE_ROOTS): VolumeLister {
  return async () => {
    const mounts = parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'), roots);
    const there = await Promise.all(mounts.map(hasDevice));
    return mounts.filter((_, index) => there[index] === true).map(volumeOf);
  };
}

/** Mounts of readable file systems one or two folders below `roots`; of stacked mounts the uppermost. */
export function parseMountInfo(text: string, roots: readonly string[]): readonly Mount[] {
  const byRoot = new Map<string, Mount>();
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const [id, , device, , place] = fields;
    const type = fields[fields.indexOf('-', 6) + 1];
    if (id === undefined || device === undefined || place === undefined) continue;
    const root = unescapeMount(place);
    if (type !== undefined && READABLE.has(type) && isBelow(root, roots))
      byRoot.set(root, { id, device, root });
  }
  return [...byRoot.values()];
}

function isBelow(root: string, roots: readonly string[]): boolean {
  return roots.some((base) => {
    const depth = relative(base, root).split(sep);
    return depth[0] !== '' && depth[0] !== '..' && depth.length <= 2;
  });
}

/** A pulled card stays in the mount table until someone unmounts it; its device is gone at once. */
async function hasDevice({ device }: Mount): Promise<boolean> {
  if (device.startsWith('0:')) return true;
  return access(`/sys/dev/block/${device}`).then(
    () => true,
    () => false,
  );
}

function volumeOf({ id, device, root }: Mount): Volume {
  return { key: `mount:${id}:${device}:${root}`, root, kind: 'volume', label: labelOf(root) };
}

function unescapeMount(text: string): string {
  // The table escapes space, tab, newline and backslash as three octal digits.
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
