/** The portrait as a video: what is drawn, marked, with what is said. */

import { drawBadge } from "./badge.ts";
import { PlayerError } from "./errors.ts";

/** The first that a browser can make: what all play, then what says how bright it is (VP8 leaves that to guesses). */
const FORMATS = ["video/mp4;codecs=avc1.42E01F,mp4a.40.2", "video/webm;codecs=vp9,opus", "video/webm"];
const FPS = 30;
const BITS_PER_SECOND = 4_000_000;
/** Pixels along a side; more costs phones their frame rate. */
const MOST_PIXELS = 1024;

/** A video that is being made. */
export interface Recording {
  /** Ends it; the same video however often it is asked for. */
  finish(): Promise<Blob>;
}

export class Recorder implements Recording {
  private readonly view: CanvasRenderingContext2D;
  private readonly recorder: MediaRecorder;
  private readonly video: Promise<Blob>;

  /**
   * `paper` is the colour behind a portrait without a background, for a video has none. Throws `no-recording`.
   */
  constructor(
    pixels: number,
    sound: MediaStream,
    private readonly paper: string,
  ) {
    const canvas = document.createElement("canvas");
    // Video has pairs of pixels.
    canvas.width = canvas.height = 2 * Math.floor(Math.min(pixels, MOST_PIXELS) / 2);
    this.view = canvas.getContext("2d")!;
    const stream = new MediaStream([...canvas.captureStream(FPS).getVideoTracks(), ...sound.getAudioTracks()]);
    this.recorder = newRecorder(stream);
    this.video = this.collected(stream);
    this.recorder.start();
  }

  /** Takes a frame, which has just been drawn. */
  draw(picture: HTMLCanvasElement): void {
    if (this.recorder.state === "inactive") return;
    const { view } = this;
    const { width, height } = view.canvas;
    view.fillStyle = "#fff";
    view.fillRect(0, 0, width, height);
    view.fillStyle = this.paper;
    view.fillRect(0, 0, width, height);
    view.drawImage(picture, 0, 0, width, height);
    drawBadge(view);
  }

  finish(): Promise<Blob> {
    if (this.recorder.state !== "inactive") this.recorder.stop();
    return this.video;
  }

  private collected(stream: MediaStream): Promise<Blob> {
    const parts: Blob[] = [];
    this.recorder.ondataavailable = ({ data }) => parts.push(data);
    return new Promise((done) => {
      this.recorder.onstop = () => {
        // The sound is others' to end.
        stream.getVideoTracks().forEach((track) => track.stop());
        done(new Blob(parts, { type: this.recorder.mimeType.split(";")[0]! }));
      };
    });
  }
}

function newRecorder(stream: MediaStream): MediaRecorder {
  const mimeType = globalThis.MediaRecorder && FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  if (!mimeType) throw new PlayerError("no-recording", "This browser records no video; use a newer one.");
  return new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
}
