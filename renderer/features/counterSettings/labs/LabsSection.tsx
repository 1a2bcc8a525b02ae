import { CirclePause, CirclePlay, Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { LabKind } from '../../../../shared/domain/labs.ts';
import { LAB_DEFAULTS } from '../../../../shared/domain/labDefaults.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, MenuButton, PlainTable, StatusPill } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import { freshOutput, type OutputForm } from '../forms/labs.ts';
import styles from '../settings.module.css';
import { OutputEditor } from './OutputEditor.tsx';

const KINDS = Object.keys(LAB_DEFAULTS) as LabKind[];
const OTHERS = ['folder', 'stop'] as const;

/** Controllers, the products each prints and the dialect it reads (OUT-1, OUT-5). */
export function LabsSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'labs');
  const { outputs, others } = form.values;
  const [open, setOpen] = useState<string | null>(null);
  const test = useStore(store, (state) => state.labTest);
  const shown = outputs.find(({ id }) => id === open);
  const add = (kind: LabKind) => {
    const output = freshOutput(kind, outputs);
    form.type({ outputs: [...outputs, output] });
    setOpen(output.id);
  };
  return (
    <SectionForm
      store={store}
      saveHint={saveHint}
      form={form}
      lead={t('settings:labs.lead')}
      refused={t('settings:labs.refused')}
    >
      <OutputTable outputs={outputs} problems={Object.keys(form.problems)} open={open} onOpen={setOpen} />
      <div>
        <MenuButton
          label={t('settings:labs.add')}
          icon={Plus}
          choices={KINDS.map((id) => ({ id, label: t(`settings:labs.kinds.${id}`) }))}
          onAction={add}
        />
      </div>
      <Choice
        label={t('settings:labs.others')}
        choices={OTHERS.map((id) => ({ id, label: t(`settings:labs.othersWay.${id}`) }))}
        selected={others}
        onSelect={(way) => form.type({ others: way })}
      />
      {shown !== undefined && (
        <OutputEditor
          key={shown.id}
          output={shown}
          problems={form.problems}
          test={test?.output === shown.id ? test : null}
          isChanged={form.changed}
          onTest={() => void store.getState().testLab(shown.id)}
          onType={(change) =>
            form.type({ outputs: outputs.map((one) => (one === shown ? { ...one, ...change } : one)) })
          }
          onRemove={() => form.type({ outputs: outputs.filter((one) => one !== shown) })}
        />
      )}
    </SectionForm>
  );
}

function OutputTable(props: {
  readonly outputs: readonly OutputForm[];
  readonly problems: readonly string[];
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}) {
  const { outputs, problems, open, onOpen } = props;
  const t = useTexts();
  if (outputs.length === 0) return <p className={cx(styles['quiet'])}>{t('settings:labs.none')}</p>;
  return (
    <PlainTable
      columns={(['name', 'kind', 'products', 'state', 'actions'] as const).map((id) => ({
        id,
        header: t(`settings:labs.${id}`),
      }))}
      rows={outputs.map(({ id, name, kind, routes, paused }) => {
        const called = name.trim() === '' ? t('settings:labs.fresh') : name;
        const isOpen = id === open;
        return {
          id,
          cells: [
            called,
            t(`settings:labs.kinds.${kind}`),
            productsOf(routes),
            <StatusPill
              key="state"
              look={paused ? { tone: 'warning', icon: CirclePause } : { tone: 'success', icon: CirclePlay }}
            >
              {paused ? t('settings:labs.pausedState') : t('settings:labs.working')}
            </StatusPill>,
            <Button
              key="change"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? 'settings:labs.close' : 'settings:labs.change', { name: called })}
              onPress={() => onOpen(isOpen ? null : id)}
            >
              {isOpen ? t('common:actions.close') : t('common:actions.change')}
              {problems.some((field) => field.startsWith(`${id}.`)) && (
                <span className={cx(styles['dot'])} aria-hidden="true" />
              )}
            </Button>,
          ],
        };
      })}
    />
  );
}

/** The products of the lines, without the lab's words for them. */
const productsOf = (routes: string): string =>
  routes
    .split('\n')
    .map((line) => (line.split('=')[0] ?? '').trim())
    .filter((product) => product !== '')
    .join(', ');
