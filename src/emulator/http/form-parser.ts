import type { EventEmitter } from 'node:events'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'

/** The type of a part that tells none. */
export const UNTYPED = 'untyped'

/**
 * The reader of a form. A part of this name is a file, whether it has the name of one or not. The package takes a part that tells no type for
 * text, and asks for modules of Node by require, so that it is bundled as a file of its own.
 */
export function createFormReader(headers: BusboyHeaders, fileField: string): Busboy {
  const isPartAFile = (field?: string, _type?: string, file?: string) => field === fileField || file !== undefined
  const form = new Busboy({ headers, isPartAFile })
  const { _parser: parser }: { _parser: FormParser } = Object(form)
  const write = parser.write.bind(parser)
  // What comes behind the last boundary in a piece of its own would never be taken.
  parser.write = (piece, done) => (parser.parser._finished ? done() : write(piece, done))
  parser.parser.prependListener('part', typeParts)
  return form
}

/** What the package keeps in its reader. */
interface FormParser {
  write(piece: Uint8Array, done: () => void): void
  readonly parser: EventEmitter & { readonly _finished: boolean }
}

function typeParts(part: EventEmitter): void {
  part.once('header', (headers: Record<string, readonly string[]>) => {
    headers['content-type'] ??= [UNTYPED]
  })
}
