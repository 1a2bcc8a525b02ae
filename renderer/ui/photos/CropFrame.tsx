import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from '../cx.ts';
import { readToken } from '../readToken.ts';
import { VisuallyHidden } from '../status/VisuallyHidden.tsx';
import styles from './cropFrame.module.css';

export type CropRect = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

export type CropFrameProps = {
  /** „Kadrs, IMG_0012” */
  readonly label: string;
  /** Said after each change, e.g. „Redzami 80 % no attēla”. */
  readonly valueText?: string;
  readonly src: string;
  /** Width ÷ height of the print, laid as the photo lies. */
  readonly frameRatio: number;
  /** Shares (0…1) of the picture after its quarter turns and before mirroring. */
  readonly crop: CropRect;
  readonly rotation: 0 | 1 | 2 | 3;
  readonly mirror: boolean;
  /** Degrees clockwise about the middle, and how much the picture grows to cover its place all the same. */
  readonly tilt?: { readonly degrees: number; readonly scale: number };
  /** A CSS filter, as the colours will be printed. */
  readonly filter?: string | undefined;
  /** `fit` shows the whole photo on white paper and cannot be moved. */
  readonly fit: 'fill' | 'fit';
  /** Width ÷ height of the picture after its quarter turns. */
  readonly pictureRatio: number;
  /** Two ovals in the middle, each from one share of the frame's height to another: a head belongs between them. */
  readonly ovals?: readonly Oval[];
  /** Shows the lines that a straight picture is judged by. */
  readonly isGuided?: boolean;
  /**
   * Moves the cut by shares of the picture, as the customer sees it. A picture that goes right moves its cut left:
   * an arrow button „pa labi” calls `onMove(-step, 0)`, like the right arrow key here.
   */
  readonly onMove: (dx: number, dy: number) => void;
  /** Above 1 shows less of the picture. */
  readonly onZoom: (factor: number) => void;
  /** After the finger, key or wheel has done its change: the time to save. */
  readonly onSettled?: () => void;
  readonly moveStep: { readonly normal: number; readonly fine: number };
  readonly zoomStep: number;
};

export type Oval = { readonly from: number; readonly to: number; readonly ratio: number };

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** A fixed frame of the print's ratio; the picture moves under it by finger, wheel or keys. */
export function CropFrame(props: CropFrameProps) {
  const { label, valueText, frameRatio, crop, mirror, fit } = props;
  const stage = useRef<HTMLDivElement>(null);
  const frame = useFrame(stage, frameRatio);
  const [isMoving, setMoving] = useState(false);
  const picture = frame === null ? null : pictureBox(frame, fit === 'fit' ? null : crop, props.pictureRatio);
  const canMove = fit === 'fill';
  const settle = (change: () => void) => {
    change();
    props.onSettled?.();
  };
  useWheel(stage, canMove ? (factor) => settle(() => props.onZoom(factor)) : null, props.zoomStep);
  const drag = useDrag((dx, dy) => {
    if (picture !== null) props.onMove(-dx / picture.width, -dy / picture.height);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const change = canMove ? keyChange(event, props) : null;
    if (change === null) return;
    event.preventDefault();
    event.stopPropagation();
    settle(change);
  };
  return (
    <div
      ref={stage}
      role="application"
      aria-label={label}
      tabIndex={0}
      className={cx(styles['stage'], canMove && styles['movable'])}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (!canMove || !drag.start(event)) return;
        setMoving(true);
      }}
      onPointerMove={drag.move}
      onPointerUp={(event) => {
        if (!drag.end(event)) return;
        setMoving(false);
        props.onSettled?.();
      }}
      onPointerCancel={(event) => {
        if (drag.end(event)) setMoving(false);
      }}
    >
      {frame !== null && picture !== null && (
        <>
          {fit === 'fit' && <div className={cx(styles['paper'])} style={frame} />}
          <div className={cx(styles['layer'], mirror && styles['mirrored'])}>
            <Picture {...props} box={picture} />
          </div>
          <div
            className={cx(styles['frame'], (isMoving || props.isGuided === true) && styles['thirds'])}
            style={frame}
          >
            {props.ovals?.map((oval) => (
              <GuideOval key={oval.from} frame={frame} oval={oval} />
            ))}
          </div>
        </>
      )}
      <VisuallyHidden live="polite">{valueText}</VisuallyHidden>
    </div>
  );
}

