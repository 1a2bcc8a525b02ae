import { describe, expect, it } from 'vitest';
import { OP_BODIES, OrderEdit } from '../../../../shared/sync/opBodies.ts';
import { SYNC_ERRORS } from '../../../../shared/sync/errors.ts';
import { errorOf, kindOf, partsOf, reasonOf } from './words.policy.ts';

/** Every code that the rules of the contract refuse an op with, as it stands in their source. */
const refusals = (): readonly string[] => {
  const sources = import.meta.glob<string>('../../../../shared/sync/rules/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const text = Object.values(sources).join('\n');
  return [...text.matchAll(/refuse\((?:state|null), '(\w+)'\)/g)].map(([, code]) => code ?? '');
};

describe('the words of sync', () => {
  it('[SYN-4] exist for every change a terminal can send', () => {
    const kinds = Object.keys(OP_BODIES).map((key) => key.split('@')[0] ?? '');
    expect(kinds.filter((kind) => kindOf(kind) === 'other')).toEqual([]);
  });

  it('[SYN-4] exist for every reason the rules of the contract refuse a change with', () => {
    const codes = refusals();
    expect(codes).toContain('order_moved_on');
    expect(codes.filter((code) => reasonOf(code) === 'other')).toEqual([]);
  });

  it('[SYN-4] exist for every part of an order that another terminal may have changed first', () => {
    const parts = Object.keys(OrderEdit.shape);
    expect(partsOf(parts.join(','))).toEqual(parts);
  });

  it('[SYN-4] exist for what an attempt to reach central comes to; codes of an enrolment are its own', () => {
    const codes = Object.keys(SYNC_ERRORS).filter((code) => !code.startsWith('code_'));
    expect(['offline', ...codes].filter((code) => errorOf(code) === 'other')).toEqual([]);
  });

  it('say a code nobody knows as another one', () => {
    expect([kindOf('a.b'), reasonOf(null), errorOf('x'), ...partsOf(null)]).toEqual([
      'other',
      'other',
      'other',
      'other',
    ]);
  });
});
