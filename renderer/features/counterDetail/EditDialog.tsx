import { Trash2 } from 'lucide-react';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, findFormat } from '../../../shared/domain/catalogue.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, MenuButton, Stepper, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import type { DetailDialog } from './dialogs.ts';
import { type Product, removeItem, setAllItems, setCopies, setProduct } from './editItems.ts';
import { FormActions, FormFailure } from './FormParts.tsx';
import { productName } from './names.ts';

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
  const { items, quote } = dialog;
  const products = (catalogue?.products ?? []).filter(({ channels }) => channels.includes('counter'));
  const choices = products.map((product) => ({
    id: idOf(product),
    label: productName(catalogue, locale, product),
  }));
  const productOf = (id: string) => products.find((product) => idOf(product) === id);
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
                const product = productOf(id);
                if (product)
                  setItems(
                    setAllItems(items, { format: product.format, paper: product.paper }, first.copies),
                  );
              }}
            />
          </div>
        )}
        <ul className={cx(styles['items'])}>
          {items.map((item) => {
            const name = order.photos.find((photo) => photo.photoId === item.photoId)?.name ?? '';
            const limits = catalogue ? findFormat(catalogue, item.format)?.copies : undefined;
            return (
              <li key={`${item.photoId} ${idOf(item)}`} className={cx(styles['item'])}>
                <span className={cx(styles['name'])} title={name}>
                  {name}
                </span>
                <MenuButton
                  name={name}
                  label={productName(catalogue, locale, item)}
                  choices={choices}
                  selected={idOf(item)}
                  onSelect={(id) => {
                    const product = productOf(id);
                    if (product)
                      setItems(setProduct(items, item, { format: product.format, paper: product.paper }));
                  }}
                />
                <Stepper
                  label={t('counter:edit.copiesOf', { name })}
                  lessLabel={t('common:actions.less')}
                  moreLabel={t('common:actions.more')}
                  value={item.copies}
                  min={limits?.min ?? 1}
                  max={Math.min(limits?.max ?? 999, 999)}
                  onChange={(copies) => setItems(setCopies(items, item, copies))}
                />
                <Button
                  variant="quiet"
                  icon={Trash2}
                  isDisabled={items.length === 1}
                  onPress={() => setItems(removeItem(items, item))}
                >
                  {t('common:actions.delete')}
                </Button>
              </li>
            );
          })}
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
