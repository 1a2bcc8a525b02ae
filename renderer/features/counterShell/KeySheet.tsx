import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, KeyHint } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { COMMAND_IDS, type CommandGroup, type CommandId, commandOf } from './commands.ts';
import styles from './shell.module.css';

const GROUPS: readonly CommandGroup[] = ['everywhere', 'screens', 'order', 'rows'];

/** All keys there are for this person, from the same list that runs them. */
export function KeySheet(props: {
  readonly isOpen: boolean;
  readonly role: 'staff' | 'manager';
  readonly onClose: () => void;
}) {
  const { isOpen, role, onClose } = props;
  const t = useTexts();
  const allowed = (id: CommandId) => {
    const { permission } = commandOf(id);
    return permission === undefined || can(role, permission);
  };
  return (
    <Dialog
      isOpen={isOpen}
      size="wide"
      title={t('counter:command.keys')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common:actions.close')}</Button>}
    >
      <div className={cx(styles['keys'])}>
        {GROUPS.map((group) => (
          <section key={group} className={cx(styles['group'])}>
            <h3 className={cx(styles['heading'])}>{t(`counter:commandGroup.${group}`)}</h3>
            <ul>
              {COMMAND_IDS.filter((id) => commandOf(id).group === group && allowed(id)).map((id) => (
                <li key={id} className={cx(styles['key'])}>
                  <span>{t(`counter:command.${id}`)}</span>
                  <KeyHint keys={commandOf(id).hint} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
