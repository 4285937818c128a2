/** In the audio thread: hands on what it hears, in one channel, with the place of its first sample. */

declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

/** Samples per message: 5 ms at 48 kHz. */
const BATCH = 256;

export interface HeardSound {
  /** Of the context, of the first sample. */
  frame: number;
  samples: Float32Array;
}

class Listener extends AudioWorkletProcessor {
  private batch = new Float32Array(BATCH);
  private filled = 0;
  private listening = true;

  constructor() {
    super();
    this.port.onmessage = () => (this.listening = false);
  }

  process([input]: Float32Array[][]): boolean {
    const channels = input ?? [];
    // Without a source that sounds there are no channels: silence.
    const length = channels[0]?.length ?? 128;
    for (let k = 0; k < length; k++) {
      let sum = 0;
      for (const channel of channels) sum += channel[k]!;
      this.batch[this.filled++] = sum / (channels.length || 1);
      if (this.filled === BATCH) this.hand(currentFrame + k + 1 - BATCH);
    }
    return this.listening;
  }

  private hand(frame: number): void {
    const heard: HeardSound = { frame, samples: this.batch };
    this.port.postMessage(heard, [this.batch.buffer]);
    this.batch = new Float32Array(BATCH);
    this.filled = 0;
  }
}

registerProcessor("real3d-listener", Listener);
