import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage, type MessageData } from '../../language/diagnostic.ts'

/** The error of wrong usage, with the placeholders of its sentence filled in. */
export function usage(message: Localized, data: MessageData, locale: Locale): UsageError {
  return new UsageError(fillMessage(message, data, locale))
}
