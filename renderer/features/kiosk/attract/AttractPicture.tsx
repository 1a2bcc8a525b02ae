import { cx } from '../../../ui/cx.ts';
import styles from './attract.module.css';

/** One still picture: prints on a table, drawn in the colours of the tokens, so that nothing has to be loaded. */
export function AttractPicture() {
  return (
    <svg
      className={cx(styles['picture'])}
      viewBox="0 0 960 840"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={cx(styles['table'])} width="960" height="840" />
      <g transform="rotate(-7 330 330)">
        <Print x={90} y={110} width={480} height={330} />
      </g>
      <g transform="rotate(5 640 520)">
        <Print x={380} y={360} width={500} height={345} isEvening />
      </g>
    </svg>
  );
}

function Print(props: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isEvening?: boolean;
}) {
  const { x, y, width, height, isEvening = false } = props;
  const rim = 18;
  return (
    <svg x={x} y={y} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect className={cx(styles['paper'])} width={width} height={height} rx="4" />
      <svg
        x={rim}
        y={rim}
        width={width - 2 * rim}
        height={height - 2 * rim}
        viewBox="0 0 444 294"
        preserveAspectRatio="xMidYMid slice"
      >
        <rect className={cx(isEvening ? styles['dusk'] : styles['sky'])} width="444" height="294" />
        <circle className={cx(styles['sun'])} cx={isEvening ? 120 : 330} cy={isEvening ? 110 : 74} r="34" />
        <path className={cx(styles['far'])} d="M0 190 C90 130 160 210 240 170 S380 120 444 165 V294 H0 Z" />
        <path className={cx(styles['near'])} d="M0 236 C110 190 190 260 290 226 S400 214 444 236 V294 H0 Z" />
      </svg>
    </svg>
  );
}
