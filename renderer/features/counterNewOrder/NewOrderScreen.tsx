import { Plus, Send, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ProductOut } from '../../../shared/contract/products.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { AlertDialog, Banner, Button, EmptyState, SegmentedControl, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { DetailsPage } from './DetailsPage.tsx';
import styles from './newOrder.module.css';
import { type NewOrderStore, PAGES } from './newOrder.store.ts';
import { PhotosPage } from './PhotosPage.tsx';
import { Placed } from './Placed.tsx';
import { SizesPage } from './SizesPage.tsx';

/** CS3: photos, sizes, customer. Each page is saved as it is left; the basket stands beside all three. */
export function NewOrderScreen(props: {
  readonly store: NewOrderStore;
  readonly catalogue: Catalogue | null;
  /** What cannot be made now. */
  readonly out: readonly ProductOut[];
  /** Below the pages on a narrow window; a wide one has it beside them. */
  readonly basket?: ReactNode;
  readonly onOpenOrder: () => void;
}) {
  const { store, catalogue, out, basket, onOpenOrder } = props;
  const { draft, page, placed, failure } = useStore(store);
  const t = useTexts();
  if (placed !== null) return <Placed store={store} placed={placed} onOpenOrder={onOpenOrder} />;
  if (draft === null) return <Begin store={store} />;
  return (
    <div className={cx(styles['screen'])}>
      <div className={cx(styles['bar'])}>
        <Head store={store} takenOver={draft.takenOver} />
        {failure !== null && (
          <Banner tone="danger">
            {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
          </Banner>
        )}
      </div>
      {page === 'photos' && <PhotosPage store={store} />}
      {page === 'sizes' && <SizesPage store={store} draft={draft} catalogue={catalogue} out={out} />}
      {page === 'details' && <DetailsPage store={store} draft={draft} catalogue={catalogue} />}
      {basket !== undefined && <div className={cx(styles['below'])}>{basket}</div>}
    </div>
  );
}

function Head({ store, takenOver }: { readonly store: NewOrderStore; readonly takenOver: boolean }) {
  const t = useTexts();
  const page = useStore(store, (state) => state.page);
  const { goTo, discard, sendBack } = store.getState();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <SegmentedControl
        label={t('counter:new.steps')}
        segments={PAGES.map((id) => ({ id, label: t(`counter:new.page.${id}`) }))}
        selected={page}
        onSelect={(next) => void goTo(next)}
      />
      <span className={cx(styles['gap'])} />
      {takenOver && (
        <Button icon={Send} onPress={() => void sendBack()}>
          {t('counter:kiosks.sendBack')}
        </Button>
      )}
      <Button variant="quiet" icon={Trash2} onPress={() => setAsking(true)}>
        {t('counter:new.discard')}
      </Button>
      <AlertDialog
        isOpen={asking}
        title={t('counter:new.discardTitle')}
        confirmLabel={t('counter:new.discard')}
        cancelLabel={t('common:actions.back')}
        isDestructive
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void discard();
        }}
      >
        {t('counter:new.discardText')}
      </AlertDialog>
    </>
  );
}

/** Nothing begun: start, or go on with what was left. */
function Begin({ store }: { readonly store: NewOrderStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const mine = useStore(store, (state) => state.mine);
  const failure = useStore(store, (state) => state.failure);
  const { begin, resume } = store.getState();
  return (
    <EmptyState
      title={mine.length === 0 ? t('counter:new.begin') : t('counter:new.unfinished')}
      actions={
        <>
          {failure !== null && <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>}
          {mine.map((one) => (
            <Button key={one.draftId} onPress={() => void resume(one.draftId)}>
              {t('counter:new.resume', {
                time: formatDateTime(one.touchedAt, locale),
                photos: t('common:photos', { count: one.photos }),
              })}
            </Button>
          ))}
          <Button variant="primary" icon={Plus} autoFocus onPress={() => void begin('lv')}>
            {t('counter:orders.new')}
          </Button>
        </>
      }
    />
  );
}
