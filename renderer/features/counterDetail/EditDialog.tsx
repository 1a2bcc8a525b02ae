import { Trash2 } from 'lucide-react';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, findFormat, indexProduct } from '../../../shared/domain/catalogue.ts';
import { onIndex } from '../../../shared/domain/indexPrint.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Checkbox, Dialog, MenuButton, Stepper, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import type { DetailDialog } from './dialogs.ts';
import { removeItem, setAllItems, setCopies, setProduct, splitIndex } from './editItems.ts';
import { FormActions, FormFailure } from './FormParts.tsx';
import { productChoices, type ProductChoice, productId, productName } from '../../i18n/productNames.ts';

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
  const { items, index } = splitIndex(catalogue, dialog.items);
  const change = (changed: readonly DraftItem[]) => setItems([...changed, ...index]);
  const choices = productChoices(catalogue, locale);
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
                if (product) change(setAllItems(items, product, first.copies));
              }}
            />
          </div>
        )}
        <ul className={cx(styles['items'])}>
          {items.map((item) => (
            <EditLine
              key={`${item.photoId} ${productId(item)}`}
              item={item}
              items={items}
              name={order.photos.find((photo) => photo.photoId === item.photoId)?.name ?? ''}
              catalogue={catalogue}
              choices={choices}
              onChange={change}
            />
          ))}
        </ul>
        <IndexChoice catalogue={catalogue} items={items} index={index} onChange={setItems} />
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

/** The index print is of the whole order: it is put on it, or taken off, with all photos at once. */
function IndexChoice(props: {
  readonly catalogue: Catalogue | null;
  readonly items: readonly DraftItem[];
  readonly index: readonly DraftItem[];
  readonly onChange: (items: readonly DraftItem[]) => void;
}) {
  const { catalogue, items, index, onChange } = props;
  const t = useTexts();
  const product = index[0] ?? (catalogue && indexProduct(catalogue, 'counter'));
  if (!product) return null;
  return (
    <Checkbox
      isSelected={index.length > 0}
      onChange={(isWished) => onChange(isWished ? [...items, ...onIndex(items, product)] : items)}
    >
      {t('counter:new.indexPrint')}
    </Checkbox>
  );
}

function EditLine(props: {
  readonly item: DraftItem;
  readonly items: readonly DraftItem[];
  readonly name: string;
  readonly catalogue: Catalogue | null;
  readonly choices: readonly ProductChoice[];
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
        selected={productId(item)}
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
