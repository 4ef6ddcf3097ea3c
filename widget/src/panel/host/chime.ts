/** The sound of an answer that arrives: two soft notes, made here so that nothing has to be loaded. */

const NOTES_HZ = [659.25, 880];
const LENGTH_S = 0.16;

let context: AudioContext | undefined;

/** Plays it, if the browser lets this page be heard. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const { destination, currentTime } = context;
    NOTES_HZ.forEach((frequency, index) => {
      if (!context) return;
      const start = currentTime + index * LENGTH_S * 0.7;
      const tone = new OscillatorNode(context, { frequency });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.08, start + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH_S * 2);
      tone.connect(volume).connect(destination);
      tone.start(start);
      tone.stop(start + LENGTH_S * 2);
    });
  } catch {
    // No audio device, or not allowed: the badge still says it.
  }
}
