import { describe, expect, it } from 'vitest';
import { parseMountInfo, REMOVABLE_ROOTS } from './linuxVolumes.ts';

const TABLE = String.raw`22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw - proc proc rw
90 22 8:17 / /media/anna/CARD\040ONE rw,nosuid shared:45 - vfat /dev/sdb1 rw,uid=1000
91 22 8:33 / /run/media/anna/EOS ro,noatime - exfat /dev/sdc1 ro
92 22 8:49 / /mnt/stick rw - ext4 /dev/sdd1 rw
93 22 0:55 / /mnt/auto rw - autofs systemd-1 rw
94 22 8:65 / /media/a/b/c rw - vfat /dev/sde1 rw
95 22 8:66 / /mediafake rw - vfat /dev/sdf1 rw
96 22 8:50 / /mnt/stick rw master:2 propagate_from:3 - vfat /dev/sdd2 rw
97 22 8:70 / /srv/photos rw - ext4 /dev/sdg1 rw`;

describe('mount table', () => {
  it('lists readable media below the removable folders, the uppermost of stacked ones, spaces restored', () => {
    expect(parseMountInfo(TABLE, REMOVABLE_ROOTS).map(({ root, device }) => [root, device])).toEqual([
      ['/media/anna/CARD ONE', '8:17'],
      ['/run/media/anna/EOS', '8:33'],
      ['/mnt/stick', '8:50'],
    ]);
  });

  it('takes other folders from the settings', () => {
    expect(parseMountInfo(TABLE, ['/srv']).map(({ root }) => root)).toEqual(['/srv/photos']);
  });

  it('survives lines that it does not know', () => {
    expect(parseMountInfo('\nx\n1 2 3\n', REMOVABLE_ROOTS)).toEqual([]);
  });
});
