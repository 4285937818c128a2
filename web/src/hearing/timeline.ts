/** Mouths that wait until their sound is heard. */

import type { TimedMouth } from "./ear.ts";
import type { MouthShape } from "./mouth.ts";

/** Nobody asks for mouths while a page is hidden: so many are kept, two seconds. */
const MOST = 100;

export class Timeline {
  private waiting: TimedMouth[] = [];
  private shown: MouthShape | null = null;

  add(mouths: TimedMouth[]): void {
    this.waiting.push(...mouths);
    this.waiting.splice(0, this.waiting.length - MOST);
  }

  /** The mouth of a time; nothing before the first. A contact since the last one asked for is not left out. */
  at(time: number): MouthShape | null {
    const next = this.waiting.findIndex((mouth) => mouth.time > time);
    const due = this.waiting.splice(0, next < 0 ? this.waiting.length : next).map(({ shape }) => shape);
    this.shown = due.at(-1) ?? this.shown;
    if (!this.shown) return null;
    const most = (name: "contact" | "tuck"): number => Math.max(this.shown![name], ...due.map((shape) => shape[name]));
    return { ...this.shown, contact: most("contact"), tuck: most("tuck") };
  }
}
