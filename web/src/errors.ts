/** What can go wrong, as a code for programs and a sentence for people. */

export type ErrorCode =
  | "not-found"
  | "not-an-avatar"
  | "newer-avatar"
  | "no-webgl"
  | "bad-background"
  | "bad-motion"
  | "not-a-sound"
  | "no-permission"
  | "no-microphone"
  | "autoplay-refused"
  | "tab-hidden"
  | "no-hearing"
  | "not-a-picture"
  | "no-camera"
  | "no-tracker"
  | "no-recording";

export class PlayerError extends Error {
  constructor(
    readonly code: ErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = "PlayerError";
  }
}
