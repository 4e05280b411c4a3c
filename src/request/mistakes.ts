import type { Localized } from '../../grammar/catalogue/localized.ts'
import { percentDecode } from '../language/url.ts'
import { type MistakeId, mistakeTexts } from './mistake-texts.ts'
import { findNearMistake } from './near-mistakes.ts'
import { fill } from './problem.ts'
import type { Received } from './received.ts'
import { type SigningInput, sameSignature } from './signature.ts'
import type { Model, SigningPart, Variant } from './variants.ts'
import { modelV1 } from './variants-v1.ts'
import { modelV4 } from './variants-v4.ts'

/** Something a sender did otherwise: with it the signature fits. */
export interface Mistake {
  readonly id: MistakeId
  readonly text: Localized
  /** Which part of the text to sign differs, or the signature as it is sent. */
  readonly part: SigningPart | 'signature' | 'url' | 'canonicalRequest' | 'stringToSign'
  /** The part as OSS computes it, and as the sender must have had it; both empty for the secret. */
  readonly expected: string
  readonly signed: string
}

function mistakeOf({ parts }: Model, { id, part, value, name = '' }: Variant): Mistake {
  const text = fill(mistakeTexts[id], { name })
  return part === 'secret'
    ? { id, part, text, expected: '', signed: '' }
    : { id, part, text, expected: parts[part], signed: value }
}

/** Signs of a signature that show whose it is. */
const ENOUGH = 4

/** What happened to a signature that is right but for how it stands there. */
function damageOf(given: string, right: string): MistakeId | undefined {
  if (given === right) return undefined
  if ([given.replaceAll(' ', '+'), percentDecode(given)].includes(right)) return 'signature-not-encoded'
  if (given.toLowerCase() === right.toLowerCase()) return 'signature-case'
  if (given.startsWith(right)) return 'signature-continued'
  // A cut may go through an escape, which leaves all escapes as they are.
  const beginning = percentDecode(given.replace(/%[\da-f]?$/i, ''))
  return beginning.length >= ENOUGH && right.startsWith(beginning) ? 'signature-cut' : undefined
}

/**
 * Finds the one or two usual mistakes that explain a signature that does not fit; none when they do not. A thorough search then looks for
 * one sign or a date that was changed.
 */
export function findMistakes(input: SigningInput, received: Received, given: string, isThorough = false): Mistake[] {
  const model = input.version === 'v4' ? modelV4(input, received) : modelV1(input, received)
  const right = model.sign(model.parts)
  const id = damageOf(given, right)
  // As OSS reads it, and as it was before.
  if (id) return [{ id, part: 'signature', text: mistakeTexts[id], expected: given, signed: right }]
  const variants = model.variants.filter(({ part, value }) => value !== model.parts[part])
  const fits = (...chosen: Variant[]) => {
    const changes = Object.fromEntries(chosen.map(({ part, value }) => [part, value]))
    return sameSignature(model.sign({ ...model.parts, ...changes }), given)
  }
  const single = variants.find(variant => fits(variant))
  if (single) return [mistakeOf(model, single)]
  for (const [index, first] of variants.entries()) {
    const second = variants.slice(index + 1).find(other => other.part !== first.part && fits(first, other))
    if (second) return [mistakeOf(model, first), mistakeOf(model, second)]
  }
  // All signatures of a version are of one length: no change explains another.
  const mayFit = right.length === given.length
  const near = isThorough && mayFit ? findNearMistake(input, received, model, given) : undefined
  return near ? [mistakeOf(model, near)] : []
}
