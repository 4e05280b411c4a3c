import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { countFrames } from '../../../src/emulator/console/page/frames.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { encodeBase64Url } from '../../../src/language/base64url.ts'

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

const CLIP = path.join(import.meta.dirname, '../../fixtures/media/numbered-2s.mp4')
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const target = (name: string) => `|sys/saveas,b_${encodeBase64Url('media')},o_${encodeBase64Url(name)}`
const stringTo = (name: string) => `video/animation,f_gif,w_16,inter_1000${target(name)}`

/** Milliseconds for a step; the machine may have other work. */
const PATIENCE = 60_000

/** A page of the console, with what went wrong in it. */
interface Visit {
  readonly page: Page
  readonly oss: LocalOss
  readonly faults: string[]
}

async function visit(browser: Browser, oss: LocalOss, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('request', request => {
    if (!request.url().startsWith(`${oss.endpoint}/_console/`) && !/^(?:data|blob):/.test(request.url())) {
      faults.push(`A request went to ${request.url()}.`)
    }
  })
  await page.goto(`${oss.endpoint}/_console/`)
  await page.locator('.connection.live').waitFor()
  return { page, oss, faults }
}

/** The animation beside its source: as wide as it was asked for, and with more than one frame. */
async function checkAnimation({ page, oss }: Visit, name: string, width: number): Promise<void> {
  await page.locator('.result img').waitFor()
  await page.locator('.task .state.Succeeded').first().waitFor()
  const decoded = `(picture => picture.decode().then(() => picture.naturalWidth))(document.querySelector('.result img'))`
  assert.equal(await page.evaluate<number>(decoded), width)
  const { file } = await oss.store.getObject('media', name)
  const frames = countFrames(await readFile(file)) ?? 0
  assert.ok(frames > 1, `The animation has ${frames} frames.`)
  await page.locator('.result dd', { hasText: new RegExp(`^${frames}$`) }).waitFor()
}

const stringBox = (page: Page) => page.locator('#process')
const messageOf = (page: Page) => page.locator('.finding p').first().textContent()
const BACKGROUND = 'getComputedStyle(document.documentElement).backgroundColor'

/** With the mouse: choose, write, see the finding, mend, run, see the animation; language and theme. */
async function byMouse(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  const here = await visit(browser, oss, { colorScheme: 'light' })
  const { page } = here
  await page.locator('.row', { hasText: 'two.mp4' }).click()
  await page.locator('video').waitFor()
  await page.locator('dd', { hasText: '2.0 s' }).waitFor()
  await stringBox(page).pressSequentially(stringTo('mouse.gif'))
  assert.equal(await messageOf(page), 'w is 16, but video/animation takes an integer from 32 to 4096.')
  assert.equal(await page.locator('.mirror .wavy-error').textContent(), '16')
  await page.locator('.language').click()
  assert.equal(await messageOf(page), 'w 为 16，但 video/animation 要求：32 到 4096 的整数。')
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN')
  await page.locator('.language').click()
  const light = await page.evaluate<string>(BACKGROUND)
  await page.locator('.theme').selectOption('dark')
  await page.waitForFunction(`${BACKGROUND} !== ${JSON.stringify(light)}`)
  await page.getByRole('button', { name: 'Write "32"' }).click()
  assert.equal(await stringBox(page).inputValue(), stringTo('mouse.gif').replace('w_16', 'w_32'))
  assert.equal(await page.locator('.finding').count(), 0)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await checkAnimation(here, 'mouse.gif', 32)
  await checkNames(page)
  await page.reload()
  assert.equal(await page.locator('.theme').inputValue(), 'dark')
  await page.getByRole('heading', { name: 'two.mp4' }).waitFor()
  return here.faults
}

/** Every control has a name. */
async function checkNames(page: Page): Promise<void> {
  const nameless = `[...document.querySelectorAll('button, input, select, textarea, a, progress, img, video')]
    .filter(one => !one.hasAttribute('alt') && !one.ariaLabel && !one.labels?.length && !one.textContent.trim())
    .map(one => one.outerHTML)`
  assert.deepEqual(await page.evaluate(nameless), [])
}

