import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { Io } from '../io.ts'

const INTERRUPTED: Localized = {
  en: 'Nothing more is sent; what is on its way is finished. Ctrl-C again ends it at once.',
  zh: '不再发送新任务，正在等待已发送的任务。再按一次 Ctrl-C 立即结束。',
}

/** The first Ctrl-C ends the submission, a second one the program. */
export function interruptFrom(io: Io, locale: Locale): { readonly signal: AbortSignal; readonly release: () => void } {
  if (io.signal) return { signal: io.signal, release: () => undefined }
  const controller = new AbortController()
  const abort = () => {
    io.stderr.write(`${INTERRUPTED[locale]}\n`)
    controller.abort()
  }
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  const release = () => {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
  return { signal: controller.signal, release }
}
