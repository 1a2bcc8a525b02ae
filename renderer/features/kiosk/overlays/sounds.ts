export type Sound = 'success' | 'error' | 'idle' | 'card';

/** Frequencies in hertz, one after the other; made here, no file. */
const tones = {
  success: [660, 880],
  error: [220],
  idle: [520, 520],
  card: [780, 620, 780],
} as const satisfies Record<Sound, readonly number[]>;

const TONE_S = 0.18;
const VOLUME = 0.15;

/** A short sound. It carries nothing that is not on the screen, so a terminal without a speaker stays silent. */
export function chime(sound: Sound): void {
  if (typeof AudioContext === 'undefined') return;
  const context = new AudioContext();
  tones[sound].forEach((hertz, i) => {
    const from = context.currentTime + i * TONE_S;
    const tone = new OscillatorNode(context, { frequency: hertz, type: 'sine' });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(VOLUME, from + TONE_S / 4);
    gain.gain.linearRampToValueAtTime(0, from + TONE_S);
    tone.connect(gain).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_S);
    if (i === tones[sound].length - 1) tone.addEventListener('ended', () => void context.close());
  });
}
