import { readExif } from './exif.ts'
import { inspectPicture, openPicture } from './open.ts'
import { firstFrame, pixelsOf, toFrame } from './picture.ts'

/** `image/info`: each fact as `{"value": "..."}`, the EXIF tags among them. Source: Query image information (2024, 2026). */
export async function describePicture(bytes: Uint8Array): Promise<Readonly<Record<string, { value: string }>>> {
  const { source, exif: block } = await inspectPicture(bytes)
  const facts: [string, string][] = [
    ['FileSize', String(bytes.length)],
    ['Format', source.format],
    ['FrameCount', String(source.frameCount)],
    ['ImageHeight', String(source.height)],
    ['ImageWidth', String(source.width)],
  ]
  const exif = block ? readExif(block) : new Map<string, string>()
  const known = new Set(facts.map(([name]) => name))
  const tags = [...exif].filter(([name]) => !known.has(name))
  return Object.fromEntries([...facts, ...tags].sort(byName).map(([name, value]) => [name, { value }]))
}

const byName = ([left]: [string, string], [right]: [string, string]) => (left < right ? -1 : 1)

/** `image/average-hue`: the mean colour of the first frame, `0xrrggbb`. Transparent parts count by their colour. */
export async function averageHue(bytes: Uint8Array): Promise<string> {
  // Decoded to eight bits a channel first: statistics look at the numbers of the file.
  const { image } = await toFrame(await pixelsOf(firstFrame(await openPicture(bytes))))
  const { channels } = await image.stats()
  const [red, green = red, blue = red] = channels
  const hex = [red, green, blue].map(channel =>
    Math.round(channel?.mean ?? 0)
      .toString(16)
      .padStart(2, '0'),
  )
  return `0x${hex.join('')}`
}
