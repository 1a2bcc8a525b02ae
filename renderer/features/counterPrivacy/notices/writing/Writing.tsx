import { useId } from 'react';
import { useStore } from 'zustand';
import { CONSENT_PURPOSES } from '../../../../../shared/domain/consent.ts';
import { LOCALES } from '../../../../../shared/domain/i18n.ts';
import { REQUIRED_BLOCKS } from '../../../../../shared/domain/notice.ts';
import { type Texts, useTexts } from '../../../../i18n/index.ts';
import { Banner, Button, Checkbox, ReadPage, TextArea, TextField } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import { FailureBanner } from '../../parts/FailureBanner.tsx';
import page from '../../parts/page.module.css';
import type { NoticesStore } from '../notices.store.ts';
import styles from './writing.module.css';
import { missingIn, type Section, type WritingForm } from './writing.policy.ts';

const NAMED = [...REQUIRED_BLOCKS, 'rights', 'other', 'summary', 'change'] as const;

/** A block that only the company's own text has is called by its id. */
const nameOf = (t: Texts, id: string): string => {
  const known = NAMED.find((one) => one === id);
  return known === undefined ? id : t(`privacy:notices.section.${known}`);
};

type Props = { readonly store: NoticesStore; readonly form: WritingForm };

/** A version being written: its number, every part in three languages side by side, and whose consents are asked anew. */
export function Writing({ store, form }: Props) {
  const t = useTexts();
  const { pending, writingProblems, refusal } = useStore(store);
  const { dropWriting, saveWriting, dismiss } = store.getState();
  const incomplete = form.sections.filter((section) => missingIn(section).length > 0);
  // What has been written since is no longer missing.
  const problems = writingProblems.filter((problem) => problem !== 'texts' || incomplete.length > 0);
  return (
    <div className={cx(styles['whole'])}>
      <ReadPage label={t('privacy:notices.act.begin')} isLoading={false}>
        <h2>
          {form.replaces === null
            ? t('privacy:notices.write.new')
            : t('privacy:notices.write.draft', { version: form.replaces })}
        </h2>
        <p className={cx(page['quiet'])}>{t('privacy:notices.write.how')}</p>
        <About store={store} form={form} />
        {form.sections.map((section) => (
          <Part key={section.id} store={store} section={section} showsMissing={problems.includes('texts')} />
        ))}
        <Reconsent store={store} form={form} />
      </ReadPage>
      <div className={cx(styles['foot'])}>
        <FailureBanner failure={refusal} onClose={dismiss} />
        {problems.map((problem) => (
          <Banner key={problem} tone="danger">
            {t(`privacy:notices.write.wrong.${problem}`, {
              sections: incomplete.map(({ id }) => nameOf(t, id)).join(', '),
            })}
          </Banner>
        ))}
        <div className={cx(styles['buttons'])} role="group" aria-label={t('counter:detail.actions')}>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void saveWriting()}
          >
            {t('privacy:notices.write.save')}
          </Button>
          <Button isDisabled={pending} onPress={dropWriting}>
            {t('privacy:notices.write.drop')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function About({ store, form }: Props) {
  const t = useTexts();
  const { writingProblems } = useStore(store);
  const { write } = store.getState();
  return (
    <div className={cx(page['fields'])}>
      <TextField
        label={t('privacy:notices.columns.version')}
        value={form.version}
        maxLength={14}
        isDisabled={form.replaces !== null}
        onChange={(version) => write({ version })}
        error={writingProblems.includes('version') ? t('privacy:notices.write.wrong.version') : undefined}
      />
      <TextField
        label={t('privacy:notices.review')}
        value={form.reviewDay}
        maxLength={12}
        onChange={(reviewDay) => write({ reviewDay })}
        error={writingProblems.includes('review') ? t('privacy:notices.write.wrong.review') : undefined}
      />
    </div>
  );
}

function Part(props: {
  readonly store: NoticesStore;
  readonly section: Section;
  readonly showsMissing: boolean;
}) {
  const { store, section, showsMissing } = props;
  const t = useTexts();
  const id = useId();
  const missing = showsMissing ? missingIn(section) : [];
  return (
    <section className={cx(page['section'])} aria-labelledby={id}>
      <h3 id={id}>
        {nameOf(t, section.id)}
        {!section.required && (
          <span className={cx(page['quiet'])}> — {t('privacy:notices.write.optional')}</span>
        )}
      </h3>
      <div className={cx(page['fields'])}>
        {LOCALES.map((locale) => (
          <TextArea
            key={locale}
            label={t(`counter:languages.${locale}`)}
            lang={locale}
            value={section.text[locale]}
            maxLength={section.maxLength}
            rows={5}
            onChange={(text) => store.getState().writeSection(section.id, locale, text)}
            error={missing.includes(locale) ? t('privacy:notices.write.textMissing') : undefined}
          />
        ))}
      </div>
    </section>
  );
}

function Reconsent({ store, form }: Props) {
  const t = useTexts();
  const id = useId();
  const { requiresReconsent } = form;
  return (
    <section className={cx(page['section'])} aria-labelledby={id}>
      <h3 id={id}>{t('privacy:notices.write.reconsent')}</h3>
      <div className={cx(page['row'])}>
        {CONSENT_PURPOSES.map((purpose) => (
          <Checkbox
            key={purpose}
            isSelected={requiresReconsent.includes(purpose)}
            onChange={(asks) =>
              store.getState().write({
                requiresReconsent: asks
                  ? [...requiresReconsent, purpose]
                  : requiresReconsent.filter((one) => one !== purpose),
              })
            }
          >
            {t(`privacy:notices.write.purpose.${SHORT[purpose]}`)}
          </Checkbox>
        ))}
      </div>
    </section>
  );
}

const SHORT = { 'marketing.offers': 'offers', 'marketing.news': 'news', 'marketing.hours': 'hours' } as const;
