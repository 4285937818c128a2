/** What can be spoken, as a node of the audio graph. */

import { PlayerError } from "../errors.ts";
import { fetched } from "../files.ts";
import { Resampler } from "../hearing/resampler.ts";
import { PcmReader, type PcmChunk } from "./pcm.ts";

/** An address, a file, decoded sound, or a stream of a microphone or a call. */
export type Speakable = string | URL | Blob | ArrayBuffer | AudioBuffer | MediaStream;


/** Seconds by which the first chunk waits for the second. */
const PCM_AHEAD_S = 0.05;

export interface Source {
  node: AudioNode;
  /** Whether the page's visitors are to hear it from here. */
  audible: boolean;
  /** Begins; resolves when there is no more. */
  start(): Promise<void>;
  stop(): void;
}

/** Throws `not-found` or `not-a-sound`. */
export async function openSource(context: AudioContext, speakable: Speakable, audible: boolean | undefined): Promise<Source> {
  if (speakable instanceof MediaStream) return streamSource(context, speakable, audible ?? false);
  return bufferSource(context, await decoded(context, speakable), audible ?? true);
}

/** Asks for the microphone. Throws `no-permission` or `no-microphone`. */
export async function microphone(): Promise<MediaStream> {
  // Loudness is followed here; what browsers do about it comes late and pumps.
  const audio = { echoCancellation: true, noiseSuppression: false, autoGainControl: false };
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new PlayerError("no-permission", "Browsers lend the microphone to pages of https and of localhost alone.");
  try {
    return await devices.getUserMedia({ audio });
  } catch (error) {
    const refused = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
    throw refused
      ? new PlayerError("no-permission", "The microphone may not be used; allow it beside the page's address, and try again.")
      : new PlayerError("no-microphone", "No microphone can be opened; connect one, or close the program that uses it.");
  }
}

function bufferSource(context: AudioContext, buffer: AudioBuffer, audible: boolean): Source {
  const node = new AudioBufferSourceNode(context, { buffer });
  return {
    node,
    audible,
    start: () => {
      node.start();
      return new Promise((done) => (node.onended = () => done()));
    },
    // Off the graph it is not heard, and ends by itself.
    stop: () => undefined,
  };
}

function streamSource(context: AudioContext, stream: MediaStream, audible: boolean): Source {
  if (!stream.getAudioTracks().length) throw new PlayerError("not-a-sound", "The stream has no sound.");
  // Chromium hands a call's sound to a graph only while some element plays it.
  const player = new Audio();
  player.muted = true;
  player.srcObject = stream;
  const node = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  const tracks = stream.getAudioTracks();
  return {
    node,
    audible,
    start: async () => {
      void player.play().catch(() => undefined);
      const ends = tracks.map((track) => new Promise((done) => track.addEventListener("ended", done)));
      if (tracks.some((track) => track.readyState === "live")) await Promise.all(ends);
    },
    stop: () => {
      player.srcObject = null;
    },
  };
}

/** Chunks as they come, one after the other without a gap. */
export class PcmSource {
  private readonly early: PcmChunk[] = [];
  private output: Output | null = null;
  private closed = false;
  private finish: () => void = () => undefined;
  private readonly finished = new Promise<void>((done) => (this.finish = done));

  constructor(private readonly rate: number) {}

  open(context: AudioContext): Source {
    const node = new GainNode(context);
    return {
      node,
      audible: true,
      start: () => {
        this.output = new Output(context, node, this.rate);
        this.early.forEach((chunk) => this.output!.write(chunk));
        if (this.closed) this.close();
        return this.finished;
      },
      stop: this.finish,
    };
  }

  write(chunk: PcmChunk): void {
    if (this.output) this.output.write(chunk);
    else this.early.push(chunk);
  }

  /** No more will come; what has come is said to its end. */
  close(): void {
    this.closed = true;
    if (this.output) setTimeout(this.finish, 1000 * this.output.left);
  }
}

/** Chunks on a node, at the context's rate. */
class Output {
  private readonly reader = new PcmReader();
  private readonly resampler: Resampler;
  /** The context's frame after the last chunk. */
  private end = 0;

  constructor(
    private readonly context: AudioContext,
    private readonly node: AudioNode,
    rate: number,
  ) {
    this.resampler = new Resampler(rate, context.sampleRate);
  }

  /** Seconds until the last chunk has been said. */
  get left(): number {
    return Math.max(this.end / this.context.sampleRate - this.context.currentTime, 0);
  }

  write(chunk: PcmChunk): void {
    const { sampleRate, currentTime } = this.context;
    const samples = this.resampler.push(this.reader.read(chunk));
    if (!samples.length) return;
    const buffer = new AudioBuffer({ length: samples.length, sampleRate });
    buffer.copyToChannel(samples as Float32Array<ArrayBuffer>, 0);
    const node = new AudioBufferSourceNode(this.context, { buffer });
    node.connect(this.node);
    // On whole frames: chunks that meet between two of them would crackle.
    const now = Math.round(currentTime * sampleRate);
    if (this.end < now) this.end = now + Math.round(PCM_AHEAD_S * sampleRate);
    node.start(this.end / sampleRate);
    this.end += samples.length;
  }
}

async function decoded(context: AudioContext, speakable: Exclude<Speakable, MediaStream>): Promise<AudioBuffer> {
  if (speakable instanceof AudioBuffer) return speakable;
  const content = await read(speakable);
  try {
    return await context.decodeAudioData(content);
  } catch {
    throw new PlayerError("not-a-sound", "This holds no sound that the browser can decode; WAV, MP3 and AAC are decoded by all.");
  }
}

async function read(speakable: string | URL | Blob | ArrayBuffer): Promise<ArrayBuffer> {
  // A copy: decoding takes the bytes away.
  if (speakable instanceof ArrayBuffer) return speakable.slice(0);
  if (speakable instanceof Blob) return speakable.arrayBuffer();
  return fetched(String(speakable));
}
