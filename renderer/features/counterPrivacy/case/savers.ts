import type { Answer } from '../../../../shared/contract/answer.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { parseRequestNumber } from '../../../../shared/privacy/requestTypes.ts';
import type { Api, Asked } from '../../../app/api.ts';
import { readProof } from '../intake/proof.policy.ts';
import type { CaseDialog, CaseFormKind } from './caseState.ts';

type Reply = Promise<Answer<unknown>>;

/** Each asks core for what its form says; null while the form is not complete. */
export type Savers = {
  readonly [K in CaseFormKind]: (
    detail: RequestDetail,
    form: Extract<CaseDialog, { kind: K }>,
  ) => Reply | null;
};

/** The number is typed by hand before a deletion; core compares it. */
export const isTyped = ({ type, number }: RequestDetail, typed: string): boolean =>
  type !== 'erasure' || parseRequestNumber(typed) === number;

type Decision = Asked<'requests:decide'>['decision'];

export function createSavers(api: Api): Savers {
  const decide = ({ privacyRequestId, version }: RequestDetail, decision: Decision): Reply =>
    api.ask('requests:decide', { privacyRequestId, version, notMyself: true, decision });
  const seen = ({ dryRun, type }: RequestDetail, typed: string) => ({
    dryRunHash: dryRun?.hash ?? null,
    typedNumber: type === 'erasure' ? typed.trim() : null,
  });
  return {
    approve: (detail, { typed, notMyself }) =>
      notMyself && isTyped(detail, typed)
        ? decide(detail, { code: 'approve', ...seen(detail, typed) })
        : null,
    partial: (detail, { typed, notMyself, fields, law }) =>
      notMyself && isTyped(detail, typed) && fields.length > 0 && law !== null
        ? decide(detail, {
            code: 'partial',
            ...seen(detail, typed),
            holds: fields.map((field) => ({ field, law, until: null })),
          })
        : null,
    refuse: (detail, { reason, letter, notMyself }) =>
      notMyself && reason !== null ? decide(detail, { code: 'refuse', reason, lawRefs: [], letter }) : null,
    clarify: (detail, { letter, notMyself }) =>
      notMyself ? decide(detail, { code: 'clarify', letter }) : null,
    extend: ({ privacyRequestId, version }, { reason, letter }) =>
      reason === null ? null : api.ask('requests:extend', { privacyRequestId, version, reason, letter }),
    skipCooling: (detail, { typed }) => {
      const { privacyRequestId, version } = detail;
      const typedNumber = typed.trim();
      return isTyped(detail, typed)
        ? api.ask('requests:skipCooling', { privacyRequestId, version, typedNumber })
        : null;
    },
    cancel: ({ privacyRequestId }) => api.ask('requests:cancel', { privacyRequestId }),
    answered: ({ privacyRequestId, version }, { letter }) =>
      api.ask('requests:answered', { privacyRequestId, version, letter }),
    linkDuplicate: (detail, { number }) =>
      parseRequestNumber(number) === null ? null : linkTo(api, detail, number),
    verify: ({ privacyRequestId }, form) => {
      const proof = readProof(form.proof);
      return proof === null ? null : api.ask('requests:verifyInPerson', { privacyRequestId, proof });
    },
  };
}

/** Duplicates are named by number, as they are said at the counter. */
async function linkTo(api: Api, { privacyRequestId, version }: RequestDetail, typed: string): Reply {
  const all = await api.ask('requests:list', { show: 'all', types: [], limit: 200 });
  if (!all.ok) return all;
  const other = all.value.rows.find(({ number }) => number === parseRequestNumber(typed));
  if (other === undefined) return { ok: false, code: 'NOT_FOUND', ref: '' };
  return api.ask('requests:linkDuplicate', { privacyRequestId, version, of: other.privacyRequestId });
}
