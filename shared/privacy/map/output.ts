import { NOBODY, ORDER_FACT, ORDER_ID, STAFF_ACT, table } from './traits.ts';

/** Jobs for the lab and papers for the printer. Names of files and folders hold numbers only. */
export const outputColumns = [
  ...table('job_sequence', { only: NOBODY, last: NOBODY }),
  ...table('output_job', {
    job_id: ORDER_FACT,
    job_number: { ...ORDER_FACT, recipients: ['lab'] },
    order_id: ORDER_ID,
    format: ORDER_FACT,
    paper: ORDER_FACT,
    state: ORDER_FACT,
    reason: ORDER_FACT,
    images: ORDER_FACT,
    photo_ids: { ...ORDER_FACT, personal: 'pseudonym', canary: 'photo-id' },
    plan: ORDER_FACT,
    progress: ORDER_FACT,
    paths: { ...ORDER_FACT, recipients: ['lab'] },
    not_before: ORDER_FACT,
    since: ORDER_FACT,
    created_at: ORDER_FACT,
    handed_over_at: ORDER_FACT,
    files_removed_at: ORDER_FACT,
  }),
  ...table('print_task', {
    task_id: ORDER_FACT,
    order_id: ORDER_ID,
    kind: ORDER_FACT,
    copy: ORDER_FACT,
    state: ORDER_FACT,
    reason: ORDER_FACT,
    staff_id: STAFF_ACT,
    requested_at: ORDER_FACT,
    last_tried_at: ORDER_FACT,
    printed_at: ORDER_FACT,
  }),
];
