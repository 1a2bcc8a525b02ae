import { HOLDS, type HoldId } from '../../../../shared/privacy/holds.ts';
import { LAW_REFS, RequestScope } from '../../../../shared/privacy/requestTypes.ts';
import type { Hold } from '../../../../shared/contract/requests.ts';
import type { Texts } from '../../../i18n/index.ts';
import { type DataGroup, dataGroupOf } from './dataGroups.ts';

const HOLD_IDS = Object.keys(HOLDS) as readonly HoldId[];

/** A law as a dry run or a decision cites it, in the words of the language; unknown ones as they are cited. */
export function lawText(t: Texts, law: string): string {
  const hold = HOLD_IDS.find((id) => `${HOLDS[id].law}, ${HOLDS[id].article}` === law);
  if (hold !== undefined) return t(`privacy:hold.${hold}`);
  const ref = LAW_REFS.find((one) => one === law);
  return ref === undefined ? law : t(`privacy:law.${ref}`);
}

export interface KeptGroup {
  readonly name: string;
  readonly law: string;
  readonly until: Hold['until'];
}

/** What stays after a decision, each kind of data once per law. */
export function keptOf(t: Texts, holds: readonly Hold[]): readonly KeptGroup[] {
  const found = new Map<string, KeptGroup>();
  for (const { field, law, until } of holds) {
    const scope = RequestScope.safeParse(field);
    const group: DataGroup = dataGroupOf(field) ?? 'work';
    const name = scope.success ? t(`privacy:scope.${scope.data}`) : t(`privacy:data.${group}`);
    const key = `${name} ${law}`;
    const before = found.get(key);
    const later = before !== undefined && (until === null || (before.until ?? '') > until);
    found.set(key, { name, law: lawText(t, law), until: later ? before.until : until });
  }
  return [...found.values()];
}
