import { useStore } from 'zustand';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { emailHint } from '../../../shared/domain/emailHint.ts';
import { useTexts } from '../../i18n/index.ts';
import {
  Button,
  Checkbox,
  languageSegments,
  RadioCards,
  SegmentedControl,
  TextField,
  type TextFieldKind,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { Consents } from './Consents.tsx';
import { contactProblems, fieldsOf } from './contactForm.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';

const WAYS = ['email', 'sms', 'none'] as const;

const KINDS = {
  email: 'email',
  phone: 'phone',
  name: 'name',
  street: 'text',
  town: 'text',
  postcode: 'text',
} as const satisfies Record<string, TextFieldKind>;

/** The customer: how to tell them, only the fields that needs, and the optional consents as they are read out. */
export function DetailsPage(props: {
  readonly store: NewOrderStore;
  readonly draft: Draft;
  readonly catalogue: Catalogue | null;
}) {
  const { store, draft, catalogue } = props;
  const t = useTexts();
  const form = useStore(store, (state) => state.form);
  const { setWay, type, setLocale, setExpress } = store.getState();
  return (
    <div className={cx(styles['scroll'])}>
      <div className={cx(styles['form'])}>
        <div className={cx(styles['line'])}>
          <span>{t('counter:new.customerLanguage')}</span>
          <SegmentedControl
            label={t('counter:new.customerLanguage')}
            segments={languageSegments}
            selected={draft.locale}
            onSelect={(locale) => void setLocale(locale)}
          />
        </div>
        <RadioCards
          label={t('counter:new.way')}
          cards={WAYS.map((id) => ({ id, title: t(`counter:new.ways.${id}`) }))}
          selected={form.way}
          onSelect={setWay}
        />
        {form.way !== null && form.way !== 'none' && (catalogue?.fees.delivery ?? 0) > 0 && (
          <div className={cx(styles['actions'])}>
            <SegmentedControl
              label={t('counter:new.delivery')}
              segments={(['store', 'address'] as const).map((id) => ({
                id,
                label: t(`counter:new.deliveries.${id}`),
              }))}
              selected={form.delivery}
              onSelect={(delivery) => type({ delivery })}
            />
          </div>
        )}
        <Fields store={store} />
        {(catalogue?.fees.express ?? 0) > 0 && (
          <Checkbox isSelected={draft.express} onChange={(on) => void setExpress(on)}>
            {t('counter:new.express')}
          </Checkbox>
        )}
        <Consents store={store} draft={draft} />
      </div>
    </div>
  );
}

function Fields({ store }: { readonly store: NewOrderStore }) {
  const t = useTexts();
  const form = useStore(store, (state) => state.form);
  const tried = useStore(store, (state) => state.tried);
  const { type } = store.getState();
  const problems = tried ? contactProblems(form) : {};
  const meant = form.way === 'email' ? emailHint(form.email.trim()) : null;
  const fields = fieldsOf(form);
  if (fields.length === 0) return null;
  return (
    <div className={cx(styles['fields'])}>
      {fields.map((field) => {
        const problem = problems[field];
        return (
          <TextField
            key={field}
            label={t(`counter:new.field.${field}`)}
            kind={KINDS[field]}
            value={form[field]}
            maxLength={field === 'email' ? 254 : 120}
            onChange={(value) => type({ [field]: value })}
            error={problem === undefined ? undefined : t(`counter:new.wrong.${problem}`)}
            {...(field === 'phone' ? { prefix: '+371' } : {})}
            {...(field === 'email' && meant !== null
              ? {
                  hint: (
                    <span className={cx(styles['hint'])}>
                      {t('counter:new.meant', { email: meant })}
                      <Button onPress={() => type({ email: meant })}>{t('counter:new.meantYes')}</Button>
                    </span>
                  ),
                }
              : {})}
          />
        );
      })}
    </div>
  );
}
