import { formatDateTime } from '../../../../shared/domain/time.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { LAW_REFS, RequestScope } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Labelled, MenuButton, ToggleChip, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import type { CaseDialog } from '../case/caseState.ts';
import { groupItems } from '../case/dataGroups.ts';
import { lawText } from '../case/names.ts';
import { isTyped } from '../case/savers.ts';
import styles from '../privacy.module.css';
import { CaseForm, NotMyself, TypedNumber } from './CaseForm.tsx';

type Props<K extends CaseDialog['kind']> = {
  readonly store: CaseStore;
  readonly detail: RequestDetail;
  readonly form: Extract<CaseDialog, { kind: K }>;
};

/** Approves what the middle shows; a deletion says once more what goes and what stays. */
export function ApproveDialog({ store, detail, form }: Props<'approve'>) {
  const t = useTexts();
  const isDeletion = detail.type === 'erasure';
  return (
    <CaseForm
      store={store}
      title={t(isDeletion ? 'privacy:ask.deletion' : 'privacy:ask.approve')}
      label={t(isDeletion ? 'privacy:action.delete' : 'privacy:action.approve')}
      isComplete={form.notMyself && isTyped(detail, form.typed)}
      isDeletion={isDeletion}
    >
      {isDeletion ? <Summary detail={detail} /> : <p>{t(`privacy:does.${detail.type}`)}</p>}
      <TypedNumber store={store} detail={detail} typed={form.typed} />
      <NotMyself store={store} isSelected={form.notMyself} />
    </CaseForm>
  );
}

function Summary({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { dryRun } = detail;
  if (dryRun === null) return null;
  const words = (what: 'goes' | 'stays') =>
    [...new Set(groupItems(dryRun.items, what).map(({ group }) => t(`privacy:data.${group}`)))].join(', ');
  const [goes, stays] = [words('goes'), words('stays')];
  return (
    <>
      <dl className={cx(styles['summary'])}>
        <dt>{t('privacy:dryRun.goes')}</dt>
        <dd>{goes}</dd>
        {stays !== '' && (
          <>
            <dt>{t('privacy:dryRun.stays')}</dt>
            <dd>{stays}</dd>
          </>
        )}
      </dl>
      <Banner tone="warning">{t('privacy:ask.cooling')}</Banner>
    </>
  );
}

const FIELDS = RequestScope.options.filter((field) => field !== 'everything');

/** Approves but for what a law keeps back, named by kind of data and law. */
export function PartialDialog({ store, detail, form }: Props<'partial'>) {
  const t = useTexts();
  const { type } = store.getState();
  const { fields, law } = form;
  const isDeletion = detail.type === 'erasure';
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.partial')}
      label={t(isDeletion ? 'privacy:action.delete' : 'privacy:action.approve')}
      isComplete={form.notMyself && fields.length > 0 && law !== null && isTyped(detail, form.typed)}
      isDeletion={isDeletion}
    >
      <Labelled label={t('privacy:ask.keep')}>
        <div className={cx(styles['row'])} role="group" aria-label={t('privacy:ask.keep')}>
          {FIELDS.map((field) => (
            <ToggleChip
              key={field}
              isSelected={fields.includes(field)}
              onChange={(on) =>
                type({ fields: on ? [...fields, field] : fields.filter((one) => one !== field) })
              }
            >
              {t(`privacy:scope.${field}`)}
            </ToggleChip>
          ))}
        </div>
      </Labelled>
      <Labelled label={t('privacy:ask.law')}>
        <MenuButton
          name={t('privacy:ask.law')}
          label={law === null ? t('privacy:ask.chooseLaw') : lawText(t, law)}
          choices={LAW_REFS.map((id) => ({ id, label: lawText(t, id) }))}
          selected={law}
          onSelect={(id) => type({ law: id })}
        />
      </Labelled>
      <TypedNumber store={store} detail={detail} typed={form.typed} />
      <NotMyself store={store} isSelected={form.notMyself} />
    </CaseForm>
  );
}

/** The person asks not to wait: the deletion begins at once. */
export function SkipCoolingDialog({ store, detail, form }: Props<'skipCooling'>) {
  const t = useTexts();
  const { locale } = useUi();
  const { coolingUntil } = detail;
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.skipCooling')}
      label={t('privacy:action.deleteNow')}
      isComplete={isTyped(detail, form.typed)}
      isDeletion
    >
      <p>
        {t('privacy:ask.skipCooling', {
          at: coolingUntil === null ? '' : formatDateTime(coolingUntil, locale),
        })}
      </p>
      <TypedNumber store={store} detail={detail} typed={form.typed} />
    </CaseForm>
  );
}
