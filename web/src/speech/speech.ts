/** One sound that is being spoken: from its source to the lips, and, a little later, to the ears. */

import { Ear } from "../hearing/ear.ts";
import type { MouthShape } from "../hearing/mouth.ts";
import { Timeline } from "../hearing/timeline.ts";
import type { Weights } from "../hearing/weights.ts";
import type { Source } from "./sources.ts";
import type { HeardSound } from "./worklet.ts";

/**
 * Seconds by which sound that is played here waits for the lips: 115 ms until the network knows a step,
 * 20 until its contacts are told, 40 of lead, and 35 for messages and frames.
 */
const DELAY_S = 0.21;
/** By which a recording waits for lips that follow a microphone: as soon as possible, which is this late. */
const LAG_S = 0.14;
/** Lips move a little before their sound, as those of whole recordings do. */
const LEAD_S = 0.05;
/** After the last sound, until the lips have shown it. */
const REST_S = 0.25;

export class Speech {
  private readonly listener: AudioWorkletNode;
  private readonly delay: DelayNode;
  private readonly ear: Ear;
  private readonly timeline = new Timeline();
  /** Of the context, when the listener's first sample came. */
  private begin: number | null = null;
  private speaking = false;
  private finish: () => void = () => undefined;
  private readonly stopped = new Promise<void>((done) => (this.finish = done));

  constructor(
    private readonly context: AudioContext,
    weights: Weights,
    private readonly source: Source,
    private readonly tell: (event: "speaking" | "silent") => void,
  ) {
    this.ear = new Ear(weights, context.sampleRate);
    this.listener = new AudioWorkletNode(context, "real3d-listener");
    this.delay = new DelayNode(context, { delayTime: source.audible ? DELAY_S : LAG_S, maxDelayTime: 1 });
    this.listener.port.onmessage = ({ data }: MessageEvent<HeardSound>) => this.hear(data);
    source.node.connect(this.listener);
    // It plays nothing; what leads nowhere is not run everywhere.
    this.listener.connect(context.destination);
    source.node.connect(this.delay);
    if (source.audible) this.delay.connect(context.destination);
  }

  /** Sounds in a recording, too, in time with the lips. */
  recordTo(recording: AudioNode): void {
    this.delay.connect(recording);
  }

  /** Resolves at the end of the sound, or when it is stopped. */
  async run(): Promise<void> {
    await Promise.race([this.source.start(), this.stopped]);
    const left = new Promise((done) => setTimeout(done, 1000 * (DELAY_S + REST_S)));
    await Promise.race([left, this.stopped]);
    this.stop();
  }

  stop(): void {
    this.finish();
    this.source.stop();
    this.source.node.disconnect();
    this.delay.disconnect();
    this.listener.disconnect();
    this.listener.port.onmessage = null;
    this.listener.port.postMessage("stop");
    this.turn(false);
  }

  /** What the lips show now. */
  mouth(): MouthShape | null {
    // Who speaks into a microphone is heard already: as soon as possible.
    return this.timeline.at(this.source.audible ? heardTime(this.context) - DELAY_S + LEAD_S : Infinity);
  }

  private hear({ frame, samples }: HeardSound): void {
    this.begin ??= frame / this.context.sampleRate;
    const mouths = this.ear.push(samples);
    this.timeline.add(mouths.map(({ time, shape }) => ({ time: this.begin! + time, shape })));
    if (mouths.length) this.turn(this.ear.speaking);
  }

  private turn(speaking: boolean): void {
    if (speaking === this.speaking) return;
    this.speaking = speaking;
    this.tell(speaking ? "speaking" : "silent");
  }
}

/** The context's time of the sound that leaves the loudspeaker now. */
function heardTime(context: AudioContext): number {
  const { contextTime, performanceTime } = context.getOutputTimestamp();
  if (!contextTime || !performanceTime) return context.currentTime - (context.outputLatency || context.baseLatency || 0);
  return contextTime + (performance.now() - performanceTime) / 1000;
}
