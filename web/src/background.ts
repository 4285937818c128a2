/** What stands behind the person: nothing, a colour, or a picture that covers the frame. */

import { Vector2, type Mesh as Object3D, type Texture } from "three";
import { PlayerError } from "./errors.ts";
import { box, disposeAll, place, type FrameUniforms, type Layer } from "./layers.ts";
import { Window } from "./coverage.ts";
import { decode, sizeOf } from "./pictures.ts";
import { BACKGROUND_FRAGMENT } from "./shaders.ts";

export type Backdrop = { colour: string } | { picture: Texture } | null;

/** From the attribute: `#rrggbb`, the address of a picture, or nothing. Throws `bad-background`. */
export async function readBackground(text: string | null): Promise<Backdrop> {
  const name = text?.trim() ?? "";
  if (name === "" || name === "transparent") return null;
  if (name.startsWith("#")) {
    if (!/^#[0-9a-f]{6}$/i.test(name)) throw bad(name);
    return { colour: name };
  }
  try {
    const answer = await fetch(name);
    if (!answer.ok) throw bad(name);
    return { picture: await decode(await answer.blob()) };
  } catch {
    throw bad(name);
  }
}

/** The middle square of a picture. */
export class BackgroundLayer implements Layer {
  readonly objects: Object3D[];

  constructor(
    frame: FrameUniforms,
    private readonly picture: Texture,
  ) {
    const [width, height] = sizeOf(picture);
    const side = Math.min(width, height);
    const covered = new Vector2(side / width, side / height);
    const uniforms = { ...frame, picture: { value: picture }, covered: { value: covered } };
    const object = box(BACKGROUND_FRAGMENT, uniforms, {});
    place(object, new Window(0, 0, frame.size.value, frame.size.value));
    this.objects = [object];
  }

  update(): void {}

  dispose(): void {
    disposeAll(this.objects);
    this.picture.dispose();
  }
}

function bad(name: string): PlayerError {
  return new PlayerError("bad-background", `“${name}” is no background; use a colour as #204060, or a picture's address.`);
}
