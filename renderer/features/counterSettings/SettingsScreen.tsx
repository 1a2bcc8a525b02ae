import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, VisuallyHidden } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import type { SectionProps } from './FormParts.tsx';
import { FORM_IDS, isChanged } from './forms/forms.ts';
import { LabsSection } from './labs/LabsSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import { AboutSection } from './sections/AboutSection.tsx';
import { BackupSection } from './sections/BackupSection.tsx';
import { CounterSection, TimesSection } from './sections/CounterSections.tsx';
import { KioskSection } from './sections/KioskSection.tsx';
import { HubSection } from './sections/HubSection.tsx';
import { PhoneSection } from './sections/PhoneSection.tsx';
import { PrinterSection } from './sections/PrinterSection.tsx';
import { ProductionSection } from './sections/ProductionSection.tsx';
import { HoursSection, StoreSection, TerminalSection } from './sections/StoreSections.tsx';
import type { SettingsStore } from './settings.store.ts';
import styles from './settings.module.css';
import { type Section, SECTIONS, type SettingsState } from './settingsState.ts';

const CONTENT = {
  people: PeopleSection,
  store: StoreSection,
  hours: HoursSection,
  terminal: TerminalSection,
  printer: PrinterSection,
  production: ProductionSection,
  labs: LabsSection,
  kiosk: KioskSection,
  phone: PhoneSection,
  hub: HubSection,
  counter: CounterSection,
  times: TimesSection,
  backup: BackupSection,
  about: AboutSection,
} as const satisfies Record<Section, (props: SectionProps) => ReactNode>;

/** CS10: sections left, one of them open; each form saves by itself and keeps what was typed. */
export function SettingsScreen({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const section = useStore(store, (state) => state.section);
  const failure = useStore(store, (state) => state.failure);
  const isRead = useStore(store, (state) => state.forms !== null);
  const { load, leave } = store.getState();
  useEffect(() => {
    void load();
    return leave;
  }, [load, leave]);
  const Content = CONTENT[section];
  return (
    <div className={cx(styles['screen'])}>
      <Sections store={store} />
      <div className={cx(styles['content'])}>
        <h2>{t(`settings:sections.${section}`)}</h2>
        {failure !== null && (
          <Banner
            tone="danger"
            actions={<Button onPress={() => void load()}>{t('common:actions.tryAgain')}</Button>}
          >
            {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
          </Banner>
        )}
        {isRead && <Content key={section} store={store} saveHint={saveHint} />}
      </div>
    </div>
  );
}

const isUnsaved = ({ forms, saved }: SettingsState, section: Section): boolean => {
  const id = FORM_IDS.find((form) => form === section);
  return (
    id !== undefined && forms !== null && saved !== null && isChanged(id, forms[id].values as never, saved)
  );
};

function Sections({ store }: { readonly store: SettingsStore }) {
  const t = useTexts();
  const state = useStore(store);
  return (
    <nav aria-label={t('settings:sections.label')} className={cx(styles['nav'])}>
      <h1>{t('settings:title')}</h1>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section} data-current={section === state.section || undefined}>
            <Button
              variant="quiet"
              onPress={() => state.choose(section)}
              {...(section === state.section ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`settings:sections.${section}`)}
              {isUnsaved(state, section) && (
                <>
                  <span className={cx(styles['dot'])} aria-hidden="true" />
                  <VisuallyHidden>{t('settings:form.changed')}</VisuallyHidden>
                </>
              )}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
