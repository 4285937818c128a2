/** What an element says: one sound at a time, the audio context under it, and the network that hears it. */

import { PlayerError } from "../errors.ts";
import { fetched } from "../files.ts";
import type { MouthShape } from "../hearing/mouth.ts";
import { readWeights, type Weights } from "../hearing/weights.ts";
import type { PcmChunk } from "./pcm.ts";
import { microphone, openSource, PcmSource, type Source, type Speakable } from "./sources.ts";
import { Speech } from "./speech.ts";

/** The listener's program, which `build.mjs` bundles by itself: it runs in another thread. */
declare const LISTENER: string;

/** Within so many milliseconds an audio context starts, if it may. */
const START_MS = 1500;
/** Hertz of most speech services. */
const PCM_RATE = 24000;

export interface SpeakOptions {
  /** Whether the sound is played here, after the delay that the lips need. Streams are not unless this is true, all else is unless it is false. */
  audible?: boolean;
}

/** Takes chunks as a service sends them; a sink for a `WritableStream`. */
export interface PcmVoice {
  write(chunk: PcmChunk): void;
  /** No more will come; resolves when all has been said. */
  close(): Promise<void>;
  /** The stream has broken off: what has come is said. */
  abort(): void;
}

export class Speaker {
  private context: AudioContext | null = null;
  private weights: Weights | null = null;
  private listens = false;
  private recording: MediaStreamAudioDestinationNode | null = null;
  private speech: Speech | null = null;
  private turn = 0;
  private readonly shown = (): void => void (document.hidden || this.context?.resume());

  constructor(
    private readonly tell: (event: "speaking" | "silent") => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  speak(speakable: Speakable, { audible }: SpeakOptions = {}): Promise<void> {
    return this.run((context) => openSource(context, speakable, audible));
  }

  /** Moves the lips to the microphone, until `stop`. */
  async listen(): Promise<void> {
    let stream: MediaStream | null = null;
    try {
      await this.run(async (context) => openSource(context, (stream = await microphone()), false));
    } finally {
      (stream as MediaStream | null)?.getTracks().forEach((track) => track.stop());
    }
  }

  speakPCM(rate = PCM_RATE): PcmVoice {
    const source = new PcmSource(rate);
    const said = this.run(async (context) => source.open(context));
    said.catch(() => undefined); // who does not wait for the end reads of it in the event
    return {
      write: (chunk) => source.write(chunk),
      close: () => {
        source.close();
        return said;
      },
      abort: () => source.close(),
    };
  }

  stop(): void {
    this.turn++;
    this.speech?.stop();
    this.speech = null;
  }

  /** Stops, and lets the sound card go. */
  close(): void {
    this.stop();
    document.removeEventListener("visibilitychange", this.shown);
    void this.context?.close();
    this.context = this.recording = null;
    this.listens = false;
  }

  /** What is said from now on, in time with the lips; silence in between. Throws `autoplay-refused` or `tab-hidden`. */
  async sound(): Promise<MediaStream> {
    const context = (this.context ??= this.opened());
    await started(context);
    if (!this.recording) {
      this.recording = new MediaStreamAudioDestinationNode(context);
      // A recording waits for its first sound, and silence that nobody makes is none.
      const silence = new ConstantSourceNode(context, { offset: 0 });
      silence.connect(this.recording);
      silence.start();
      this.speech?.recordTo(this.recording);
    }
    return this.recording.stream;
  }

  /** What the lips show now; nothing while nothing is said. */
  mouth(): MouthShape | null {
    return this.speech?.mouth() ?? null;
  }

  private async run(open: (context: AudioContext) => Promise<Source>): Promise<void> {
    this.stop();
    const turn = this.turn;
    try {
      // Before anything is waited for: browsers want sound to begin within the click that asks for it.
      const context = (this.context ??= this.opened());
      void context.resume().catch(() => undefined);
      const source = await open(context);
      const weights = await this.hearing(context).catch((error: unknown) => {
        source.stop();
        throw error;
      });
      if (turn !== this.turn) return source.stop();
      this.speech = new Speech(context, weights, source, this.tell);
      if (this.recording) this.speech.recordTo(this.recording);
      await this.speech.run();
      if (turn === this.turn) this.stop();
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }

  /** The network, once the listener and the context run. */
  private async hearing(context: AudioContext): Promise<Weights> {
    this.weights ??= await readHearing();
    if (!this.listens) await addListener(context);
    this.listens = true;
    await started(context);
    return this.weights;
  }

  private opened(): AudioContext {
    const context = new AudioContext({ latencyHint: "interactive" });
    context.onstatechange = () => {
      if (this.speech && document.hidden && context.state !== "running" && context.state !== "closed") this.fail(hidden());
    };
    document.addEventListener("visibilitychange", this.shown);
    return context;
  }
}

/** It lies beside the player. Throws `not-found` or `no-hearing`. */
async function readHearing(): Promise<Weights> {
  return readWeights(await fetched(new URL("real3d-hearing.bin", import.meta.url).href));
}

async function addListener(context: AudioContext): Promise<void> {
  const address = URL.createObjectURL(new Blob([LISTENER], { type: "text/javascript" }));
  try {
    await context.audioWorklet.addModule(address);
  } catch {
    throw new PlayerError("no-hearing", "The page's Content-Security-Policy lets no audio worklet run; allow `blob:` as a script source.");
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Throws `tab-hidden` or `autoplay-refused`. */
async function started(context: AudioContext): Promise<void> {
  const late = new Promise((done) => setTimeout(done, START_MS));
  await Promise.race([context.resume(), late]);
  if (context.state === "running") return;
  if (document.hidden) throw hidden();
  throw new PlayerError("autoplay-refused", "The browser plays no sound before somebody has clicked on the page; speak in answer to a click.");
}

function hidden(): PlayerError {
  return new PlayerError("tab-hidden", "The browser has stopped the sound of a page that is hidden; it goes on when the page is shown.");
}
