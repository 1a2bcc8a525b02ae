import { Minus, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import type { NoticeInFull } from '../../../../../shared/contract/notices.ts';
import type { Locale } from '../../../../../shared/domain/i18n.ts';
import { paragraphsOf, type ParagraphChange } from '../../../../../shared/domain/textChanges.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Banner, languageSegments, SegmentedControl, VisuallyHidden } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import page from '../../parts/page.module.css';
import type { NoticesStore } from '../notices.store.ts';
import styles from './reading.module.css';

/** The text as people read it, with the hash it was recorded by, and what is different from the version before. */
export function NoticeText(props: { readonly store: NoticesStore; readonly notice: NoticeInFull }) {
  const { store, notice } = props;
  const t = useTexts();
  const { textLocale, comparing } = useStore(store);
  const { readIn, compare } = store.getState();
  const { compared, text } = notice;
  return (
    <section className={cx(page['section'])} aria-labelledby="notice-text">
      <div className={cx(page['row'])}>
        <h2 id="notice-text">{t('privacy:notices.text')}</h2>
        <SegmentedControl
          label={t('privacy:notices.language')}
          segments={languageSegments}
          selected={textLocale}
          onSelect={(locale) => void readIn(locale)}
        />
        {compared !== null && (
          <SegmentedControl
            label={t('privacy:notices.compare.label')}
            segments={[
              { id: 'text', label: t('privacy:notices.compare.text') },
              { id: 'changes', label: t('privacy:notices.compare.changes', { version: compared.version }) },
            ]}
            selected={comparing ? 'changes' : 'text'}
            onSelect={(id) => compare(id === 'changes')}
          />
        )}
      </div>
      <p className={cx(page['quiet'])}>
        {t('privacy:notices.hash')} <code className={cx(styles['hash'])}>{notice.sha256[textLocale]}</code>
      </p>
      {text === null && <Banner tone="danger">{t('privacy:notices.damaged')}</Banner>}
      {text !== null && (
        <Paragraphs
          locale={textLocale}
          paragraphs={
            comparing && compared !== null
              ? compared.paragraphs
              : paragraphsOf(text).map((paragraph) => ({ kind: 'same' as const, text: paragraph }))
          }
        />
      )}
    </section>
  );
}

/** What came is underlined and what went is struck out, each with its sign and a spoken word: never by colour alone. */
function Paragraphs(props: { readonly locale: Locale; readonly paragraphs: readonly ParagraphChange[] }) {
  const t = useTexts();
  const { locale, paragraphs } = props;
  return (
    <div lang={locale} className={cx(styles['text'])}>
      {paragraphs.map(({ kind, text }, at) => {
        if (kind === 'same') return <p key={at}>{text}</p>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        const Sign = kind === 'added' ? Plus : Minus;
        return (
          <p key={at} className={cx(styles['marked'], styles[kind])}>
            <Sign className={cx(styles['sign'])} aria-hidden="true" />
            <VisuallyHidden>{t(`privacy:notices.compare.${kind}`)}</VisuallyHidden>
            <Mark>{text}</Mark>
          </p>
        );
      })}
    </div>
  );
}
