import { countFrames } from '../../emulator/console/page/frames.ts'
import { sniffFormat } from '../../emulator/engine/image/formats.ts'
import { type Facts, factsOfExtension } from '../../trace/facts.ts'
import { orientationOf } from './orientation.ts'

/**
 * What a file tells of itself, read in this page and sent nowhere: the format from its first bytes, the sides from the browser where that
 * can show it. Undefined for what is neither picture nor video nor sound.
 */
export async function factsOfFile(file: File): Promise<Facts | undefined> {
  const bytes = file.size
  const extension = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer())
  const format = sniffFormat(head)
  if (format) return { kind: 'image', format, bytes, ...(await pictureFacts(file)) }
  const known = factsOfExtension(extension)
  const isPlayed = known?.kind === 'video' || known?.kind === 'audio'
  return known && { ...known, bytes, ...(isPlayed && (await playerFacts(file))) }
}

async function pictureFacts(file: File): Promise<Omit<Facts, 'kind'>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const orientation = orientationOf(bytes)
  const frames = countFrames(bytes) ?? 1
  try {
    const { width, height } = await createImageBitmap(file)
    // The browser tells the sides as it shows them.
    return orientation >= 5
      ? { width: height, height: width, orientation, frames }
      : { width, height, orientation, frames }
  } catch {
    return { orientation, frames }
  }
}

/** The sides and the duration as a player of the browser tells them; nothing where it cannot play the file. */
async function playerFacts(file: File): Promise<Omit<Facts, 'kind'>> {
  const url = URL.createObjectURL(file)
  const player = document.createElement('video')
  try {
    await new Promise<void>((resolve, reject) => {
      player.onloadedmetadata = () => resolve()
      player.onerror = () => reject(new Error('not played'))
      player.src = url
    })
    const { videoWidth: width, videoHeight: height, duration } = player
    const isKnown = Number.isFinite(duration)
    return { ...(width > 0 && { width, height }), ...(isKnown && { duration: Math.round(duration * 1000) / 1000 }) }
  } catch {
    return {}
  } finally {
    URL.revokeObjectURL(url)
  }
}