/** Presses Tab until what has the focus matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  assert.fail(`The focus does not come to "${selector}" by Tab.`)
}

/** The same without a mouse, with completion. */
async function byKeyboard(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  const here = await visit(browser, oss)
  const { page } = here
  const { keyboard } = page
  await tabTo(page, '.language')
  await keyboard.press('Enter')
  await page.getByText('任务').first().waitFor()
  await keyboard.press('Enter')
  await keyboard.press('Shift+Tab')
  await keyboard.press('d')
  await page.waitForFunction('document.documentElement.dataset.theme === "dark"')
  await tabTo(page, '.row')
  assert.match((await page.locator('.row:focus').textContent()) ?? '', /two\.mp4/)
  await keyboard.press('Enter')
  await tabTo(page, '#process')
  for (const key of ['v', 'Tab', 'a', 'n', 'Enter', 'Enter', 'ArrowDown', 'ArrowUp', 'Enter']) await keyboard.press(key)
  assert.equal(await stringBox(page).inputValue(), 'video/animation,f_gif')
  await keyboard.type(`,w_16,inter_1000${target('keyboard.gif')}`)
  await page.locator('.wavy-error').waitFor()
  await keyboard.press('Escape')
  await keyboard.press('Control+.')
  await page.locator('.count.ok').waitFor()
  await keyboard.press('Control+Enter')
  await checkAnimation(here, 'keyboard.gif', 32)
  await tabTo(page, '.run')
  return here.faults
}

/** A picture: the result at once, and the examples. */
async function withPicture(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  const { page, faults } = await visit(browser, oss, { viewport: { width: 400, height: 800 } })
  await page.locator('.row', { hasText: 'dot.png' }).click()
  await page.locator('.examples button').first().click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.result img').waitFor()
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate<number>(overflow), 0, 'The page is wider than 400 px.')
  return faults
}

const DROP = `(() => {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['hello'], 'dropped.txt', { type: 'text/plain' }))
  for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
})()`

/** From nothing: a bucket, a file that is dropped, one that is chosen. */
async function fromNothing(browser: Browser): Promise<readonly string[]> {
  await using oss = await startLocalOss()
  const { page, faults } = await visit(browser, oss)
  await page.getByRole('textbox', { name: 'Name of the new bucket' }).fill('first')
  await page.keyboard.press('Enter')
  await page.locator('main', { hasText: 'This bucket is empty' }).waitFor()
  await page.evaluate(DROP)
  await page.locator('.row', { hasText: 'dropped.txt' }).waitFor()
  assert.equal((await oss.store.getObject('first', 'dropped.txt')).size, 5)
  const file = { name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(PICTURE, 'base64') }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.locator('.row[aria-current=true]', { hasText: 'dot.png' }).waitFor()
  await page.close()
  return faults
}

/** At the IPv6 address of this machine, where it has one. */
async function atIpv6(browser: Browser): Promise<readonly string[]> {
  if (!Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'))) return []
  await using oss = await startLocalOss({ buckets: ['media'], host: '::1' })
  const { page, faults } = await visit(browser, oss)
  await page.locator('main', { hasText: 'This bucket is empty' }).waitFor()
  await page.close()
  return faults
}

async function main(): Promise<void> {
  await using oss = await startLocalOss({ buckets: ['media'] })
  await oss.store.putObject('media', 'clips/two.mp4', await readFile(CLIP))
  await oss.store.putObject('media', 'dot.png', Buffer.from(PICTURE, 'base64'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...QUIET] })
  try {
    for (const story of [byMouse, byKeyboard, withPicture, fromNothing, atIpv6]) {
      assert.deepEqual(await story(browser, oss), [], `${story.name}: the browser complained.`)
      console.log(`ok ${story.name}`)
    }
  } finally {
    await browser.close()
  }
}

if (existsSync(CHROMIUM)) await main()
else console.log(`skipped: the console in Chromium (there is no ${CHROMIUM}; CHROMIUM_PATH names another one)`)
