import { TriangleAlert } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './photoStrip.module.css';

export type StripItem = {
  readonly id: string;
  readonly name: string;
  readonly src: string | undefined;
  /** Below the photo, where it differs from the others. */
  readonly caption?: string | undefined;
  /** Something to look at: low resolution, cut edges. The words stand beside the large picture. */
  readonly isMarked?: boolean;
};

/** One row of photos, one of them on show. */
export function PhotoStrip(props: {
  readonly label: string;
  readonly items: readonly StripItem[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      className={cx(styles['strip'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={props.selected === null ? [] : [props.selected]}
      onSelectionChange={(keys) => {
        const item = props.items.find(({ id }) => keys.has(id));
        if (item !== undefined) props.onSelect(item.id);
      }}
    >
      {props.items.map((item) => (
        <ToggleButton key={item.id} id={item.id} aria-label={item.name} className={cx(styles['item'])}>
          <span className={cx(styles['box'])}>
            {item.src !== undefined && <img src={item.src} alt="" draggable={false} />}
          </span>
          {item.caption !== undefined && <span className={cx(styles['caption'])}>{item.caption}</span>}
          {item.isMarked === true && <TriangleAlert className={cx(styles['mark'])} aria-hidden="true" />}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
