import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { StaffId } from '../../../../shared/domain/ids.ts';
import type { Failure } from '../parts/failure.ts';
import type { AuditArea } from './areas.ts';

type Entry = CallOutput<'audit:list'>['entries'][number];
export type AuditItem = Entry & { readonly id: string };
export type Verdict = CallOutput<'audit:verify'>;
type Person = CallOutput<'staff:people'>['people'][number];

export interface AuditFilter {
  /** As typed; empty is every day. */
  readonly day: string;
  readonly areas: readonly AuditArea[];
  readonly actor: StaffId | null;
}

export interface AuditState extends AuditFilter {
  readonly role: 'staff' | 'manager';
  /** null until the first answer. */
  readonly items: readonly AuditItem[] | null;
  readonly hasMore: boolean;
  readonly people: readonly Pick<Person, 'staffId' | 'name'>[];
  readonly selected: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly verifying: boolean;
  readonly verdict: Verdict | null;
  /** The question whether a break is accepted, and whether the manager says to know how it came about. */
  readonly accept: { readonly isSure: boolean; readonly failure: Failure | null } | null;
  readonly accepting: boolean;
  readonly open: (role: 'staff' | 'manager') => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly filter: (change: Partial<AuditFilter>) => Promise<void>;
  readonly select: (id: string) => void;
  readonly verify: () => Promise<void>;
  readonly askAccept: () => void;
  readonly setSure: (isSure: boolean) => void;
  readonly closeAccept: () => void;
  readonly acceptBreak: () => Promise<void>;
}
