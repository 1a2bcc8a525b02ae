import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './choices.module.css';

export type RadioCard<T extends string> = {
  readonly id: T;
  readonly title: string;
  readonly detail?: ReactNode;
  readonly icon?: LucideIcon;
  /** A drawing (a size to scale, a slot); decoration, its meaning is in the words. */
  readonly picture?: ReactNode;
  /** Present = cannot be chosen, and why. */
  readonly disabledReason?: string;
};

/** One of several, each a card with picture or icon, title and detail. */
export function RadioCards<T extends string>(props: {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly cards: readonly RadioCard<T>[];
  /** `null` = nothing chosen yet. */
  readonly selected: T | null;
  readonly onSelect: (id: T) => void;
  /** Many small cards: the picture beside the words. */
  readonly isDense?: boolean;
}) {
  const { label, hideLabel = false, cards, selected, onSelect, isDense = false } = props;
  return (
    <RadioGroup
      className={cx(styles['group'])}
      value={selected}
      onChange={(value) => {
        const card = cards.find((one) => one.id === value);
        if (card !== undefined) onSelect(card.id);
      }}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(styles['groupLabel'])}>{label}</Label>}
      <div className={cx(styles['cards'], isDense && styles['dense'])}>
        {cards.map((card) => (
          <Card key={card.id} card={card} />
        ))}
      </div>
    </RadioGroup>
  );
}

function Card({ card }: { readonly card: RadioCard<string> }) {
  const Icon = card.icon;
  const isDisabled = card.disabledReason !== undefined;
  return (
    <RadioField value={card.id} isDisabled={isDisabled} className={cx(styles['cardField'])}>
      <RadioButton className={cx(styles['card'])}>
        <span className={cx(styles['dot'])} aria-hidden="true" />
        {card.picture !== undefined && (
          <span className={cx(styles['picture'])} aria-hidden="true">
            {card.picture}
          </span>
        )}
        {Icon !== undefined && <Icon className={cx(styles['cardIcon'])} aria-hidden="true" />}
        <span className={cx(styles['cardTitle'])}>{card.title}</span>
        {card.detail !== undefined && <span className={cx(styles['cardDetail'])}>{card.detail}</span>}
        {isDisabled && <span className={cx(styles['reason'])}>{card.disabledReason}</span>}
      </RadioButton>
    </RadioField>
  );
}
