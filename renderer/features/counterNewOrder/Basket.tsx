import { CircleCheck } from 'lucide-react';
import { useStore } from 'zustand';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { formatDateTime, formatDay, type ShopDay } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, EmptyState, ProgressBar, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { DiscountField } from './DiscountField.tsx';
import { lineName } from '../../i18n/productNames.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';
import { isConfirmed, saveBlock } from './saveBlock.ts';

/** What it costs, how far copying is, and the way on; the same on every page. */
export function Basket(props: {
  readonly store: NewOrderStore;
  readonly catalogue: Catalogue | null;
  readonly role: 'staff' | 'manager';
  readonly saveHint: string;
}) {
  const { store, catalogue, role, saveHint } = props;
  const t = useTexts();
  const draft = useStore(store, (state) => state.draft);
  if (draft === null || draft.items.length === 0) return <EmptyState title={t('counter:new.emptyBasket')} />;
  return (
    <section className={cx(styles['basket'])} aria-label={t('counter:new.basket')}>
      <div className={cx(styles['costs'])}>
        <h2>{t('counter:new.basket')}</h2>
        <Lines draft={draft} catalogue={catalogue} />
      </div>
      <div className={cx(styles['onward'])}>
        <Total draft={draft} />
        {can(role, 'discount.give') && (
          <DiscountField store={store} draft={draft} catalogue={catalogue} role={role} />
        )}
        <Copying store={store} />
        <Onward store={store} draft={draft} saveHint={saveHint} />
      </div>
    </section>
  );
}

function Lines({ draft, catalogue }: { readonly draft: Draft; readonly catalogue: Catalogue | null }) {
  const t = useTexts();
  const { locale } = useUi();
  if (draft.price === null) return <Banner tone="warning">{t('errors:PRODUCT_UNAVAILABLE')}</Banner>;
  return (
    <>
      {draft.price.lines.map((line) => (
        <div key={lineName(t, catalogue, locale, line)} className={cx(styles['line'])}>
          <span>{lineName(t, catalogue, locale, line)}</span>
          <span className={cx(styles['amount'])}>{formatMoney(line.sum, locale)}</span>
        </div>
      ))}
    </>
  );
}

function Total({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const { locale } = useUi();
  if (draft.price === null) return null;
  return (
    <>
      <div className={cx(styles['line'], styles['sum'])}>
        <span>{t('counter:lines.total')}</span>
        <span className={cx(styles['amount'])}>{formatMoney(draft.price.total, locale)}</span>
      </div>
      <p className={cx(styles['quiet'])}>
        {t('counter:new.due', { time: formatDateTime(draft.dueAt, locale) })}
        <br />
        {t('common:keepUntil', { date: formatDay(draft.keepUntil as ShopDay, locale) })}
      </p>
    </>
  );
}

function Copying({ store }: { readonly store: NewOrderStore }) {
  const t = useTexts();
  const copy = useStore(store, (state) => state.copy);
  const { dropMissing } = store.getState();
  if (copy === null || copy.state === 'idle') return null;
  const lost = copy.missing.length + copy.failed.length;
  return (
    <>
      {(copy.state === 'copying' || copy.state === 'stalled') && (
        <ProgressBar
          label={t('counter:new.copying')}
          value={copy.bytesTotal === 0 ? null : copy.bytes / copy.bytesTotal}
          text={t('common:ofTotal', { done: copy.done, total: copy.total })}
        />
      )}
      {copy.trouble !== null && <Banner tone="danger">{t(`counter:new.trouble.${copy.trouble}`)}</Banner>}
      {lost > 0 && (
        <Banner
          tone="warning"
          actions={
            <Button onPress={() => void dropMissing()}>
              {t('counter:new.goOnWith', { done: copy.done })}
            </Button>
          }
        >
          {t('counter:new.lost', { lost, total: copy.total })}
        </Banner>
      )}
      {copy.mayRemove && copy.mediumStillIn && (
        <Banner tone="info" icon={CircleCheck}>
          {t('counter:new.mayRemove')}
        </Banner>
      )}
    </>
  );
}

function Onward(props: { readonly store: NewOrderStore; readonly draft: Draft; readonly saveHint: string }) {
  const { store, draft, saveHint } = props;
  const t = useTexts();
  const { locale } = useUi();
  const state = useStore(store);
  const { page, copy, form, consents, pending, tried } = state;
  const { next } = store.getState();
  const last = page === 'details';
  const consented = consents.some((one) => one.given);
  const block = saveBlock({ draft, copy, form, consented, confirmed: isConfirmed(state) });
  return (
    <>
      {last && tried && block !== null && <Banner tone="warning">{t(`counter:new.block.${block}`)}</Banner>}
      <div className={cx(styles['actions'])}>
        <Button
          variant="primary"
          keyHint={saveHint}
          isPending={pending}
          pendingLabel={t('common:pending')}
          onPress={() => void next()}
        >
          {last && draft.price !== null
            ? t('counter:new.save', { amount: formatMoney(draft.price.total, locale) })
            : t('common:actions.continue')}
        </Button>
      </div>
    </>
  );
}
