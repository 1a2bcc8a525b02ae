import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Draft, DraftItem } from '../../../shared/contract/drafts.ts';
import type { ProductOut } from '../../../shared/contract/products.ts';
import { type Catalogue, findFormat, indexProduct } from '../../../shared/domain/catalogue.ts';
import { adjustOf, colourFilter } from '../../../shared/domain/adjust.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { photoQuality } from '../../../shared/domain/quality.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import { Button, Checkbox, MenuButton, SegmentedControl, Stepper, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { productChoices, type ProductChoice, productId, productName } from '../../i18n/productNames.ts';
import { EditPhoto } from './EditPhoto.tsx';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';

/** "All the same" on top, each photo below with its own product and copies. */
export function SizesPage(props: {
  readonly store: NewOrderStore;
  readonly draft: Draft;
  readonly catalogue: Catalogue | null;
  readonly out: readonly ProductOut[];
}) {
  const { store, draft, catalogue, out } = props;
  const { locale } = useUi();
  const t = useTexts();
  const choices = useMemo(() => markedChoices(t, catalogue, locale, out), [t, catalogue, locale, out]);
  const { wantPictures, setIndexPrint } = store.getState();
  useEffect(() => wantPictures(draft.photos.map((photo) => photo.photoId)), [draft.photos, wantPictures]);
  return (
    <div className={cx(styles['scroll'])}>
      <div className={cx(styles['form'])}>
        <AllTheSame store={store} draft={draft} catalogue={catalogue} choices={choices} />
        {catalogue && indexProduct(catalogue, draft.source) && (
          <Checkbox isSelected={draft.indexPrint} onChange={(on) => void setIndexPrint(on)}>
            {t('counter:new.indexPrint')}
          </Checkbox>
        )}
        <ul className={cx(styles['items'])}>
          {draft.items.map((item) => (
            <Line
              key={`${item.photoId} ${productId(item)}`}
              store={store}
              draft={draft}
              item={item}
              catalogue={catalogue}
              choices={choices}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

type Shared = {
  readonly store: NewOrderStore;
  readonly draft: Draft;
  readonly catalogue: Catalogue | null;
  readonly choices: readonly ProductChoice[];
};

/** What the counter sells; what is out says so, and staff may choose it all the same. */
const markedChoices = (
  t: Texts,
  catalogue: Catalogue | null,
  locale: Locale,
  out: readonly ProductOut[],
): readonly ProductChoice[] =>
  productChoices(catalogue, locale).map((choice) => {
    const missing = out.find((one) => productId(one) === choice.id);
    if (missing === undefined) return choice;
    const mark =
      missing.readyAt === null
        ? t('counter:new.outUnknown')
        : t('counter:new.outUntil', { time: formatDateTime(missing.readyAt, locale) });
    return { ...choice, label: `${choice.label} – ${mark}` };
  });

const labelOf = (choices: readonly ProductChoice[], product: Pick<DraftItem, 'format' | 'paper'>) =>
  choices.find(({ id }) => id === productId(product))?.label;

function AllTheSame({ store, draft, catalogue, choices }: Shared) {
  const t = useTexts();
  const { locale } = useUi();
  const { setAll } = store.getState();
  const { common, exceptions } = draft;
  const limits = catalogue ? findFormat(catalogue, common.format)?.copies : undefined;
  return (
    <section className={cx(styles['consents'])} aria-label={t('counter:new.allSame')}>
      <h2>{t('counter:new.allSame')}</h2>
      <div className={cx(styles['actions'])}>
        <MenuButton
          name={t('counter:new.product')}
          label={labelOf(choices, common) ?? productName(catalogue, locale, common)}
          choices={choices}
          selected={productId(common)}
          onSelect={(id) => {
            const product = choices.find((choice) => choice.id === id)?.product;
            if (product) void setAll(product, false);
          }}
        />
        <Stepper
          label={t('counter:new.copies')}
          lessLabel={t('common:actions.less')}
          moreLabel={t('common:actions.more')}
          value={common.copies}
          min={limits?.min ?? 1}
          max={Math.min(limits?.max ?? 999, 999)}
          onChange={(copies) => void setAll({ copies }, false)}
        />
        <SegmentedControl
          label={t('counter:new.fit')}
          segments={(['fill', 'fit'] as const).map((id) => ({ id, label: t(`counter:new.fits.${id}`) }))}
          selected={common.fit}
          onSelect={(fit) => void setAll({ fit }, false)}
        />
        {exceptions > 0 && (
          <Button icon={Copy} onPress={() => void setAll({}, true)}>
            {t('counter:new.overwrite', { exceptions })}
          </Button>
        )}
      </div>
    </section>
  );
}

function Line(props: Shared & { readonly item: DraftItem }) {
  const { store, draft, item, catalogue, choices } = props;
  const t = useTexts();
  const { locale } = useUi();
  const picture = useStore(store, (state) => state.pictures[item.photoId]);
  const { putItem, changeItem, removeItem } = store.getState();
  const photo = draft.photos.find((one) => one.photoId === item.photoId);
  const format = catalogue ? findFormat(catalogue, item.format) : undefined;
  const name = photo?.name ?? '';
  const quality =
    format && photo?.width && photo.height
      ? photoQuality({ w: photo.width, h: photo.height }, format, item)
      : null;
  return (
    <li className={cx(styles['item'])}>
      {picture ? (
        <img
          src={picture}
          alt=""
          className={cx(styles['picture'])}
          style={{ filter: colourFilter(adjustOf(item)) }}
        />
      ) : (
        <span className={cx(styles['picture'])} />
      )}
      <span className={cx(styles['name'])} title={name}>
        {name}
        {(quality === 'low' || quality === 'veryLow') && (
          <span className={cx(styles['hint'])}>{t(`common:quality.${quality}`)}</span>
        )}
      </span>
      <MenuButton
        name={name}
        label={labelOf(choices, item) ?? productName(catalogue, locale, item)}
        choices={choices}
        selected={productId(item)}
        onSelect={(id) => {
          const product = choices.find((choice) => choice.id === id)?.product;
          if (product) void changeItem(item, product);
        }}
      />
      <Stepper
        label={t('counter:edit.copiesOf', { name })}
        lessLabel={t('common:actions.less')}
        moreLabel={t('common:actions.more')}
        value={item.copies}
        min={format?.copies.min ?? 1}
        max={Math.min(format?.copies.max ?? 999, 999)}
        onChange={(copies) => void putItem({ ...item, copies })}
      />
      <EditPhoto
        store={store}
        item={item}
        photo={photo}
        format={format}
        hasOthers={draft.photos.length > 1}
      />
      <Button variant="quiet" icon={Trash2} onPress={() => void removeItem(item)}>
        {t('common:actions.delete')}
      </Button>
    </li>
  );
}
