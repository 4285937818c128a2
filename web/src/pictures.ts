/** The file's pictures as textures: raw sRGB numbers, row 0 on top, premultiplied. */

import {
  ClampToEdgeWrapping,
  DataTexture,
  FloatType,
  LinearFilter,
  NearestFilter,
  NoColorSpace,
  RGBAFormat,
  Texture,
  UnsignedByteType,
} from "three";
import type { GlbFile } from "./glb.ts";

/** All pictures of the file whose names are given, decoded at the same time; null for those it lacks. */
export async function decodeAll<Name extends string>(
  file: GlbFile,
  names: readonly Name[],
): Promise<Record<Name, Texture | null>> {
  const pictures = await Promise.all(
    names.map(async (name) => {
      const bytes = file.picture(name);
      return [name, bytes && (await decode(bytes))] as const;
    }),
  );
  return Object.fromEntries(pictures) as Record<Name, Texture | null>;
}

export async function decode(bytes: Blob): Promise<Texture> {
  const options: ImageBitmapOptions = { premultiplyAlpha: "premultiply", colorSpaceConversion: "none" };
  const texture = new Texture(await createImageBitmap(bytes, options));
  prepare(texture);
  return texture;
}

/** Width and height of a decoded picture. */
export function sizeOf(texture: Texture): [number, number] {
  const { width, height } = texture.image as ImageBitmap;
  return [width, height];
}

/** A texture of bytes, four a pixel, that frames fill anew. */
export function byteTexture(width: number, height: number): DataTexture {
  const texture = new DataTexture(new Uint8Array(4 * width * height), width, height, RGBAFormat, UnsignedByteType);
  prepare(texture);
  return texture;
}

/** A table of floats, four an entry. */
export function floatTable(width: number, height: number): DataTexture {
  const texture = new DataTexture(new Float32Array(4 * width * height), width, height, RGBAFormat, FloatType);
  prepare(texture);
  texture.minFilter = texture.magFilter = NearestFilter;
  return texture;
}

/** One pixel that changes nothing. */
export function plainTexture(level: number): DataTexture {
  const texture = byteTexture(1, 1);
  (texture.image.data as Uint8Array).fill(level);
  return texture;
}

function prepare(texture: Texture): void {
  texture.flipY = false;
  texture.colorSpace = NoColorSpace;
  texture.generateMipmaps = false;
  texture.minFilter = texture.magFilter = LinearFilter;
  texture.wrapS = texture.wrapT = ClampToEdgeWrapping;
  texture.needsUpdate = true;
}
