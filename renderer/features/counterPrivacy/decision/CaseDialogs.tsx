import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { useTexts } from '../../../i18n/index.ts';
import type { CaseStore } from '../case/case.store.ts';
import { AnsweredDialog, ClarifyDialog, ExtendDialog, RefuseDialog } from './AnswerDialogs.tsx';
import { ApproveDialog, PartialDialog, SkipCoolingDialog } from './ApproveDialogs.tsx';
import { CaseForm } from './CaseForm.tsx';
import { DuplicateDialog, VerifyDialog } from './IdentityDialogs.tsx';
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
      return <DuplicateDialog store={store} form={dialog} />;
    case 'verify':
      return <VerifyDialog store={store} form={dialog} />;
  }
}
