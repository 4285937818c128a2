/** Files that a page names. */

import { PlayerError } from "./errors.ts";

/** Throws `not-found`. */
export async function fetched(address: string): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(address);
    if (answer.ok) return await answer.arrayBuffer();
  } catch {
    // Told below: there is no such host, or no network.
  }
  throw new PlayerError("not-found", `“${address}” cannot be loaded; check the address.`);
}
