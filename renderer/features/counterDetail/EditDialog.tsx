import { Trash2 } from 'lucide-react';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, findFormat, isIndex, isSoldFor } from '../../../shared/domain/catalogue.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, MenuButton, Stepper, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import type { DetailDialog } from './dialogs.ts';
import { type Product, removeItem, setAllItems, setCopies, setProduct } from './editItems.ts';
import { FormActions, FormFailure } from './FormParts.tsx';
import { productName } from '../../i18n/productNames.ts';

const idOf = ({ format, paper }: Product): string => `${format} ${paper}`;

/** New sizes and copies before the hand-over; the new sum is agreed to by saving. */
export function EditDialog(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly catalogue: Catalogue | null;
  readonly dialog: Extract<DetailDialog, { kind: 'edit' }>;
}) {
  const { store, order, catalogue, dialog } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { setItems, closeDialog } = store.getState();
  const { quote } = dialog;
  // An index print is of the whole order and stays with it.
  const items = dialog.items.filter(({ format }) => catalogue === null || !isIndex(catalogue, format));
  const choices = choicesOf(catalogue, locale);
  const first = items[0];
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('counter:edit.title', { number: order.number })}
      onClose={closeDialog}
      actions={
        <FormActions
          store={store}
          label={
            quote === null
              ? t('common:actions.save')
              : t('counter:edit.save', { amount: formatMoney(quote.after.total, locale) })
          }
          isDisabled={quote === null || items.length === 0}
        />
      }
    >
      <div className={cx(styles['form'])}>
        <FormFailure store={store} />
        {first !== undefined && (
          <div className={cx(styles['row'])}>
            <MenuButton
              label={t('counter:edit.allSame')}
              choices={choices}
              onAction={(id) => {
                const product = choices.find((choice) => choice.id === id)?.product;
                if (product) setItems(setAllItems(items, product, first.copies));
              }}
            />
          </div>
        )}
        <ul className={cx(styles['items'])}>
          {items.map((item) => (
            <EditLine
              key={`${item.photoId} ${idOf(item)}`}
              item={item}
              items={items}
              name={order.photos.find((photo) => photo.photoId === item.photoId)?.name ?? ''}
              catalogue={catalogue}
              choices={choices}
              onChange={setItems}
            />
          ))}
        </ul>
        {quote !== null && (
          <p className={cx(styles['line'], styles['sum'])}>
            <span>{t('counter:edit.before', { amount: formatMoney(quote.before.total, locale) })}</span>
            <span className={cx(styles['amount'])}>
              {t('counter:edit.after', { amount: formatMoney(quote.after.total, locale) })}
            </span>
          </p>
        )}
      </div>
    </Dialog>
  );
}

type Choice = { readonly id: string; readonly label: string; readonly product: Product };

/** What the counter sells, in the order of the price list. */
const choicesOf = (catalogue: Catalogue | null, locale: Locale): readonly Choice[] =>
  (catalogue?.products ?? [])
    .filter(({ format, paper }) => catalogue !== null && isSoldFor(catalogue, 'counter', format, paper))
    .map(({ format, paper }) => ({
      id: idOf({ format, paper }),
      label: productName(catalogue, locale, { format, paper }),
      product: { format, paper },
    }));

function EditLine(props: {
  readonly item: DraftItem;
  readonly items: readonly DraftItem[];
  readonly name: string;
  readonly catalogue: Catalogue | null;
  readonly choices: readonly Choice[];
  readonly onChange: (items: readonly DraftItem[]) => void;
}) {
  const { item, items, name, catalogue, choices, onChange } = props;
  const t = useTexts();
  const { locale } = useUi();
  const limits = catalogue ? findFormat(catalogue, item.format)?.copies : undefined;
  return (
    <li className={cx(styles['item'])}>
      <span className={cx(styles['name'])} title={name}>
        {name}
      </span>
      <MenuButton
        name={name}
        label={productName(catalogue, locale, item)}
        choices={choices}
        selected={idOf(item)}
        onSelect={(id) => {
          const product = choices.find((choice) => choice.id === id)?.product;
          if (product) onChange(setProduct(items, item, product));
        }}
      />
      <Stepper
        label={t('counter:edit.copiesOf', { name })}
        lessLabel={t('common:actions.less')}
        moreLabel={t('common:actions.more')}
        value={item.copies}
        min={limits?.min ?? 1}
        max={Math.min(limits?.max ?? 999, 999)}
        onChange={(copies) => onChange(setCopies(items, item, copies))}
      />
      <Button
        variant="quiet"
        icon={Trash2}
        isDisabled={items.length === 1}
        onPress={() => onChange(removeItem(items, item))}
      >
        {t('common:actions.delete')}
      </Button>
    </li>
  );
}
