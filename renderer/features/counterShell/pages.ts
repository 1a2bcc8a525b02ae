import { can } from '../../../shared/domain/permissions.ts';
import { commandOf } from './commands.ts';
import type { Screen } from './shell.store.ts';

/** Screens that share one line of the navigation; the first is where that line leads. */
const GROUPS: readonly (readonly Screen[])[] = [
  ['requests', 'disclosures', 'notices', 'retention', 'audit'],
  ['reports', 'statistics'],
  ['sync', 'terminals'],
];

type Role = 'staff' | 'manager';

/** Whoever may call a screen up may see it: the command has its name. */
export const maySee = (screen: Screen, role: Role): boolean => {
  const { permission } = commandOf(screen);
  return permission === undefined || can(role, permission);
};

const groupOf = (screen: Screen): readonly Screen[] =>
  GROUPS.find((group) => group.includes(screen)) ?? [screen];

/** The line of the navigation a screen belongs to. */
export const lineOf = (screen: Screen): Screen => groupOf(screen)[0] ?? screen;

/** The pages of a screen's line that this person may see; none where it is the only one. */
export const pagesOf = (screen: Screen, role: Role): readonly Screen[] => {
  const pages = groupOf(screen).filter((page) => maySee(page, role));
  return pages.length > 1 ? pages : [];
};
