import { Ban, CircleCheck, FileArchive, KeyRound, MousePointerClick, Send } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDateTime, formatDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { ActionDock, Banner, Button, EmptyState, Facts, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import { DecisionDialog } from './DecisionDialog.tsx';
import { recipientName, Standing } from './columns.tsx';
import type { DisclosuresStore } from './disclosures.store.ts';
import type { DisclosureItem } from './disclosureState.ts';

type Props = { readonly store: DisclosuresStore };

/** One row of the log: names of fields and counts, never a value; and what a manager may do with it. */
export function DisclosureDetail({ store }: Props) {
  const t = useTexts();
  const { items, selected } = useStore(store);
  const item = items?.find(({ id }) => id === selected);
  if (item === undefined) {
    return <EmptyState icon={MousePointerClick} title={t('privacy:disclosures.chooseOne')} />;
  }
  return (
    <div className={cx(styles['panel'])}>
      <Described store={store} item={item} />
      <Answers store={store} item={item} />
      <Actions store={store} item={item} />
      <DecisionDialog store={store} />
    </div>
  );
}

function Described({ store, item }: Props & { readonly item: DisclosureItem }) {
  const t = useTexts();
  const { locale } = useUi();
  const recipients = useStore(store, (state) => state.recipients);
  const { document: paper, proportionality, fields, state } = item;
  const isArrival = state === 'arrived';
  return (
    <section className={cx(styles['section'])} aria-labelledby="disclosure">
      <div className={cx(styles['row'])}>
        <h2 id="disclosure">{recipientName(recipients, item.recipientId, locale)}</h2>
        <Standing item={item} t={t} />
      </div>
      <Facts
        facts={[
          [t('privacy:disclosures.columns.at'), formatDateTime(item.at, locale)],
          [t('privacy:disclosures.columns.ground'), t(`privacy:disclosures.ground.${item.ground}`)],
          [
            t('privacy:disclosures.proportionality.label'),
            proportionality === null ? null : t(`privacy:disclosures.proportionality.${proportionality}`),
          ],
          [
            t('privacy:disclosures.document.label'),
            paper === null
              ? null
              : [
                  t(`privacy:disclosures.document.type.${paper.type}`),
                  paper.number,
                  formatDay(paper.date, locale),
                ].join(' · '),
          ],
          [
            t('privacy:disclosures.document.basis.label'),
            paper === null ? null : t(`privacy:disclosures.document.basis.${paper.basis}`),
          ],
          [
            t('privacy:disclosures.document.verified.label'),
            paper === null ? null : t(`privacy:disclosures.document.verified.${paper.verified}`),
          ],
          [
            t('privacy:disclosures.detail.fields'),
            fields.length === 0
              ? null
              : fields.map((field) => t(`privacy:disclosures.field.${field}`)).join(', '),
          ],
          [t('privacy:disclosures.detail.subjects'), isArrival ? null : item.subjects],
          [t('privacy:disclosures.detail.files'), item.files === 0 ? null : item.files],
          [
            t('privacy:disclosures.detail.told'),
            isArrival
              ? null
              : t(
                  item.mayBeTold ? 'privacy:disclosures.detail.mayTell' : 'privacy:disclosures.detail.mayNot',
                ),
          ],
        ]}
      />
    </section>
  );
}

/** The second word that is waited for, the archive that was written, and its code. */
function Answers({ store, item }: Props & { readonly item: DisclosureItem }) {
  const t = useTexts();
  const { file, code } = useStore(store);
  return (
    <>
      {item.awaitsSecond && <Banner tone="warning">{t('privacy:disclosures.second')}</Banner>}
      {file !== null && (
        <Banner tone="info">
          <p>{t('privacy:file', { file })}</p>
          <p>{t('privacy:disclosures.otherWay')}</p>
        </Banner>
      )}
      {code !== null && (
        <p className={cx(styles['code'])} role="status" aria-label={t('privacy:disclosures.code')}>
          {code}
        </p>
      )}
    </>
  );
}

function Actions({ store, item }: Props & { readonly item: DisclosureItem }) {
  const t = useTexts();
  const { pending, file } = useStore(store);
  const { askDecision, exportData, showCode, openProposal } = store.getState();
  const { state, answered } = item;
  const isOpen = state === 'proposed' || (state === 'arrived' && !answered);
  if (!isOpen && state !== 'approved') return null;
  return (
    <ActionDock label={t('counter:detail.actions')}>
      {state === 'arrived' && (
        <Button icon={Send} variant="primary" onPress={() => openProposal(item)}>
          {t('privacy:disclosures.proposal.answer')}
        </Button>
      )}
      {state === 'proposed' && (
        <Button icon={CircleCheck} variant="primary" onPress={() => askDecision('approve')}>
          {t('privacy:disclosures.decide.approve')}
        </Button>
      )}
      {isOpen && (
        <Button icon={Ban} onPress={() => askDecision('refuse')}>
          {t('privacy:disclosures.decide.refuse')}
        </Button>
      )}
      {state === 'approved' && (
        <>
          <Button
            icon={FileArchive}
            variant="primary"
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void exportData()}
          >
            {t('privacy:disclosures.export')}
          </Button>
          {file !== null && (
            <Button icon={KeyRound} onPress={() => void showCode()}>
              {t('privacy:disclosures.code')}
            </Button>
          )}
        </>
      )}
    </ActionDock>
  );
}
