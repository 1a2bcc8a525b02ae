import { FlaskConical, Monitor, Store } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, RadioCards, TextField, type TextFieldKind } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import type { SetupField } from './setup.policy.ts';
import { needsPassphrase, type Setup } from './setupState.ts';
import styles from './setup.module.css';

/** What this terminal is, who manages it, and what guards its key. */
export function FirstRunScreen({ setup }: { readonly setup: Setup }) {
  const t = useTexts();
  const kind = useStore(setup, ({ form }) => form.kind);
  const asksKind = useStore(setup, ({ problems }) => problems.includes('kind'));
  const refused = useStore(setup, (state) => state.refused);
  const isPending = useStore(setup, (state) => state.isPending);
  return (
    <div className={cx(styles['form'])}>
      <h1>{t('setup:firstRun.title')}</h1>
      <p>{t('setup:firstRun.lead')}</p>
      {asksKind && <Banner tone="danger">{t('setup:firstRun.error.kind')}</Banner>}
      {refused !== null && <Banner tone="danger">{t(`errors:${refused}`)}</Banner>}
      <RadioCards
        label={t('setup:firstRun.title')}
        hideLabel
        selected={kind}
        onSelect={(id) => setup.edit({ kind: id })}
        cards={[
          {
            id: 'kiosk',
            title: t('setup:firstRun.kiosk'),
            detail: t('setup:firstRun.kioskDetail'),
            icon: Monitor,
          },
          {
            id: 'counter',
            title: t('setup:firstRun.counter'),
            detail: t('setup:firstRun.counterDetail'),
            icon: Store,
          },
          {
            id: 'demo',
            title: t('setup:firstRun.demo'),
            detail: t('setup:firstRun.demoDetail'),
            icon: FlaskConical,
          },
        ]}
      />
      {kind !== null && kind !== 'demo' && <ManagerAndKey setup={setup} />}
      <div className={cx(styles['actions'])}>
        <Button
          variant="primary"
          isPending={isPending}
          pendingLabel={t('setup:firstRun.working')}
          onPress={() => void setup.setUp()}
        >
          {t('setup:firstRun.start')}
        </Button>
      </div>
    </div>
  );
}

function ManagerAndKey({ setup }: { readonly setup: Setup }) {
  const t = useTexts();
  const asksPassphrase = useStore(setup, ({ terminal }) => needsPassphrase(terminal));
  return (
    <>
      <h2>{t('setup:firstRun.manager')}</h2>
      <p>{t('setup:firstRun.managerLead')}</p>
      <div className={cx(styles['fields'])}>
        <Field setup={setup} field="name" kind="name" maxLength={40} />
        <Field setup={setup} field="pin" kind="password" maxLength={8} />
        <Field setup={setup} field="pinAgain" kind="password" maxLength={8} />
      </div>
      <p>{t(asksPassphrase ? 'setup:firstRun.passphraseLead' : 'setup:firstRun.protectedLead')}</p>
      {asksPassphrase && (
        <div className={cx(styles['fields'])}>
          <Field setup={setup} field="passphrase" kind="password" maxLength={200} />
          <Field setup={setup} field="passphraseAgain" kind="password" maxLength={200} />
        </div>
      )}
    </>
  );
}

function Field(props: {
  readonly setup: Setup;
  readonly field: Exclude<SetupField, 'kind'>;
  readonly kind: TextFieldKind;
  readonly maxLength: number;
}) {
  const { setup, field, kind, maxLength } = props;
  const t = useTexts();
  const value = useStore(setup, ({ form }) => form[field]);
  const isWrong = useStore(setup, ({ problems }) => problems.includes(field));
  return (
    <TextField
      label={t(`setup:firstRun.${field}`)}
      kind={kind}
      value={value}
      maxLength={maxLength}
      isRequired
      onChange={(next) => setup.edit({ [field]: next })}
      error={isWrong ? t(`setup:firstRun.error.${field}`) : undefined}
      {...(field === 'passphrase' ? { why: t('setup:firstRun.passphraseLength') } : {})}
    />
  );
}
