/** Finds a face in pictures, in a thread of its own. */

import { PlayerError } from "../errors.ts";
import { fetched } from "../files.ts";

/** The thread's program, which `build.mjs` bundles by itself. */
declare const TRACKER: string;

type Answer = "ready" | { landmarks: Float64Array | null } | { error: string };

export class Tracker {
  private constructor(private readonly worker: Worker) {}

  /** Its file lies beside the player. Throws `not-found` or `no-tracker`. */
  static async open(): Promise<Tracker> {
    const archive = await fetched(new URL("real3d-tracker.bin", import.meta.url).href);
    const tracker = new Tracker(newWorker());
    try {
      await tracker.ask(archive);
      return tracker;
    } catch (error) {
      tracker.close();
      throw error;
    }
  }

  /**
   * Landmarks in pixels, x, y and z each, or null where no face is seen; one picture at a time.
   * Throws `no-tracker`, or `not-a-picture` for one of another host.
   */
  async find(picture: ImageBitmap): Promise<Float64Array | null> {
    const answer = await this.ask(picture);
    return typeof answer === "object" && "landmarks" in answer ? answer.landmarks : null;
  }

  close(): void {
    this.worker.terminate();
  }

  private ask(message: ArrayBuffer | ImageBitmap): Promise<Answer> {
    return new Promise((done, refuse) => {
      this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (typeof data === "object" && "error" in data) refuse(unable(data.error));
        else done(data);
      };
      this.worker.onerror = ({ message: why }) => refuse(unable(why));
      try {
        this.worker.postMessage(message, [message]);
      } catch {
        refuse(new PlayerError("not-a-picture", "The video's host lets nobody look at its pictures; it has to allow it (CORS)."));
      }
    });
  }
}

function newWorker(): Worker {
  const address = URL.createObjectURL(new Blob([TRACKER], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function unable(why: string | undefined): PlayerError {
  const reason = why ? ` (${why})` : "";
  return new PlayerError(
    "no-tracker",
    `Faces cannot be followed here${reason}: copy “real3d-tracker.bin” and the player from one place, and let the page's Content-Security-Policy allow \`blob:\` and \`wasm-unsafe-eval\`.`,
  );
}
