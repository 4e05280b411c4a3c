import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { linesOf } from '../files/lines.ts'
import { fileError } from '../files/problem.ts'
import { openLine, sealBytes, sealLine } from '../files/sealed-line.ts'
import { problem, type RequestError } from '../request/problem.ts'
import type { ListAddress } from './list.ts'
import type { ListedObject } from './list-page.ts'

/**
 * Listings as they came, page by page: what is asked for again comes from here and is the same, and what was interrupted goes on behind
 * its last page.
 */
export interface ListingFile {
  /** The pages of a listing; those that are not here yet come from `rest`, which lists what follows an object. */
  pages(
    address: ListAddress,
    rest: (after: string) => AsyncIterable<readonly ListedObject[]>,
  ): AsyncGenerator<readonly ListedObject[]>
  close(): void
}

const HEAD = sealLine({ type: 'listing', version: 1 })

/** Opens a file of listings, or makes it; without a name one that is gone when the program ends. Throws a RequestError. */
export function openListings(name?: string): ListingFile {
  const file = name ?? join(tmpdir(), `oss-process-list-${process.pid}-${Math.random().toString(36).slice(2)}`)
  const descriptor = open(file, name === undefined)
  let end = mend(descriptor, file)
  const append = (bytes: Buffer) => {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, end + at)
      end += bytes.length
    } catch (error) {
      throw fileError(error, file)
    }
  }
  if (end === 0) append(Buffer.from(HEAD))
  return {
    pages: async function* (address, rest) {
      const list = `oss://${address.bucket}/${address.prefix}`
      let after = ''
      for (const { line } of linesOf(descriptor)) {
        const page = readPage(line)
        if (page?.list !== list) continue
        if (page.isLast) return
        after = page.objects.at(-1)?.key ?? after
        yield page.objects
      }
      for await (const objects of rest(after)) {
        append(sealBytes([list, objects.map(toRow)]))
        yield objects
      }
      append(sealBytes([list]))
    },
    close: () => closeSync(descriptor),
  }
}

function open(file: string, isNameless: boolean): number {
  try {
    const descriptor = openSync(file, isNameless ? 'wx+' : existing(file), 0o600)
    if (isNameless) rmSync(file)
    return descriptor
  } catch (error) {
    throw fileError(error, file)
  }
}

/** Reading and writing, of what is there. */
function existing(file: string): string {
  closeSync(openSync(file, 'a', 0o600))
  return 'r+'
}

/** Cuts off what a crash has torn; the result is where the last whole line ends. */
function mend(descriptor: number, file: string): number {
  let end = 0
  for (const { line, next, isEnded } of linesOf(descriptor)) {
    const value = openLine(line)
    const isRight = end === 0 ? `${line}\n` === HEAD : value !== undefined
    if (end === 0 && !isRight && (isEnded || !HEAD.startsWith(line))) throw noListing(file)
    if (!isEnded || !isRight) break
    end = next
  }
  ftruncateSync(descriptor, end)
  return end
}

interface ListingPage {
  readonly list: string
  readonly objects: readonly ListedObject[]
  readonly isLast: boolean
}

function toRow({ key, size, lastModified, storageClass, etag }: ListedObject): readonly string[] {
  return [key, size, lastModified, storageClass, etag]
}

function readPage(line: string): ListingPage | undefined {
  const value = openLine(line)
  if (!Array.isArray(value)) return undefined
  const [list, rows]: unknown[] = value
  if (typeof list !== 'string') return undefined
  return Array.isArray(rows) ? { list, objects: rows.map(fromRow), isLast: false } : { list, objects: [], isLast: true }
}

/** The checksum holds, so that the shape need not be looked at further. */
function fromRow(row: unknown): ListedObject {
  const [key, size, lastModified, storageClass, etag] = Array.isArray(row) ? row.map(String) : []
  return {
    key: key ?? '',
    size: size ?? '',
    lastModified: lastModified ?? '',
    storageClass: storageClass ?? '',
    etag: etag ?? '',
  }
}

const NO_LISTING: Localized = {
  en: '"{file}" is not a file of listings; name another one with --listing.',
  zh: '"{file}" 不是列表文件；请用 --listing 指定其他文件。',
}

function noListing(file: string): RequestError {
  return problem('listing-form', NO_LISTING, { file })
}
