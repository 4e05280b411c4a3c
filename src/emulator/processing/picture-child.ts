/**
 * The process that pictures are made in: a decoder that breaks, or takes too much, ends this process and no other. It makes one picture
 * after the other, and ends with the local OSS.
 */
import { closeSync, readSync, writeFileSync } from 'node:fs'
import type { Stage } from '../../language/tree.ts'
import { type ReadObject, runImage } from '../engine/image/run.ts'
import { limitSharp, loadSharp } from '../engine/image/sharp.ts'
import { openFile } from '../store/files.ts'
import {
  type FileVersion,
  type PictureAnswer,
  type PictureInput,
  type PictureOrder,
  TOO_MUCH_MEMORY,
} from './picture-protocol.ts'

/** Milliseconds between two looks at the memory. */
const LOOK = 50

function start(most: number, width: number): void {
  limitSharp(width)
  // Where memory runs out, the system ends this process and not the server.
  if (process.platform === 'linux') tryTo(() => writeFileSync('/proc/self/oom_score_adj', '1000'))
  setInterval(() => process.memoryUsage.rss() > most && process.exit(TOO_MUCH_MEMORY), LOOK).unref()
  const room = createRoom()
  let give: ((bytes: Uint8Array | undefined) => void) | undefined
  const readObject = (key: string) => {
    tell({ kind: 'read', key })
    return new Promise<Uint8Array | undefined>(resolve => {
      give = resolve
    })
  }
  // Where it is not there, the first picture says so.
  const isReady = () => tell({ kind: 'ready' })
  loadSharp().then(isReady, isReady)
  process.on('disconnect', () => process.exit())
  process.on('message', (order: PictureOrder) => {
    if (order.kind === 'object') give?.(order.bytes && Buffer.from(order.bytes))
    else
      make(order.stage, order.input, room, readObject).then(tell, (error: unknown) =>
        tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      )
  })
}

function tell(answer: PictureAnswer): void {
  process.send?.(answer)
}

function tryTo(work: () => void): void {
  try {
    work()
  } catch {
    // It goes without.
  }
}

async function make(stage: Stage, input: PictureInput, room: Room, readObject: ReadObject): Promise<PictureAnswer> {
  const bytes = 'bytes' in input ? Buffer.from(input.bytes) : bytesOf(input, room)
  if (!bytes) return { kind: 'changed' }
  return { kind: 'made', outcome: await runImage(bytes, stage, readObject) }
}

/** Gives room for the bytes of one picture, until it is asked for the next one. */
type Room = (size: number) => Buffer

/** Bytes of the largest room that is kept. */
const KEPT = 4 * 1024 * 1024

/** The same room for one picture after the other: getting it anew would be the dearer part of reading. */
function createRoom(): Room {
  let kept = Buffer.alloc(0)
  return size => {
    if (size > KEPT) return Buffer.allocUnsafeSlow(size)
    if (size > kept.length) kept = Buffer.allocUnsafeSlow(size)
    return kept.subarray(0, size)
  }
}

/** The bytes of a version, all at once: nobody else is kept waiting here. */
function bytesOf({ file, ino, mtimeMs, size }: FileVersion, room: Room): Buffer | undefined {
  const open = openFile(file)
  if (!open) return undefined
  const { descriptor, stats } = open
  try {
    const isSame = stats.ino === ino && stats.mtimeMs === mtimeMs && stats.size === size
    const bytes = isSame ? room(size) : undefined
    return bytes && readSync(descriptor, bytes) === size ? bytes : undefined
  } finally {
    closeSync(descriptor)
  }
}

const [, , most, width] = process.argv
start(Number(most), Number(width))
