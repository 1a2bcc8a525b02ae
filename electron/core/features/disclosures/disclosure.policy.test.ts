import { expect, it } from 'vitest';
import { payloadFor } from './disclosure.policy.ts';

it('[A5, P23] leaves out a field that the ground does not allow, whoever asks for it', () => {
  const order = {
    name: 'Anna Ozola',
    email: 'anna@example.org',
    phone: '+37120000001',
    address: 'Brīvības iela 1',
    orderNumber: 'K-27',
    orderDay: '2026-11-20',
    total: 100,
    paid: 100,
  };
  const payload = payloadFor('processor_payment', ['orderNumber', 'address', 'email', 'photos'], order);
  expect(payload).toEqual({ orderNumber: 'K-27' });
});
