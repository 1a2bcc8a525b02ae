import type { IdentityProof } from '../../../../shared/contract/requests.ts';

export const PROOF_KINDS = ['ticket', 'claimCode', 'phoneTail', 'managersWord'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** How somebody at the counter shows who they are, as typed. */
export interface ProofForm {
  readonly kind: ProofKind | null;
  readonly number: string;
  readonly code: string;
}

export const NO_PROOF: ProofForm = { kind: null, number: '', code: '' };

/** What is asked of a proof: the number of an order, and what only its customer has. */
export const proofFields = (
  kind: ProofKind | null,
): { readonly number: boolean; readonly code: boolean } => ({
  number: kind === 'claimCode' || kind === 'phoneTail',
  code: kind === 'ticket' || kind === 'claimCode' || kind === 'phoneTail',
});

/** The proof a form amounts to; null while something is missing. */
export function readProof({ kind, number, code }: ProofForm): IdentityProof | null {
  const [order, shown] = [number.trim(), code.trim()];
  switch (kind) {
    case 'ticket':
      return shown === '' ? null : { kind, code: shown };
    case 'claimCode':
      return order === '' || shown === '' ? null : { kind, number: order, code: shown };
    case 'phoneTail':
      return order === '' || !/^\d{4}$/.test(shown) ? null : { kind, number: order, tail: shown };
    case 'managersWord':
      return { kind };
    case null:
      return null;
  }
}
