import { Plug } from 'lucide-react';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, StatusPill } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { PILL_TONES, STANDING_ICONS } from '../status/looks.ts';
import { standingOf, toneOf } from '../status/standing.policy.ts';
import { useStandingWords } from '../status/useStandingWords.ts';
import styles from '../sync.module.css';

/** The state, what it means and what to do. */
export function StateSection(props: {
  readonly status: SyncStatus;
  readonly role: 'staff' | 'manager';
  readonly now: number;
  readonly onEnrol: () => void;
}) {
  const { status, role, now, onEnrol } = props;
  const t = useTexts();
  const words = useStandingWords();
  const standing = standingOf(status);
  const mayEnrol = role === 'manager' && (standing === 'notSetUp' || standing === 'revoked');
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-state">
      <h2 id="sync-state">{t('sync:state')}</h2>
      <div className={cx(styles['row'])} aria-live="polite">
        <StatusPill look={{ tone: PILL_TONES[toneOf(status, now)], icon: STANDING_ICONS[standing] }}>
          {words(status, now)}
        </StatusPill>
      </div>
      <p>{t(`sync:says.${standing}`)}</p>
      {mayEnrol && (
        <div className={cx(styles['row'])}>
          <Button icon={Plug} onPress={onEnrol}>
            {t('sync:enrol.open')}
          </Button>
        </div>
      )}
    </section>
  );
}
