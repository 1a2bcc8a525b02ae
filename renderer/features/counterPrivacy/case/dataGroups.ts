import type { DryRun, DryRunItem } from '../../../../shared/privacy/dryRun.ts';

/** What people call the places of the data map. */
export const DATA_GROUPS = [
  'name',
  'email',
  'phone',
  'address',
  'photos',
  'prints',
  'notes',
  'orders',
  'lines',
  'payments',
  'consents',
  'messages',
  'requests',
  'disclosures',
  'packages',
  'search',
  'links',
  'drafts',
  'work',
  'audit',
  'proofs',
  'backups',
] as const;
export type DataGroup = (typeof DATA_GROUPS)[number];

/** Columns that people would name otherwise than the rest of their table. */
const COLUMN: Readonly<Record<string, DataGroup>> = {
  'person.name': 'name',
  'person.email': 'email',
  'person.phone': 'phone',
  'person.phone_tail': 'phone',
  'person.address': 'address',
  'orders.note': 'notes',
  'orders.place': 'notes',
  'orders.claim_code': 'links',
  'orders.person_id': 'links',
  'orders.customer_key': 'links',
  'order_history.reason': 'notes',
  'payment.reason': 'notes',
  'consent_event.subject_ref': 'links',
  'privacy_request.contact_enc': 'requests',
};

/** Tables and file classes. */
const PLACE: Readonly<Record<string, DataGroup>> = {
  person: 'links',
  subject_map: 'links',
  restriction_ahead: 'links',
  request: 'links',
  consent_event: 'consents',
  suppression: 'consents',
  withdrawal_token: 'consents',
  orders: 'orders',
  order_item: 'lines',
  order_history: 'orders',
  order_search: 'search',
  order_photo: 'photos',
  payment: 'payments',
  output_job: 'work',
  print_task: 'work',
  draft: 'drafts',
  draft_photo: 'drafts',
  draft_item: 'drafts',
  message: 'messages',
  disclosure: 'disclosures',
  disclosure_order: 'disclosures',
  recipient_task: 'disclosures',
  access_package: 'packages',
  access_package_person: 'packages',
  legal_hold: 'requests',
  letter: 'requests',
  outbox: 'work',
  hub_op: 'work',
  hub_feed: 'work',
  hub_ledger: 'proofs',
  hub_erased: 'proofs',
  sync_provisional: 'work',
  sync_entity: 'work',
  feed_state: 'work',
  feed_letter: 'work',
  locked_order: 'work',
  sync_erasure: 'proofs',
  sync_file: 'photos',
  audit: 'audit',
  file_deletion: 'photos',
  original: 'photos',
  'upload-spool': 'photos',
  'order-keys': 'photos',
  thumbnail: 'photos',
  'print-file': 'prints',
  'ticket-file': 'prints',
  'disclosure-archive': 'disclosures',
  'access-package': 'packages',
  backup: 'backups',
  certificate: 'proofs',
  'erasure-ledger': 'proofs',
  'search-set': 'proofs',
  'log-file': 'audit',
};

const PREFIX: readonly (readonly [string, DataGroup])[] = [
  ['privacy_', 'requests'],
  ['erasure_', 'proofs'],
  ['message', 'messages'],
  ['consent', 'consents'],
  ['suppression', 'consents'],
  ['notice_', 'messages'],
  ['access', 'packages'],
  ['order', 'orders'],
];

/** What people call a place; null for one that holds nothing of a person. */
export function dataGroupOf(at: string): DataGroup | null {
  const place = at.split('.')[0] ?? at;
  return COLUMN[at] ?? PLACE[place] ?? PREFIX.find(([start]) => place.startsWith(start))?.[1] ?? null;
}

export interface GroupedItem {
  readonly group: DataGroup;
  /** Things of this kind: the most any of its places counts, as each order stands in several places. */
  readonly count: number;
  readonly law: string | null;
  readonly until: DryRunItem['until'];
  readonly reason: DryRunItem['reason'];
}

const keyOf = ({ group, law, reason }: Omit<GroupedItem, 'count' | 'until'>): string =>
  [group, law ?? '', reason ?? ''].join('|');

const laterOf = (one: DryRunItem['until'], other: DryRunItem['until']): DryRunItem['until'] =>
  one === null || (other !== null && other > one) ? other : one;

/** The items of one fate in people's words, in the order of the words. */
export function groupItems(items: DryRun['items'], what: DryRunItem['what']): readonly GroupedItem[] {
  const found = new Map<string, GroupedItem>();
  for (const item of items) {
    if (item.what !== what) continue;
    const { law, until, reason, count } = item;
    const group = dataGroupOf(item.at) ?? 'work';
    const key = keyOf({ group, law, reason });
    const before = found.get(key);
    found.set(key, {
      group,
      law,
      reason,
      count: Math.max(before?.count ?? 0, count),
      until: laterOf(before?.until ?? null, until),
    });
  }
  return [...found.values()].toSorted(
    (one, other) => DATA_GROUPS.indexOf(one.group) - DATA_GROUPS.indexOf(other.group),
  );
}
