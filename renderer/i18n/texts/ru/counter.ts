import { counterCustomers } from './counterCustomers.ts';
import { counterDesk } from './counterDesk.ts';
import { counterMessages } from './counterMessages.ts';
import { counterOrders } from './counterOrders.ts';
import { counterSales } from './counterSales.ts';

/** Screens of staff. */
export const counter = {
  ...counterDesk,
  ...counterOrders,
  ...counterMessages,
  ...counterSales,
  ...counterCustomers,
} as const;
