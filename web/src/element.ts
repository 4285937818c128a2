/**
 * `<real3d-avatar src="me.glb" background="#204060">`: a portable avatar in any page.
 *
 * Attributes: `src`, the file; `background`, a colour, a picture's address, or nothing for the page
 * itself; `still`, for a face that neither blinks nor breathes by itself; `seed`, which of many lives it
 * then leads. Events: `ready`, `speaking` and `silent`, `face-found`, and `face-lost` and `error` with
 * `detail.code` and `detail.message`.
 */

import { readBackground } from "./background.ts";
import { BADGE, BADGE_TITLE } from "./badge.ts";
import { PlayerError } from "./errors.ts";
import type { Values } from "./expression.ts";
import { fetched } from "./files.ts";
import { GlbFile } from "./glb.ts";
import { mouthBlendshapes } from "./hearing/blendshapes.ts";
import { Mirror, type MirrorOptions } from "./mirror/mirror.ts";
import type { Motion } from "./motion.ts";
import { Performer, rehearse } from "./performer.ts";
import { Recorder, type Recording } from "./recorder.ts";
import { Speaker, type PcmVoice, type SpeakOptions } from "./speech/speaker.ts";
import type { Speakable } from "./speech/sources.ts";
import { Stage } from "./stage.ts";

const STYLE = `
:host { display: inline-block; position: relative; width: 320px; aspect-ratio: 1; overflow: hidden;
  container-type: inline-size; }
canvas { width: 100%; height: 100%; object-fit: contain; display: block; }
.badge { position: absolute; top: 2.6%; right: 2.6%; padding: .1em .4em; border: 1.5px solid #fffc;
  border-radius: .35em; background: #10121696; color: #fff; font: 700 max(11px, 3.4cqw)/1.25 sans-serif; }
.message { position: absolute; inset: 0; display: grid; place-items: center; padding: 8%; text-align: center;
  font: 15px/1.4 sans-serif; }
[hidden] { display: none; }`;
/** Of `face-lost`. */
const NO_FACE = { code: "no-face", message: "No face is seen; come before the camera, with light on your face." };
/** What is drawn at most, in pixels of the portrait: the texture has no more. */
const MOST_DETAIL = 2;

export class Real3DAvatar extends HTMLElement {
  static readonly observedAttributes = ["src", "background", "still"];

