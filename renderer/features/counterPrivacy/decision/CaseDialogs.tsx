import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { parseRequestNumber } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { TextField } from '../../../ui/index.ts';
import type { CaseStore } from '../case/case.store.ts';
import { readProof } from '../intake/proof.policy.ts';
import { ProofFields } from '../intake/ProofFields.tsx';
import { AnsweredDialog, ClarifyDialog, ExtendDialog, RefuseDialog } from './AnswerDialogs.tsx';
import { ApproveDialog, PartialDialog, SkipCoolingDialog } from './ApproveDialogs.tsx';
import { CaseForm } from './CaseForm.tsx';
import { LetterDialog } from './LetterDialog.tsx';

/** The form that is open on this request, if any. */
export function CaseDialogs({
  store,
  detail,
}: {
  readonly store: CaseStore;
  readonly detail: RequestDetail;
}) {
  const t = useTexts();
  const dialog = useStore(store, (state) => state.dialog);
  const { type } = store.getState();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'approve':
      return <ApproveDialog store={store} detail={detail} form={dialog} />;
    case 'partial':
      return <PartialDialog store={store} detail={detail} form={dialog} />;
    case 'skipCooling':
      return <SkipCoolingDialog store={store} detail={detail} form={dialog} />;
    case 'refuse':
      return <RefuseDialog store={store} detail={detail} form={dialog} />;
    case 'clarify':
      return <ClarifyDialog store={store} form={dialog} />;
    case 'extend':
      return <ExtendDialog store={store} form={dialog} />;
    case 'answered':
      return <AnsweredDialog store={store} form={dialog} />;
    case 'letter':
      return <LetterDialog store={store} form={dialog} locale={detail.locale} />;
    case 'cancel':
      return (
        <CaseForm
          store={store}
          title={t('privacy:action.cancel')}
          label={t('privacy:action.cancel')}
          isComplete
        >
          <p>{t('privacy:ask.cancel')}</p>
        </CaseForm>
      );
    case 'linkDuplicate':
      return (
        <CaseForm
          store={store}
          title={t('privacy:action.linkDuplicate')}
          label={t('privacy:action.linkDuplicate')}
          isComplete={parseRequestNumber(dialog.number) !== null}
        >
          <p>{t('privacy:ask.linkDuplicate')}</p>
          <TextField
            label={t('privacy:columns.number')}
            value={dialog.number}
            maxLength={20}
            autoFocus
            onChange={(number) => type({ number })}
          />
        </CaseForm>
      );
    case 'verify':
      return (
        <CaseForm
          store={store}
          title={t('privacy:action.verifyInPerson')}
          label={t('privacy:ask.verified')}
          isComplete={readProof(dialog.proof) !== null}
        >
          <ProofFields
            proof={dialog.proof}
            role="manager"
            onChange={(change) => type({ proof: { ...dialog.proof, ...change } })}
          />
        </CaseForm>
      );
    case 'code':
      return (
        <CaseForm
          store={store}
          title={t('privacy:action.code')}
          label={t('privacy:ask.verified')}
          isComplete={dialog.code.trim() !== ''}
        >
          <TextField
            label={t('privacy:ask.code')}
            kind="digits"
            value={dialog.code}
            maxLength={12}
            autoFocus
            onChange={(code) => type({ code })}
            error={
              dialog.triesLeft === null ? undefined : t('privacy:ask.triesLeft', { tries: dialog.triesLeft })
            }
          />
        </CaseForm>
      );
  }
}
