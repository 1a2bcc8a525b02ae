import type { OpHeader } from '../op.ts';
import type { OpBody, OrderEdit } from '../opBodies.ts';
import type { OrderDocument } from '../orderDocument.ts';
import type { OrderOutcome, OrderPart, OrderState } from './orderState.ts';

type Head = Pick<OpHeader, 'opId' | 'terminalId' | 'baseVersion'>;

/** What each part of an edit makes of the document. */
const CHANGES: {
  readonly [P in OrderPart]: (
    document: OrderDocument,
    value: NonNullable<OrderEdit[P]> | null,
  ) => Partial<OrderDocument>;
} = {
  lines: (document, value) =>
    value === null ? {} : { ...value, catalogueVersion: value.price.catalogueVersion, files: document.files },
  note: (_, note) => ({ note }),
  place: (_, place) => ({ place }),
  contact: ({ person }, value) =>
    value === null || person === null ? {} : { person: { ...person, ...value } },
  files: ({ files, filesDeletedAt }, value) => {
    if (value === null) return {};
    const deletedAt = filesDeletedAt ?? value.deletedAt;
    return {
      filesDeletedAt: deletedAt,
      files: files.map((file) => ({
        ...file,
        missing: file.missing || value.missing.includes(file.photoId),
        ...(deletedAt === null ? {} : { name: null, sha256: null }),
      })),
    };
  },
};

const changeOf = (document: OrderDocument, edit: OrderEdit, part: OrderPart): Partial<OrderDocument> => {
  // Each part's function takes that part's own value; the table's type says so, the loop over names cannot.
  const apply = CHANGES[part] as (document: OrderDocument, value: unknown) => Partial<OrderDocument>;
  return apply(document, edit[part] ?? null);
};

/**
 * Somebody else changed this part after the version the edit was based on: the first at central wins. What is said of
 * files only ever adds up: photos that are missing or gone are so for everybody.
 */
const isTaken = ({ parts }: OrderState, { terminalId, baseVersion }: Head, part: OrderPart): boolean => {
  const mark = parts[part];
  return (
    part !== 'files' &&
    mark !== undefined &&
    mark.terminalId !== terminalId &&
    mark.version > (baseVersion ?? 0)
  );
};

/**
 * Changes parts of an order. Parts that another terminal changed meanwhile stay, and the answer names them. An edit
 * without parts adds its line to the history: a reminder, prints made again.
 */
export const applyEdit = (
  state: OrderState,
  head: Head,
  { edit, event }: OpBody<'order.edited@1'>,
): OrderOutcome => {
  const parts = (Object.keys(CHANGES) as OrderPart[]).filter((part) => edit[part] !== undefined);
  const taken = parts.filter((part) => isTaken(state, head, part));
  const free = parts.filter((part) => !taken.includes(part));
  const code = taken.length === 0 ? null : taken.join(',');
  if (free.length === 0 && (taken.length > 0 || event === null)) return { status: 'conflict', code, state };
  const version = state.version + 1;
  const changed = free.reduce<OrderDocument>(
    (document, part) => ({ ...document, ...changeOf(document, edit, part) }),
    state.document,
  );
  const history = event === null ? changed.history : [...changed.history, { opId: head.opId, ...event }];
  const marks = Object.fromEntries(free.map((part) => [part, { version, terminalId: head.terminalId }]));
  return {
    status: taken.length === 0 ? 'applied' : 'conflict',
    code,
    state: { ...state, version, document: { ...changed, history }, parts: { ...state.parts, ...marks } },
  };
};