  private readonly canvas = document.createElement("canvas");
  private readonly badge = document.createElement("span");
  private readonly message = document.createElement("div");
  private readonly resizing = new ResizeObserver(() => this.fit());
  private stage: Stage | null = null;
  private performer: Performer | null = null;
  private readonly speaker = new Speaker(
    (event) => this.tell(event),
    (error) => this.report(error),
  );
  private readonly follower = new Mirror(
    (event) => this.tell(event, event === "face-lost" ? NO_FACE : undefined),
    (error) => this.report(error),
  );
  private recorder: Recorder | null = null;
  private loading = 0;
  private frame = 0;
  private opened: Promise<void> = Promise.resolve();

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = STYLE;
    this.badge.className = "badge";
    this.badge.textContent = BADGE;
    this.badge.title = BADGE_TITLE;
    this.badge.hidden = true;
    this.message.className = "message";
    this.message.setAttribute("role", "alert");
    this.message.hidden = true;
    this.attachShadow({ mode: "open" }).append(style, this.canvas, this.badge, this.message);
    this.canvas.addEventListener("webglcontextlost", () => this.fail(lost()));
  }

  /** Resolves once the first frame is drawn; never rejects, see the event `error`. */
  get ready(): Promise<void> {
    return this.opened;
  }

  /** Names of everything that `set` takes. */
  get shapes(): string[] {
    return this.performer?.shapes ?? [];
  }

  /** Names that `mood` takes. */
  get moods(): string[] {
    return this.performer?.moods ?? [];
  }

  /** Holds ARKit's shapes or visemes, 0..1; a name without its side sets both. They are reached softly. */
  set(values: Values): void {
    this.performer?.set(values);
  }

  /** Looks at a place, -1..1 to the image's right and downwards from its middle. */
  lookAt(x: number, y: number): void {
    this.performer?.lookAt(x, y);
  }

  /** One of `moods`; false if there is none of this name. */
  mood(name: string): boolean {
    return this.performer?.setMood(name) ?? false;
  }

  /** Plays a motion, or the address of one; resolves at its end. Rejects with a `PlayerError`. */
  async play(motion: Motion | string): Promise<void> {
    await this.opened;
    const track = typeof motion === "string" ? await readMotion(motion) : motion;
    await this.performer?.play(track);
  }

  /**
   * Says an address, a file, decoded sound or a stream; resolves at its end, when it is stopped, or when
   * something else is said. Sound that is played here waits a little for the lips; streams are not
   * played unless `audible` is true. Rejects with a `PlayerError`, see also the event `error`.
   */
  speak(sound: Speakable, options?: SpeakOptions): Promise<void> {
    return this.speaker.speak(sound, options);
  }

  /** Says chunks of sound of one channel as they come, see `PcmChunk`, of `rate` (24000) samples per second. */
  speakPCM({ rate }: { rate?: number } = {}): PcmVoice {
    return this.speaker.speakPCM(rate);
  }

  /** Moves the lips to the visitor's microphone; resolves when it is stopped. Rejects with a `PlayerError`. */
  listen(): Promise<void> {
    return this.speaker.listen();
  }

  /**
   * Does what the face in the webcam does, in a stream, or in a video of the page; resolves when the picture
   * ends or when it is stopped. Rejects with a `PlayerError`.
   */
  mirror(source?: MediaStream | HTMLVideoElement, options?: MirrorOptions): Promise<void> {
    return this.follower.run(source, options);
  }

  /** Ends `speak`, `speakPCM` and `listen`, and `mirror`; or one of the two alone. */
  stop(what?: "voice" | "mirror"): void {
    if (what !== "mirror") this.speaker.stop();
    if (what !== "voice") this.follower.stop();
  }

  /**
   * Records the portrait and what is said, marked as synthetic; another call ends the first recording.
   * Rejects with a `PlayerError`.
   */
  async record(): Promise<Recording> {
    try {
      const sound = await this.speaker.sound();
      await this.opened;
      if (!this.stage) throw new PlayerError("no-recording", "There is no portrait to record.");
      void this.recorder?.finish();
      this.recorder = new Recorder(this.canvas.width, sound, getComputedStyle(this).backgroundColor);
      return this.recorder;
    } catch (error) {
      this.report(error);
      throw error;
    }
  }

  /** Draws one frame of a motion, now, and stays there until `resume`; returns the canvas. */
  show(motion: Motion, index: number): HTMLCanvasElement {
    cancelAnimationFrame(this.frame);
    const { stage } = this;
    if (stage) {
      const moment = rehearse(motion, stage.actor.description)[index];
      if (moment) stage.draw(moment.pose, moment.shoulders);
    }
    return this.canvas;
  }

  /** Goes on after `show`. */
  resume(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame((time) => this.tick(time));
  }

  connectedCallback(): void {
    this.resizing.observe(this);
    if (this.loading === 0) this.open();
    else this.resume();
  }

  disconnectedCallback(): void {
    this.resizing.disconnect();
    cancelAnimationFrame(this.frame);
    void this.recorder?.finish();
    this.speaker.close();
    this.follower.close();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // Attributes that stand in the page are told before the element is in it.
    if (before === now || this.loading === 0) return;
    if (name === "src") this.open();
    else if (name === "background") void this.setBackground(this.loading);
    else if (this.performer) this.performer.idles = !this.hasAttribute("still");
  }

  private open(): void {
    this.opened = this.load(++this.loading).catch((error: unknown) => this.fail(error));
  }

  private async load(turn: number): Promise<void> {
    const src = this.getAttribute("src");
    this.close();
    if (!src) return;
    const file = GlbFile.read(await fetched(src));
    if (turn !== this.loading) return;
    const stage = await Stage.open(this.canvas, file);
    if (turn !== this.loading) return stage.dispose();
    this.stage = stage;
    this.performer = new Performer(stage.actor.description, file.targets("head"), Number(this.getAttribute("seed") ?? 1));
    this.performer.idles = !this.hasAttribute("still");
    await this.setBackground(turn);
    if (turn !== this.loading) return;
    this.fit();
    this.badge.hidden = false;
    this.tick(performance.now());
    this.tell("ready");
  }

  private async setBackground(turn: number): Promise<void> {
    try {
      const backdrop = await readBackground(this.getAttribute("background"));
      if (turn === this.loading) this.stage?.setBackdrop(backdrop);
    } catch (error) {
      this.report(error); // the face is still there
    }
  }

  private tick(time: number): void {
    if (!this.stage || !this.performer || !this.isConnected) return;
    const mouth = this.speaker.mouth();
    this.performer.say(mouth && mouthBlendshapes(mouth));
    this.performer.mirror(this.follower.shown());
    const { pose, shoulders } = this.performer.at(time / 1000);
    this.stage.draw(pose, shoulders);
    this.recorder?.draw(this.canvas);
    this.resume();
  }

  private fit(): void {
    const { stage } = this;
    if (!stage) return;
    const { size } = stage.actor.description;
    const shown = Math.min(this.clientWidth, this.clientHeight) * devicePixelRatio;
    stage.resize(Math.round(Math.min(Math.max(shown, size), MOST_DETAIL * size)));
  }

  private close(): void {
    cancelAnimationFrame(this.frame);
    this.stage?.dispose();
    this.stage = this.performer = null;
    this.badge.hidden = this.message.hidden = true;
  }

  /** There is nothing to show but a sentence. */
  private fail(error: unknown): void {
    this.close();
    this.message.textContent = this.report(error);
    this.message.hidden = false;
  }

  private report(error: unknown): string {
    const code = error instanceof PlayerError ? error.code : "not-an-avatar";
    const message = error instanceof Error ? error.message : String(error);
    this.tell("error", { code, message });
    return message;
  }

  private tell(event: string, detail?: { code: string; message: string }): void {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }));
  }
}

async function readMotion(address: string): Promise<Motion> {
  const content = await fetched(address);
  try {
    return JSON.parse(new TextDecoder().decode(content)) as Motion;
  } catch {
    throw new PlayerError("bad-motion", `“${address}” holds no motion.`);
  }
}

function lost(): PlayerError {
  return new PlayerError("no-webgl", "The graphics card has given this picture up; reload the page.");
}

if (!customElements.get("real3d-avatar")) customElements.define("real3d-avatar", Real3DAvatar);
