import { useStore } from 'zustand';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Checkbox, Dialog, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, type SectionProps } from '../FormParts.tsx';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';
import type { PersonState } from '../settingsState.ts';
import type { PersonField } from './person.policy.ts';

const ROLES = ['staff', 'manager'] as const;
const BADGE_WAYS = ['keep', 'set', 'remove'] as const;

export function PersonDialog({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const person = useStore(store, (state) => state.person);
  const { closePerson, savePerson } = store.getState();
  if (person === null) return null;
  const isNew = person.form.staffId === null;
  return (
    <Dialog
      isOpen
      title={isNew ? t('settings:person.add') : t('settings:person.change')}
      onClose={closePerson}
      actions={
        <>
          <Button onPress={closePerson}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint={saveHint}
            isPending={person.saving}
            pendingLabel={t('common:pending')}
            onPress={() => void savePerson()}
          >
            {t('common:actions.save')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        {person.failure !== null && (
          <Banner tone="danger">
            {t(`errors:${person.failure.code}`)} {t('common:reference', { ref: person.failure.ref })}
          </Banner>
        )}
        {person.form.listed ? <Listed person={person} /> : <Who store={store} person={person} />}
        <Secrets store={store} person={person} />
      </div>
    </Dialog>
  );
}

type Props = { readonly store: SettingsStore; readonly person: PersonState };

const OWN_WORDS = ['empty', 'pin', 'pinAgain', 'badge', 'badgeTaken'] as const;

function sentence(t: Texts, { problems }: PersonState, field: PersonField): string | undefined {
  const problem = problems[field];
  if (problem === undefined) return undefined;
  const own = OWN_WORDS.find((word) => word === problem);
  return own === undefined
    ? t(`errors:${problem as Exclude<typeof problem, (typeof OWN_WORDS)[number]>}`)
    : t(`settings:person.problem.${own}`);
}

/** Who it is, by the owner's list: read, not changed here. */
function Listed({ person: { form } }: Pick<Props, 'person'>) {
  const t = useTexts();
  return (
    <div>
      <p>
        {form.name} · {t(`settings:people.roles.${form.role}`)}
      </p>
      <p className={cx(styles['quiet'])}>{t('settings:people.listedWhy')}</p>
    </div>
  );
}

function Who({ store, person }: Props) {
  const t = useTexts();
  const { typePerson } = store.getState();
  const { form } = person;
  return (
    <>
      <TextField
        label={t('settings:people.name')}
        value={form.name}
        maxLength={40}
        autoFocus
        error={sentence(t, person, 'name')}
        onChange={(name) => typePerson({ name })}
      />
      <Choice
        label={t('settings:people.role')}
        choices={ROLES.map((id) => ({ id, label: t(`settings:people.roles.${id}`) }))}
        selected={form.role}
        error={sentence(t, person, 'role')}
        onSelect={(role) => typePerson({ role })}
      />
      {form.staffId !== null && (
        <div>
          <Checkbox isSelected={form.active} onChange={(active) => typePerson({ active })}>
            {t('settings:people.active')}
          </Checkbox>
          <span role="alert" className={cx(styles['error'])}>
            {sentence(t, person, 'active')}
          </span>
        </div>
      )}
    </>
  );
}

function Secrets({ store, person }: Props) {
  const t = useTexts();
  const { typePerson } = store.getState();
  const { form } = person;
  const isNew = form.staffId === null;
  return (
    <>
      <div className={cx(styles['fields'])}>
        <TextField
          label={isNew ? t('settings:person.pin') : t('settings:person.newPin')}
          kind="password"
          value={form.pin}
          maxLength={8}
          {...(isNew ? {} : { why: t('settings:person.pinKeep') })}
          error={sentence(t, person, 'pin')}
          onChange={(pin) => typePerson({ pin })}
        />
        <TextField
          label={t('settings:person.pinAgain')}
          kind="password"
          value={form.pinAgain}
          maxLength={8}
          error={sentence(t, person, 'pinAgain')}
          onChange={(pinAgain) => typePerson({ pinAgain })}
        />
      </div>
      <Choice
        label={t('settings:person.badge')}
        choices={BADGE_WAYS.filter((id) => !(isNew && id === 'remove')).map((id) => ({
          id,
          label: t(`settings:person.badgeWay.${isNew && id === 'keep' ? 'none' : id}`),
        }))}
        selected={form.badgeWay}
        onSelect={(badgeWay) => typePerson({ badgeWay })}
      />
      {form.badgeWay === 'set' && (
        <TextField
          label={t('settings:person.badgeCode')}
          why={t('settings:person.badgeHow')}
          value={form.badge}
          maxLength={64}
          error={sentence(t, person, 'badge')}
          onChange={(badge) => typePerson({ badge })}
        />
      )}
    </>
  );
}
