/** A face before a camera, followed by the portrait: from pictures to what it does in a frame. */

import { PlayerError } from "../errors.ts";
import { nextFrame, openPicture, type Picture } from "./camera.ts";
import { flipped } from "./flipped.ts";
import { LiveRetargeting, type Mirrored } from "./retargeting.ts";
import { Tracker } from "./tracker.ts";

/** Milliseconds without a face until it is told that there is none, and until whoever comes next is another person. */
const LOST_MS = 600;
const FORGOTTEN_MS = 3000;

export interface MirrorOptions {
  /** As a mirror shows it, left and right exchanged, which visitors expect of their own face; true unless asked otherwise. */
  flip?: boolean;
}

export type MirrorEvent = "face-found" | "face-lost";

export class Mirror {
  private turn = 0;
  private tracker: Promise<Tracker> | null = null;
  private finish: () => void = () => undefined;
  private frame: Mirrored | null = null;
  private readonly watchTab = (): void => {
    if (document.hidden) this.fail(hidden());
  };

  constructor(
    private readonly tell: (event: MirrorEvent) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** What the portrait does now; nothing while no face is seen. */
  shown(): Mirrored | null {
    return this.frame;
  }

  /** Resolves when the picture has ended or `stop` is called. Throws what `openPicture` and `Tracker.open` throw. */
  async run(source?: MediaStream | HTMLVideoElement, { flip = true }: MirrorOptions = {}): Promise<void> {
    this.stop();
    const turn = this.turn;
    const stopped = new Promise<void>((done) => (this.finish = done));
    let picture: Picture | null = null;
    document.addEventListener("visibilitychange", this.watchTab);
    try {
      picture = await openPicture(source);
      const tracker = await this.opened();
      const follow = this.follow(picture.video, tracker, flip, () => turn === this.turn);
      if (turn === this.turn) await Promise.race([picture.ended, stopped, follow]);
    } catch (error) {
      if (turn === this.turn) {
        this.fail(error);
        // A thread that has broken down follows nobody any more.
        if (error instanceof PlayerError && error.code === "no-tracker") this.close();
      }
      throw error;
    } finally {
      picture?.stop();
      if (turn === this.turn) this.stop();
    }
  }

  stop(): void {
    this.turn++;
    this.frame = null;
    this.finish();
    document.removeEventListener("visibilitychange", this.watchTab);
  }

  /** Stops, and lets the tracker go. */
  close(): void {
    this.stop();
    void this.tracker?.then((tracker) => tracker.close()).catch(() => undefined);
    this.tracker = null;
  }

  private opened(): Promise<Tracker> {
    this.tracker ??= Tracker.open().catch((error: unknown) => {
      this.tracker = null;
      throw error;
    });
    return this.tracker;
  }

  private async follow(video: HTMLVideoElement, tracker: Tracker, flip: boolean, goesOn: () => boolean): Promise<void> {
    let retargeting = new LiveRetargeting();
    let [seen, seeing] = [performance.now(), true];
    while (goesOn()) {
      const picture = await nextFrame(video);
      if (!goesOn()) return picture?.close();
      const landmarks = picture && (await tracker.find(picture));
      if (!goesOn()) return;
      const now = performance.now();
      if (landmarks) {
        const frame = retargeting.push(landmarks, now / 1000);
        if (!this.frame) this.tell("face-found");
        this.frame = flip ? flipped(frame) : frame;
        [seen, seeing] = [now, true];
      } else if (seeing && now - seen > LOST_MS) {
        this.frame = null;
        seeing = false;
        this.tell("face-lost");
      } else if (now - seen > FORGOTTEN_MS) {
        retargeting = new LiveRetargeting();
      }
    }
  }
}

function hidden(): PlayerError {
  return new PlayerError("tab-hidden", "The browser shows no picture of a page that is hidden; the face follows you again when the page is shown.");
}
