/** The tracker's file: a length, a header in JSON, and files one after the other, all of it gzipped. */

/** Of the format. */
const VERSION = 1;
const LENGTH_BYTES = 4;

interface Header {
  version: number;
  /** First byte after the header, and length. */
  files: Record<string, [number, number]>;
}

/** Each file by its name. Throws whatever goes wrong. */
export async function unpacked(archive: ArrayBuffer): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const stream = new Blob([archive]).stream().pipeThrough(new DecompressionStream("gzip"));
  const content = await new Response(stream).arrayBuffer();
  const length = new DataView(content).getUint32(0, true);
  const start = LENGTH_BYTES + length;
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(content, LENGTH_BYTES, length))) as Header;
  if (header.version !== VERSION) throw new Error(`The tracker's file is of version ${header.version}.`);
  const files = Object.entries(header.files);
  return new Map(files.map(([name, [first, size]]) => [name, new Uint8Array(content, start + first, size)]));
}
