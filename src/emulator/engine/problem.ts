import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { fillInBoth, type MessageData } from '../../language/diagnostic.ts'
import { shorten } from '../../language/shorten.ts'
import { type RemarkId, remarks } from '../../trace/remarks.ts'

/** Why an engine refuses or fails, in the terms of an OSS error answer. */
export interface Problem {
  /** The error code, `InvalidArgument`. */
  readonly code: string
  readonly httpStatus: number
  readonly message: Localized
  /** The EC number, where it is documented. */
  readonly ec?: string
  /** Headers that clients look for beside the document. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A result, or the problem that stood in the way. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** Carries a problem up to the border of the engine, where `toOutcome` turns it into data. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message.en)
    this.name = 'Refusal'
    this.problem = problem
  }
}

/** Characters of a text that a refusal repeats: more than what is wrong needs, and than people read. */
const SHOWN = 256

/** Makes a refusal; placeholders of the message are filled from `data`, long texts from their beginning. */
export function refuse(
  code: string,
  httpStatus: number,
  message: Localized,
  data: MessageData = {},
  ec?: string,
): Refusal {
  const entries = Object.entries(data).map(([name, text]) => [name, shown(text)] as const)
  const told = Object.fromEntries(entries)
  return new Refusal({ code, httpStatus, message: fillInBoth(message, told), ...(ec && { ec }) })
}

const shown = (text: MessageData[string]) => (typeof text === 'string' ? shorten(text, SHOWN) : text)

/** Something that OSS does and this engine does not. */
export function notImplemented(message: Localized, data: MessageData = {}): Refusal {
  return refuse('NotImplemented', 501, message, data)
}

/** Runs work and returns its refusals as data. Errors of other kinds are faults of the program and pass through. */
export async function toOutcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem }
    throw error
  }
}

/** A refusal in the words of the trace, which foresees it. */
export function refuseRemark(code: string, id: RemarkId, data: MessageData): Refusal {
  const { message, serverCode } = remarks[id]
  return refuse(code, 400, message, data, serverCode)
}
