import type { EnglishLike } from '../../shape.ts';
import type { reports as latvian } from '../lv/reports.ts';

export const reports = {
  title: 'Day end',
  ownOnly: 'Data of this terminal only',
  day: 'Day',
  previous: 'Previous',
  next: 'Next',
  today: 'Today',
  empty: 'No data for this period',
  money: {
    title: 'The day and the till',
    orders: 'Orders',
    refunds: 'Of that refunded',
    corrected: 'Of that corrections',
    way: 'Paid by',
    recorded: 'Recorded in Lete',
    cash: 'Cash',
    card: 'Card',
    how: 'Refunds and corrections are already counted in. The till figure is typed by hand and is kept only in the exported report.',
  },
  till: {
    title: 'In the till',
    difference: 'Difference',
    cash: 'Cash in the till',
    card: 'Card payments in the till',
    same: 'Matches',
    more: 'Till has {{amount}} more',
    less: 'Till has {{amount}} less',
    refused: 'Type both till figures or leave both empty.',
    problem: {
      amount: 'Type an amount, for example 12.60.',
      missing: 'Type this amount too; if there is none, 0.',
    },
  },
  now: {
    title: 'Right now',
    open: 'Open orders',
    uncollected: 'Orders not collected for long',
  },
  abandoned: {
    title: 'Where customers leave the kiosk',
    none: 'No visit was abandoned on this day.',
    step: 'Step',
    visits: 'Visits',
  },
  steps: {
    start: 'Start',
    source: 'Photo source',
    photos: 'Choosing photos',
    sizes: 'Sizes',
    details: 'Customer details',
    check: 'Check',
    done: 'Number screen',
  },
  export: {
    csv: 'Export CSV',
    pdf: 'Export PDF',
    done: 'The file “{{file}}” is saved in the data folder, subfolder “exports”.',
  },
} as const satisfies EnglishLike<typeof latvian>;
