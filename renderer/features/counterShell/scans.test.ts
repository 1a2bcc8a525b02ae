import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { createScans, type ScanResult } from './scans.ts';

const barcode = 'L01261122K0027A';
const WITHDRAWAL = 'ACDEFHJKLMNP';

async function scan(code: string, answer: unknown, badges: readonly string[] = [], signedIn = true) {
  const sounds: string[] = [];
  const results: ScanResult[] = [];
  const { api } = fakeApi({
    'orders:scan': () => answer,
    'consents:byCode': () => (code.endsWith(WITHDRAWAL) ? { boxes: [] } : { code: 'CODE_UNKNOWN' }),
  });
  await createScans({
    api,
    isSignedIn: () => signedIn,
    signInByBadge: async (badge) => badges.includes(badge),
    play: (sound) => sounds.push(sound),
    onResult: (result) => results.push(result),
  })(code);
  return { sound: sounds.join(), result: results[0] };
}

describe('[TIC-5] a scan', () => {
  it('has a sound of its own for known, unknown and other-store codes', async () => {
    expect((await scan(barcode, { orderId: 'o1' })).sound).toBe('known');
    expect((await scan(barcode, { code: 'CODE_UNKNOWN' })).sound).toBe('unknown');
    expect((await scan(barcode, { code: 'CODE_OTHER_STORE' })).sound).toBe('otherStore');
  });

  it('[TIC-6] opens nothing for a wrong check character', async () => {
    expect(await scan(barcode, { code: 'CODE_INVALID' })).toEqual({
      sound: 'unknown',
      result: { kind: 'unknown', code: barcode, why: 'CODE_INVALID' },
    });
  });

  it('[C8] finds the withdrawal code of a ticket, alone or in its address, and takes no badge for one', async () => {
    for (const code of [WITHDRAWAL, `https://fotolukss.lv/s/w/${WITHDRAWAL}`])
      expect(await scan(code, null)).toEqual({
        sound: 'known',
        result: { kind: 'withdrawal', code: WITHDRAWAL },
      });
    const badge = 'AAAACCCCDDDD';
    expect((await scan(badge, null, [badge])).result).toEqual({ kind: 'badge' });
    expect((await scan(WITHDRAWAL, null, [], false)).result?.kind).toBe('unknown');
  });

  it('[ADM-2] changes the user by badge, signed in or locked', async () => {
    expect((await scan('0004518877', null, ['0004518877'])).result).toEqual({ kind: 'badge' });
    expect((await scan('0004518877', null, ['0004518877'], false)).result).toEqual({ kind: 'badge' });
    expect((await scan('0000000000', null)).sound).toBe('unknown');
  });

  it('shows no order while the screen is locked', async () => {
    expect((await scan(barcode, { orderId: 'o1' }, [], false)).result?.kind).toBe('unknown');
  });
});
