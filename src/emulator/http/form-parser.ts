import type { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'

/** The type of a part that tells none. */
export const UNTYPED = 'untyped'

/**
 * The reader of a form. A part of this name is a file, whether it has the name of one or not. The package takes a part that tells no type for
 * text, waits for ever where the headers of a part have no end, throws at some, and asks for modules of Node by require, so that it is bundled
 * as a file of its own.
 */
export function createFormReader(headers: BusboyHeaders, fileField: string): Busboy {
  const isPartAFile = (field?: string, _type?: string, file?: string) => field === fileField || file !== undefined
  const form = new Busboy({ headers, isPartAFile })
  const { _parser: parser }: { _parser: FormParser } = Object(form)
  const write = parser.write.bind(parser)
  const refuse = () => form.emit('error', new Error('A part has headers that cannot be read'))
  // Who reads the form hears of the first one.
  form.on('error', () => undefined)
  parser.write = (piece, done) => {
    // What comes behind the last boundary in a piece of its own would never be taken.
    if (parser.parser._finished) return done()
    try {
      write(piece, done)
    } catch {
      refuse()
    }
  }
  parser.parser.prependListener('part', part => checkHeaders(part, refuse))
  return form
}

/** What the package keeps in its reader. */
interface FormParser {
  write(piece: Uint8Array, done: () => void): void
  readonly parser: EventEmitter & { readonly _finished: boolean }
}

/** Gives a part a type, and tells where it ends within its headers, so that its end, for which the package waits, would never come. */
function checkHeaders(part: Readable, refuse: () => void): void {
  let isRead = false
  part.once('header', (headers: Record<string, readonly string[]>) => {
    isRead = true
    headers['content-type'] ??= [UNTYPED]
  })
  const push = part.push.bind(part)
  part.push = (piece, encoding) => {
    if (piece === null && !isRead && part.listenerCount('end') > 0) refuse()
    return push(piece, encoding)
  }
}
