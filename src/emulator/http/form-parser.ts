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
  const parts: EventEmitter = Object(form)._parser.parser
  parts.prependListener('part', typeParts)
  return form
}

function typeParts(part: EventEmitter): void {
  part.once('header', (headers: Record<string, readonly string[]>) => {
    headers['content-type'] ??= [UNTYPED]
  })
}
