/** What is mirrored: the visitor's webcam, a stream, or a video of the page; frame by frame. */

import { PlayerError } from "../errors.ts";

/** The tracker looks at 192 pixels of a face. */
const WANTED: MediaTrackConstraints = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user" };

export interface Picture {
  video: HTMLVideoElement;
  /** Resolves when no more will come. */
  ended: Promise<unknown>;
  stop(): void;
}

/** Asks for the webcam where no picture is given. Throws `no-permission`, `no-camera` or `not-a-picture`. */
export async function openPicture(source?: MediaStream | HTMLVideoElement): Promise<Picture> {
  if (source instanceof HTMLVideoElement) {
    return { video: source, ended: happens(source, "ended"), stop: () => undefined };
  }
  if (source) {
    if (!(source instanceof MediaStream)) throw new PlayerError("not-a-picture", "There is no picture in this; give a MediaStream, or a video.");
    return streamPicture(source);
  }
  const stream = await webcam();
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  try {
    const picture = await streamPicture(stream);
    return {
      video: picture.video,
      ended: picture.ended.then(() => {
        throw new PlayerError("no-camera", "The camera sends no more pictures; connect it again, and begin anew.");
      }),
      stop: () => {
        picture.stop();
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function webcam(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new PlayerError("no-permission", "Browsers lend the camera to pages of https and of localhost alone.");
  try {
    return await devices.getUserMedia({ video: WANTED });
  } catch (error) {
    const refused = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
    throw refused
      ? new PlayerError("no-permission", "The camera may not be used; allow it beside the page's address, and try again.")
      : new PlayerError("no-camera", "No camera can be opened; connect one, or close the program that uses it.");
  }
}

async function streamPicture(stream: MediaStream): Promise<Picture> {
  const track = stream.getVideoTracks()[0];
  if (!track) throw new PlayerError("not-a-picture", "The stream has no picture.");
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.srcObject = stream;
  const ended = track.readyState === "ended" ? Promise.resolve() : happens(track, "ended");
  await Promise.race([video.play(), ended]);
  const stop = (): void => {
    video.srcObject = null;
  };
  return { video, ended, stop };
}

/** The next picture of a video, which is the caller's to close; nothing while it has none. */
export async function nextFrame(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  await new Promise<unknown>((done) =>
    "requestVideoFrameCallback" in video && !video.paused ? video.requestVideoFrameCallback(done) : requestAnimationFrame(done),
  );
  // A video that is being wound has no picture for a moment.
  return video.videoWidth ? createImageBitmap(video).catch(() => null) : null;
}

function happens(target: EventTarget, event: string): Promise<unknown> {
  return new Promise((done) => target.addEventListener(event, done, { once: true }));
}
