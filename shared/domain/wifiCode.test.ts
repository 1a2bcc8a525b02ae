import { describe, expect, it } from 'vitest';
import { wifiCode } from './wifiCode.ts';

describe('the code that joins a Wi-Fi', () => {
  it('[MED-4] names network and password, its own marks escaped', () => {
    expect(wifiCode('Viesi', 'labdien12')).toBe('WIFI:S:Viesi;T:WPA;P:labdien12;;');
    expect(wifiCode('a;b:c', 'x\\y,"z"')).toBe('WIFI:S:a\\;b\\:c;T:WPA;P:x\\\\y\\,\\"z\\";;');
  });

  it('[MED-4] knows open networks, and none', () => {
    expect(wifiCode('Viesi', '')).toBe('WIFI:S:Viesi;T:nopass;;');
    expect(wifiCode('', 'labdien12')).toBeNull();
  });
});
