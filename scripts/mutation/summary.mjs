import { AREAS } from './areas/index.mjs';

/** The share that must be noticed (E7). */
const TARGET = 0.95;

const sum = (list, key) => list.reduce((total, one) => total + one[key], 0);

function areaSummary({ name, what }, results) {
  const survivors = results.filter(({ by }) => by === null);
  return {
    name,
    what,
    tried: results.length,
    noticed: results.length - survivors.length,
    byTypesAlone: results.filter(({ by }) => by === 'types').length,
    survivors: survivors.map(({ file, line, what: gone }) => ({ file, line, what: gone })),
  };
}

/** Figures of each named area, and what was not noticed there. */
export const summaryOf = (results, names) => ({
  areas: AREAS.filter(({ name }) => names.includes(name)).map((area) =>
    areaSummary(
      area,
      results.filter((result) => result.area === area.name),
    ),
  ),
});

/** Earlier figures with these areas in place of theirs, as the text of the file. */
export function withAreas(earlier, { areas }) {
  const known = new Map([...earlier.areas, ...areas].map((area) => [area.name, area]));
  const kept = AREAS.flatMap(({ name }) => known.get(name) ?? []);
  return `${JSON.stringify({ areas: kept }, null, 2)}\n`;
}

export const totalOf = ({ areas }) => ({ noticed: sum(areas, 'noticed'), tried: sum(areas, 'tried') });

/** Nothing tried is nothing shown. */
export function isEnough(summary) {
  const { noticed, tried } = totalOf(summary);
  return tried > 0 && noticed >= tried * TARGET;
}

export const share = ({ noticed, tried }) =>
  tried === 0 ? '–' : `${((100 * noticed) / tried).toFixed(1)} %`;

export function linesOf(summary) {
  const { areas } = summary;
  const total = totalOf(summary);
  return [
    ...areas.flatMap(({ survivors }) =>
      survivors.map(({ file, line, what }) => `not noticed: ${file}:${line} ${what}`),
    ),
    ...areas.map(
      (area) => `${area.name.padEnd(12)} ${area.noticed} of ${area.tried} noticed (${share(area)})`,
    ),
    `${total.noticed} of ${total.tried} noticed (${share(total)}), ${sum(areas, 'byTypesAlone')} of them by types alone`,
  ];
}
