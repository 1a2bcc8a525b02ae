import type { EnglishLike } from '../../shape.ts';
import type { counterCustomers as latvian } from '../lv/counterCustomers.ts';

export const counterCustomers = {
  customers: {
    search: 'Search for a customer',
    searchHint: 'Name, phone, e-mail, order number or withdrawal code…',
    start: 'Type at least 3 characters',
    noList: 'There is no list of customers. Which one you open is recorded.',
    nothingFor: 'Nobody was found: {{text}}',
    whoIsFound: {
      staff: 'Customers with an open order in this shop can be found.',
      manager: 'Without an open order, only the whole phone number or e-mail finds a customer.',
    },
    new: 'New customer',
    columns: { customer: 'Customer', contact: 'Contact', number: 'Order' },
    andMore: '{{number}} and {{more}} more',
    hidden: 'Shown once a reason is given',
    noName: 'No name given',
    chooseOne: 'Choose a customer',
    recorded: 'Opening a customer is recorded',
    open: 'Open customer',
    restricted: 'The use of this customer’s data is restricted: it may only be looked at.',
    noOrders: 'There are no orders any more',
    openOrder: 'Open order {{number}}',
    takeIn: 'Privacy request',
    reason: {
      title: 'Why look at this customer?',
      why: 'The customer has no open order, or the use of their data is restricted. The reason is recorded.',
    },
    consents: {
      live: 'Consents in force',
      none: 'No consents were asked for.',
      is: { live: 'In force', withdrawn: 'Withdrawn', refused: 'Not given', ended: 'Not in force' },
      byStaff: 'written down by staff',
      version: 'text version {{version}}',
      until: 'until {{date}}',
      lost: 'The stored text does not match the record. Tell the manager.',
      withdraw: 'Withdraw',
      withdrawOf: 'Withdraw: {{what}}',
      withdrawAll: 'Withdraw all',
      withdrawn: 'Consent withdrawn',
      show: 'How it looked',
      showOf: 'How it looked: {{what}}',
    },
    shown: {
      title: 'The screen that was answered',
      sound: 'Record and text are as they were stored.',
      elsewhere: 'Written at another terminal. Record and text are as they were received.',
      unsound: 'The record or the text was changed. Tell support.',
    },
    code: {
      title: 'Withdrawal code',
      nobody: 'The code does not say whose it is. Whoever holds it may withdraw.',
      nothingLive: 'No consent behind this code is in force.',
    },
  },
} as const satisfies EnglishLike<typeof latvian>;
