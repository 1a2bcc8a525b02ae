import type { ListedPerson } from '../../shared/domain/staffList.ts';

const pinLine = (
  name: string,
  before: ListedPerson['pin'],
  after: ListedPerson['pin'],
): readonly string[] => {
  if (after === null || after.hash === before?.hash) return [];
  return [`${name}: new PIN`];
};

const changed = (before: ListedPerson, after: ListedPerson): readonly string[] => [
  ...(before.name === after.name ? [] : [`${before.name}: now ${after.name}`]),
  ...(before.role === after.role ? [] : [`${after.name}: ${before.role} -> ${after.role}`]),
  ...pinLine(after.name, before.pin, after.pin),
];

/** Who comes, who leaves, and what changes for those who stay. */
export const staffLines = (
  before: readonly ListedPerson[],
  after: readonly ListedPerson[],
): readonly string[] => [
  ...after.flatMap((person) => {
    const known = before.find(({ staffId }) => staffId === person.staffId);
    if (known !== undefined) return changed(known, person);
    const { name, role, pin } = person;
    return [`${name}: comes as ${role}${pin === null ? ', without a PIN' : ''}`];
  }),
  ...before
    .filter(({ staffId }) => !after.some((person) => person.staffId === staffId))
    .map(({ name }) => `${name}: leaves`),
];
