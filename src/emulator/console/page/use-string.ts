import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { Address } from '../../../catalogue/address.ts'
import type { CompletionContext } from '../../../editing/completion.ts'
import { isEarly, type Writing } from '../../../editing/unfinished.ts'
import type { Diagnostic } from '../../../language/diagnostic.ts'
import { type LintResult, lintText } from '../../../lint/lint.ts'
import type { Facts, Trace } from '../../../trace/facts.ts'
import { trace } from '../../../trace/trace.ts'

/** What is known of the string in the box. */
export interface StringState {
  readonly linted: LintResult
  /** What is told of it while somebody writes. */
  readonly told: readonly Diagnostic[]
  /** Where its result would be saved. */
  readonly target: string
  readonly context: CompletionContext
  /** What each operation makes of the object; undefined while nothing is known of it. */
  readonly traced: Trace | undefined
  /** Told where somebody writes which text, and that nobody does any more. */
  onWriting(text: string, writing: Writing | undefined): void
}

/** A pause of this many milliseconds says that a whole word is the one meant. */
const PAUSE = 700

interface HeldString {
  readonly text: string
  readonly writing: Writing
}

/** What a string is written for. */
export interface StringSubject {
  /** What is known of the source; undefined while nothing is. */
  readonly facts: Facts | undefined
  readonly contentType: string | undefined
  /** Where the result would be saved. */
  readonly target: string
  readonly buckets: readonly string[]
  /** The address that the string stands in, where it is known. */
  readonly address?: Address | undefined
}

/** Lints and traces a string for an object, as it would be sent. */
export function useString(text: string, subject: StringSubject, locale: Locale): StringState {
  const { facts, contentType, target, buckets, address } = subject
  const linted = useMemo(() => lintAsSent(text, locale, facts, address), [text, locale, facts, address])
  const traced = useMemo(() => facts && trace(text, facts, { locale }), [text, locale, facts])
  const context = useMemo(() => ({ locale, buckets, contentType, target }), [locale, buckets, contentType, target])
  const [held, setHeld] = useState<HeldString>()
  useEffect(() => {
    if (!held?.writing.isWhole) return undefined
    const timer = setTimeout(() => setHeld(undefined), PAUSE)
    return () => clearTimeout(timer)
  }, [held])
  const { diagnostics } = linted
  const told = held?.text === text ? diagnostics.filter(one => !isEarly(one, held.writing)) : diagnostics
  const onWriting = (written: string, writing: Writing | undefined) => setHeld(writing && { text: written, writing })
  return { linted, told, target, context, traced, onWriting }
}

/** A string is sent by the way that it was taken to go, so that a result without a place to be saved is lost for certain. */
function lintAsSent(text: string, locale: Locale, facts: Facts | undefined, address: Address | undefined): LintResult {
  const { via } = lintText(text, { locale })
  return lintText(text, { locale, via, ...(facts && { facts }), ...(address && { address }) })
}
