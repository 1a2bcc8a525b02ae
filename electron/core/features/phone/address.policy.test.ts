import { describe, expect, it } from 'vitest';
import { addressInShop } from './address.policy.ts';

const at = (address: string, internal = false, family = 'IPv4') => ({ address, family, internal });

describe('the address for phones', () => {
  it.each([
    ['192.168.1.20', [at('127.0.0.1', true), at('192.168.1.20')]],
    ['10.0.0.5', [at('fd00::2', false, 'IPv6'), at('10.0.0.5'), at('192.168.1.20')]],
    ['172.16.0.1', [at('172.15.0.1'), at('172.32.0.1'), at('172.16.0.1')]],
    [null, [at('127.0.0.1', true), at('203.0.113.9'), at('100.64.0.1')]],
    [null, []],
  ] as const)('[MED-4] found by itself is of a private range: %s', (found, own) => {
    expect(addressInShop(own, '')).toBe(found);
  });

  it('[MED-4] that was set is used when it is ours, whatever its range', () => {
    const own = [at('127.0.0.1', true), at('203.0.113.9'), at('192.168.1.20')];
    expect(addressInShop(own, '203.0.113.9')).toBe('203.0.113.9');
    expect(addressInShop(own, '127.0.0.1')).toBe('127.0.0.1');
    expect(addressInShop(own, '192.168.1.21')).toBeNull();
  });
});
