import { Printer } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';

type Props = { readonly store: SettingsStore };

const KINDS = ['none', 'file', 'tcp'] as const;
const DOTS = ['384', '512', '576'] as const;

export function PrinterSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'printer');
  const test = useStore(store, (state) => state.printerTest);
  const { kind, dots } = form.values;
  return (
    <SectionForm
      store={store}
      saveHint={saveHint}
      form={form}
      lead={t('settings:printer.lead')}
      actions={
        <Button
          icon={Printer}
          isDisabled={kind === 'none'}
          isPending={test === 'running'}
          pendingLabel={t('common:pending')}
          onPress={() => void store.getState().testPrinter()}
        >
          {form.changed ? t('settings:printer.saveAndTest') : t('settings:printer.test')}
        </Button>
      }
    >
      <TestAnswer store={store} />
      <RadioCards
        label={t('settings:printer.kind')}
        cards={KINDS.map((id) => ({
          id,
          title: t(`settings:printer.kinds.${id}`),
          detail: t(`settings:printer.kindDetail.${id}`),
        }))}
        selected={kind}
        onSelect={(next) => form.type({ kind: next })}
      />
      {kind === 'tcp' && (
        <div className={cx(styles['fields'])}>
          <FormText form={form} field="host" label={t('settings:printer.host')} maxLength={255} />
          <FormText form={form} field="port" label={t('settings:printer.port')} maxLength={5} />
        </div>
      )}
      {kind === 'none' ? (
        <p className={cx(styles['quiet'])}>{t('settings:printer.testNone')}</p>
      ) : (
        <>
          <Choice
            label={t('settings:printer.dots')}
            choices={DOTS.map((id) => ({ id, label: id }))}
            selected={dots}
            onSelect={(next) => form.type({ dots: next })}
          />
          <FormCheck form={form} field="printAtKiosk" label={t('settings:printer.printAtKiosk')} />
        </>
      )}
    </SectionForm>
  );
}

function TestAnswer({ store }: Props) {
  const t = useTexts();
  const test = useStore(store, (state) => state.printerTest);
  const kind = useStore(store, (state) => state.saved?.printer.kind);
  if (test === 'none' || test === 'running') return null;
  const isFile = kind === 'file';
  if (test === 'printed') {
    return (
      <Banner tone="info">
        {isFile ? t('settings:printer.testedFile') : t('settings:printer.testedTcp')}
      </Banner>
    );
  }
  if (test === 'absent') {
    return (
      <Banner tone="danger">
        {isFile ? t('settings:printer.absentFile') : t('settings:printer.absentTcp')}
      </Banner>
    );
  }
  return (
    <Banner tone="danger">
      {t(`errors:${test.code}`)} {t('common:reference', { ref: test.ref })}
    </Banner>
  );
}
