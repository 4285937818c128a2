/**
 * The tracker's thread: MediaPipe's Face Mesh, which finds the landmarks of one face in pictures.
 *
 * It takes the tracker's archive first, and answers `ready` or what has gone wrong; then pictures, and
 * answers landmarks in pixels, or null. `build.mjs` bundles it by itself.
 */

import { unpacked } from "./archive.ts";
import { LANDMARKS } from "./landmarks.ts";

interface Landmark {
  x: number;
  y: number;
  z: number;
}

interface FaceMesh {
  setOptions(options: Record<string, unknown>): void;
  onResults(take: (results: { multiFaceLandmarks?: Landmark[][] }) => void): void;
  initialize(): Promise<void>;
  send(inputs: { image: ImageBitmap }): Promise<void>;
}

declare const self: {
  FaceMesh: new (config: { locateFile: (name: string) => string }) => FaceMesh;
  onmessage: (event: MessageEvent<ArrayBuffer | ImageBitmap>) => void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
} & Record<string, unknown>;
declare function importScripts(address: string): void;

const TYPES: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };

let mesh: FaceMesh | null = null;
let found: Landmark[] | null = null;

self.onmessage = async ({ data }) => {
  try {
    if (data instanceof ArrayBuffer) {
      await open(data);
      self.postMessage("ready");
    } else {
      const landmarks = await find(data);
      self.postMessage({ landmarks }, landmarks ? [landmarks.buffer as ArrayBuffer] : []);
    }
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};

async function open(archive: ArrayBuffer): Promise<void> {
  const addresses = new Map<string, string>();
  for (const [name, content] of await unpacked(archive)) {
    const type = TYPES[name.split(".").at(-1)!] ?? "application/octet-stream";
    addresses.set(name, URL.createObjectURL(new Blob([content], { type })));
  }
  const locateFile = (name: string): string => addresses.get(name)!;
  passForAPage();
  importScripts(locateFile("face_mesh.js"));
  mesh = new self.FaceMesh({ locateFile });
  // On the processor: the graphics card draws the portrait. Thresholds cannot be set, they end the program.
  mesh.setOptions({ maxNumFaces: 1, refineLandmarks: true, useCpuInference: true });
  mesh.onResults(({ multiFaceLandmarks }) => (found = multiFaceLandmarks?.[0] ?? null));
  await mesh.initialize();
}

async function find(picture: ImageBitmap): Promise<Float64Array | null> {
  const { width, height } = picture;
  found = null;
  await mesh!.send({ image: picture });
  picture.close();
  const seen = found as Landmark[] | null;
  if (seen?.length !== LANDMARKS) return null;
  return Float64Array.from(seen.flatMap(({ x, y, z }) => [x * width, y * height, z * width]));
}

/** Face Mesh draws pictures on a page's canvas and loads its parts by a page's elements: here are as many of these as it asks for. */
function passForAPage(): void {
  self.window = self;
  self.document = {
    createElement: (name: string) => (name === "canvas" ? new OffscreenCanvas(1, 1) : new Script()),
    body: { appendChild: (script: Script) => script.load() },
    addEventListener: () => undefined,
  };
  // It tells at length how it gets on.
  console.log = console.warn = () => undefined;
}

class Script {
  private address = "";
  private readonly listeners: Record<string, () => void> = {};

  setAttribute(name: string, value: string): void {
    if (name === "src") this.address = value;
  }

  addEventListener(name: string, listener: () => void): void {
    this.listeners[name] = listener;
  }

  load(): void {
    importScripts(this.address);
    this.listeners.load?.();
  }
}
