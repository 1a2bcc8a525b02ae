import { expect, it, onTestFinished } from 'vitest';
import { COLUMNS } from '../../../shared/privacy/dataMap.ts';
import { createOrderCore } from '../harness/orders.ts';

/** All that Lete may know of a customer. Whoever adds to it changes the notice's list of data as well (policy P6). */
const OF_A_PERSON = [
  'address',
  'created_at',
  'email',
  'name',
  'person_id',
  'phone',
  'phone_tail',
  'restricted_at',
];
/** What nobody asks a customer for: a birthday, a personal code, a paper of identity, words about a person. */
const NEVER =
  /birth|dzim|personal_?code|personas_?kod|passport|id_?(card|copy|document)|gender|sex|nationality|remark|comment/i;

it('[P6] a customer is a closed list of columns, without birthday, personal code, paper of identity or words about them', async () => {
  const core = await createOrderCore();
  onTestFinished(() => core.close());
  const columnsOf = (table: string) =>
    core.deps.read
      .all<{ name: string }>({ text: 'SELECT name FROM pragma_table_info(?) ORDER BY name', params: [table] })
      .map(({ name }) => name);
  expect(columnsOf('person')).toEqual(OF_A_PERSON);
  expect(COLUMNS.map(({ at }) => at).filter((at) => NEVER.test(at))).toEqual([]);
});
