import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './photos.module.css';

/** A small picture, whole on the stage, that a press shows large. */
export function PictureButton(props: {
  readonly src: string;
  readonly name: string;
  /** What a press does, for those who do not see the pointer. */
  readonly hint: string;
  readonly onPress: () => void;
}) {
  const { src, name, hint, onPress } = props;
  return (
    <AriaButton className={cx(styles['picture'])} aria-label={`${name}: ${hint}`} onPress={onPress}>
      <img src={src} alt="" draggable={false} />
    </AriaButton>
  );
}
