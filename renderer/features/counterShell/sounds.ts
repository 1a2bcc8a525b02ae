/** Beeps of a scan, clearly different from each other; none carries information alone. */
export type ScanSound = 'known' | 'unknown' | 'otherStore';

type Tone = { readonly hertz: number; readonly startMs: number; readonly ms: number };

const TONES = {
  known: [{ hertz: 1320, startMs: 0, ms: 90 }],
  unknown: [{ hertz: 196, startMs: 0, ms: 380 }],
  otherStore: [
    { hertz: 523, startMs: 0, ms: 110 },
    { hertz: 523, startMs: 170, ms: 110 },
    { hertz: 392, startMs: 340, ms: 160 },
  ],
} as const satisfies Record<ScanSound, readonly Tone[]>;

const VOLUME = 0.15;
const FADE_S = 0.015;

/** Plays through WebAudio; a machine without sound stays silent. */
export function createSounds(makeContext: () => AudioContext = () => new AudioContext()) {
  let context: AudioContext | null = null;
  const play = (audio: AudioContext, { hertz, startMs, ms }: Tone): void => {
    const from = audio.currentTime + startMs / 1000;
    const until = from + ms / 1000;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = hertz;
    // Ramps, because a tone cut off clicks.
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(VOLUME, from + FADE_S);
    gain.gain.setValueAtTime(VOLUME, until - FADE_S);
    gain.gain.linearRampToValueAtTime(0, until);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(until);
  };
  return {
    play: (sound: ScanSound): void => {
      try {
        context ??= makeContext();
        for (const tone of TONES[sound]) play(context, tone);
      } catch {
        context = null;
      }
    },
  };
}
