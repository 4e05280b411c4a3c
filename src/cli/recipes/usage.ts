import { fillMessage, type Locale, type Localized, type MessageData } from '../../language/diagnostic.ts'
import { UsageError } from '../io.ts'

/** The error of wrong usage, with the placeholders of its sentence filled in. */
export function usage(message: Localized, data: MessageData, locale: Locale): UsageError {
  return new UsageError(fillMessage(message, data, locale))
}