/** As a head is drawn for a passport: an oval in the middle of the frame. */
function GuideOval({ frame, oval }: { readonly frame: Box; readonly oval: Oval }) {
  const height = (oval.to - oval.from) * frame.height;
  const width = height * oval.ratio;
  const box = { left: (frame.width - width) / 2, top: oval.from * frame.height, width, height };
  return <div className={cx(styles['oval'])} style={box} />;
}

function Picture(
  props: Pick<CropFrameProps, 'src' | 'rotation' | 'tilt' | 'filter'> & { readonly box: Box },
) {
  const { box, src, rotation, filter, tilt = { degrees: 0, scale: 1 } } = props;
  const lies = rotation % 2 === 1;
  return (
    <div className={cx(styles['picture'])} style={box}>
      <img
        src={src}
        alt=""
        draggable={false}
        style={{
          width: lies ? box.height : box.width,
          height: lies ? box.width : box.height,
          transform: `translate(-50%, -50%) rotate(${rotation * 90 + tilt.degrees}deg) scale(${tilt.scale})`,
          filter,
        }}
      />
    </div>
  );
}

/** Where the turned picture lies so that its cut fills the frame, or all of it fits in. */
function pictureBox(frame: Box, crop: CropRect | null, pictureRatio: number): Box {
  if (crop !== null) {
    const width = frame.width / crop.w;
    const height = frame.height / crop.h;
    return { left: frame.left - crop.x * width, top: frame.top - crop.y * height, width, height };
  }
  const width = Math.min(frame.width, frame.height * pictureRatio);
  const height = width / pictureRatio;
  return {
    left: frame.left + (frame.width - width) / 2,
    top: frame.top + (frame.height - height) / 2,
    width,
    height,
  };
}

function useFrame(stage: RefObject<HTMLDivElement | null>, ratio: number): Box | null {
  const [room, setRoom] = useState<{
    readonly w: number;
    readonly h: number;
    readonly margin: number;
  } | null>(null);
  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () =>
      setRoom({
        w: element.clientWidth,
        h: element.clientHeight,
        margin: readToken('--crop-margin', element),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);
  if (room === null || room.w === 0 || room.h === 0) return null;
  const width = Math.min(room.w - 2 * room.margin, (room.h - 2 * room.margin) * ratio);
  const height = width / ratio;
  return { left: (room.w - width) / 2, top: (room.h - height) / 2, width, height };
}

function useWheel(
  stage: RefObject<HTMLDivElement | null>,
  zoom: ((factor: number) => void) | null,
  step: number,
): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (latest.current === null || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? step : 1 / step);
    };
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage, step]);
}

function useDrag(onDrag: (dx: number, dy: number) => void) {
  const last = useRef<{ readonly pointerId: number; readonly x: number; readonly y: number } | null>(null);
  const isOurs = (event: PointerEvent) => last.current?.pointerId === event.pointerId;
  const remember = (event: PointerEvent) => {
    last.current = { pointerId: event.pointerId, x: event.clientX, y: event.clientY };
  };
  return {
    start: (event: PointerEvent): boolean => {
      if (last.current !== null || event.button !== 0) return false;
      event.currentTarget.setPointerCapture(event.pointerId);
      remember(event);
      return true;
    },
    move: (event: PointerEvent): void => {
      if (last.current === null || !isOurs(event)) return;
      onDrag(event.clientX - last.current.x, event.clientY - last.current.y);
      remember(event);
    },
    end: (event: PointerEvent): boolean => {
      if (!isOurs(event)) return false;
      last.current = null;
      return true;
    },
  };
}

function keyChange(event: KeyboardEvent, props: CropFrameProps): (() => void) | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const step = event.shiftKey ? props.moveStep.fine : props.moveStep.normal;
  switch (event.key) {
    case 'ArrowLeft':
      return () => props.onMove(step, 0);
    case 'ArrowRight':
      return () => props.onMove(-step, 0);
    case 'ArrowUp':
      return () => props.onMove(0, step);
    case 'ArrowDown':
      return () => props.onMove(0, -step);
    case '+':
    case '=':
      return () => props.onZoom(props.zoomStep);
    case '-':
      return () => props.onZoom(1 / props.zoomStep);
    default:
      return null;
  }
}
