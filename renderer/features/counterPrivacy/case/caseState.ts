import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { LetterKind, LetterWay } from '../../../../shared/privacy/requestLetters.ts';
import type {
  ExtensionReason,
  LawRef,
  RefusalReason,
  RequestScope,
} from '../../../../shared/privacy/requestTypes.ts';
import type { ProofForm } from '../intake/proof.policy.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly ref: string;
}

export type ErasureState = CallOutput<'erasure:state'>;
export type WrittenLetter = CallOutput<'requests:letter'>;

/** The form that is open on a request. Typed text lives here, so that neither a lock nor a newer version loses it. */
export type CaseDialog =
  | { readonly kind: 'approve'; readonly typed: string; readonly notMyself: boolean }
  | {
      readonly kind: 'partial';
      readonly typed: string;
      readonly notMyself: boolean;
      readonly fields: readonly RequestScope[];
      readonly law: LawRef | null;
    }
  | {
      readonly kind: 'refuse';
      readonly reason: RefusalReason | null;
      readonly letter: LetterWay;
      readonly notMyself: boolean;
    }
  | { readonly kind: 'clarify'; readonly letter: LetterWay; readonly notMyself: boolean }
  | { readonly kind: 'extend'; readonly reason: ExtensionReason | null; readonly letter: LetterWay }
  | { readonly kind: 'skipCooling'; readonly typed: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'linkDuplicate'; readonly number: string }
  | { readonly kind: 'answered'; readonly letter: LetterWay }
  | { readonly kind: 'verify'; readonly proof: ProofForm }
  | { readonly kind: 'letter'; readonly letter: LetterKind; readonly written: WrittenLetter | null };

/** Letters are opened by their kind; all else is a form. */
export type CaseFormKind = Exclude<CaseDialog['kind'], 'letter'>;

/** Fields of the forms; each form takes its own. */
export type TypedInCase = Readonly<
  Partial<{
    typed: string;
    notMyself: boolean;
    fields: readonly RequestScope[];
    law: LawRef | null;
    reason: RefusalReason | ExtensionReason | null;
    letter: LetterWay;
    number: string;
    proof: ProofForm;
  }>
>;

export interface CaseState {
  readonly id: PrivacyRequestId | null;
  readonly detail: RequestDetail | null;
  /** How far the deletion has come; null where the request is none. */
  readonly erasure: ErasureState | null;
  readonly failure: Failure | null;
  readonly pending: boolean;
  readonly dialog: CaseDialog | null;
  /** Name of the file written last, in the exports folder. */
  readonly file: string | null;
  readonly show: (id: PrivacyRequestId | null) => void;
  readonly reload: () => Promise<void>;
  /** Shows contact and wanted corrections in clear; recorded. */
  readonly reveal: () => Promise<void>;
  readonly open: (kind: CaseFormKind) => void;
  readonly openLetter: (letter: LetterKind) => Promise<void>;
  readonly type: (change: TypedInCase) => void;
  readonly closeDialog: () => void;
  /** Does what the open form says (Ctrl Enter). */
  readonly save: () => Promise<void>;
  /** Steps without a form. */
  readonly step: (what: 'retry' | 'close' | 'reopen') => Promise<void>;
  readonly sendCode: () => Promise<void>;
  readonly saveLetter: () => Promise<void>;
  readonly saveCertificate: (format: 'json' | 'pdf') => Promise<void>;
  readonly dismiss: () => void;
  /** A scanned ticket is the proof that an open form asks for; answers whether it was taken. */
  readonly takeScan: (code: string) => boolean;
}

export type SetCase = (change: Partial<CaseState>) => void;
