import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
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
  // A closed terminal ends the work as Ctrl-C does: what is on its way is finished and recorded.
  for (const name of SIGNALS) process.once(name, abort)
  const release = () => {
    for (const name of SIGNALS) process.off(name, abort)
  }
  return { signal: controller.signal, release }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
