/** All that a stream brings, or null where that is more than `most` bytes: then no more of it is read. */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += part.length
    // Whoever leaves the loop closes the stream.
    if (bytes > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
