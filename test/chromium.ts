import { type Browser, chromium, type Page } from 'playwright-core'

/** Where the browser is. */
export const CHROMIUM: string = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A browser without a window that asks for nothing by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...QUIET] })
}

/** What went wrong in a page. */
export interface Watched {
  readonly faults: string[]
  /** The addresses that were asked for. */
  readonly loaded: string[]
}

/** Notes what a page asks for, errors and warnings, and whatever is asked for elsewhere than below an address. */
export function watchPage(page: Page, base: string): Watched {
  const faults: string[] = []
  const loaded: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('request', request => {
    loaded.push(request.url())
    if (!request.url().startsWith(base) && !/^(?:data|blob):/.test(request.url()))
      faults.push(`A request went to ${request.url()}.`)
  })
  return { faults, loaded }
}
