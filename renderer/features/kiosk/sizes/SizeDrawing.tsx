import { type PrintFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './sizes.module.css';

const ROOM = { w: 320, h: 460 };
const A4 = { w: 210, h: 297 };

/** The print in millimetres before a sheet of A4: how large it really is. */
export function SizeDrawing({ format }: { readonly format: PrintFormat }) {
  const { w, h } = printMm(format);
  return (
    <svg className={cx(styles['drawing'])} viewBox={`0 0 ${ROOM.w} ${ROOM.h}`}>
      <rect className={cx(styles['sheet'])} x="6" y={ROOM.h - A4.h - 6} width={A4.w} height={A4.h} />
      <rect className={cx(styles['print'])} x="6" y={ROOM.h - h - 6} width={w} height={h} />
    </svg>
  );
}
