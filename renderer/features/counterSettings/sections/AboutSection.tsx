import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Facts, PlainTable } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';

/** What is shipped with the program; names and licences are the same in every language. */
const PARTS = [
  ['Electron, Chromium, Node.js', 'MIT, BSD-3-Clause'],
  ['libheif (libheif-js)', 'LGPL-3.0'],
  ['libvips (@img/sharp-libvips)', 'LGPL-3.0-or-later'],
  ['sharp', 'Apache-2.0'],
  ['ExifTool', 'Artistic-1.0 / GPL-1.0-or-later'],
  ['SQLite3 Multiple Ciphers (better-sqlite3-multiple-ciphers)', 'MIT'],
  ['@napi-rs/canvas, Skia', 'MIT, BSD-3-Clause'],
  ['@point-of-sale/receipt-printer-encoder', 'MIT'],
  ['libphonenumber-js', 'MIT'],
  ['temporal-polyfill, zod, zustand, i18next, react-i18next', 'MIT'],
  ['React', 'MIT'],
  ['react-aria-components', 'Apache-2.0'],
  ['lucide', 'ISC'],
  ['Inter', 'OFL-1.1'],
] as const;

export function AboutSection({ store }: { readonly store: SettingsStore }) {
  const t = useTexts();
  const version = useStore(store, (state) => state.version);
  const terminal = useStore(store, (state) => state.saved?.terminal);
  return (
    <div className={cx(styles['form'])}>
      <Facts
        facts={[
          [t('settings:about.version'), `Lete ${version ?? '–'}`],
          [t('settings:about.terminal'), [terminal?.name, terminal?.letter].join(' · ')],
        ]}
      />
      <section className={cx(styles['part'])} aria-labelledby="settings-licences">
        <h3 id="settings-licences">{t('settings:about.licences')}</h3>
        <p className={cx(styles['quiet'])}>
          {t('settings:about.lgpl')} {t('settings:about.licencesLead')}
        </p>
        <PlainTable
          columns={[
            { id: 'part', header: t('settings:about.part') },
            { id: 'licence', header: t('settings:about.licence') },
          ]}
          rows={PARTS.map(([part, licence]) => ({ id: part, cells: [part, licence] }))}
        />
      </section>
    </div>
  );
}
