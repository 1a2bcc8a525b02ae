import { describe, expect, it } from 'vitest';
import { START } from '../../tests/sync/tools/central.ts';
import { ORDER } from '../../tests/sync/central/transferWorld.ts';
import { readOrder } from './transferOrder.ts';

describe('what the operator says', () => {
  it.each([
    ['controller', undefined, '--controller'],
    ['contact', 'nobody', '--contact'],
    ['recipient', ' ', '--recipient'],
    ['registration', '4000300000', '--registration'],
    ['contract', 'of last year', '--contract'],
    ['contractDay', undefined, '--contract-date'],
    ['effectiveDay', '15.01.2027', '--effective'],
    ['approvers', ['M-1'], '--approver, twice'],
    ['approvers', undefined, '--approver, twice'],
    ['approvers', ['Anna Liepa', 'M-2'], '--approver, twice'],
    ['approvers', ['M-1', 'M-1'], 'two different people'],
    ['contractDay', '2026-12-01', 'in the future'],
    ['effectiveDay', '2026-11-29', 'is over'],
  ] as const)('[P26, P25] is refused with a sentence: %s as %s', (field, value, sentence) => {
    expect(() => readOrder({ ...ORDER, [field]: value }, START)).toThrow(sentence);
    expect(readOrder(ORDER, START)).toMatchObject({ recipient: ORDER.recipient });
  });
});
