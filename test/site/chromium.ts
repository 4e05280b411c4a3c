import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { buildSite } from '../../src/site/build.ts'
import { CHROMIUM, launchChromium, type Watched, watchPage } from '../chromium.ts'

const AXE = path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js')
const CLIP = path.join(import.meta.dirname, '../fixtures/media/numbered-2s.mp4')

/** The stories to run, where not all of them are wanted. */
const WANTED = process.argv.slice(2)

/** Milliseconds for a step; the machine may have other work. */
const PATIENCE = 30_000

/** The site behind an address that has folders before it. */
interface Site {
  readonly browser: Browser
  /** Ends with a slash. */
  readonly address: string
  readonly folder: string
}

/** A page of the site, with what went wrong in it. */
interface Visit extends Watched {
  readonly page: Page
}

async function visit(
  site: Site,
  name: string,
  options: BrowserContextOptions = {},
  base = site.address,
): Promise<Visit> {
  const context = await site.browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const watched = watchPage(page, base)
  await page.goto(`${base}${name}`)
  return { page, ...watched }
}

const stringBox = (page: Page) => page.locator('#process')
const messageOf = (page: Page) => page.locator('.finding p').first().textContent()
const panel = (page: Page, title: string) => page.locator('.panel', { has: page.getByRole('heading', { name: title }) })

/** Presses Tab until what has the focus matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  assert.fail(`The focus does not come to "${selector}" by Tab.`)
}

/** Everything by keyboard: completion, fixes, panels, examples, the three modes, the other language. */
async function byKeyboard(site: Site): Promise<readonly string[]> {
  const { page, faults } = await visit(site, 'playground.html')
  const { keyboard } = page
  await stringBox(page).waitFor()
  await keyboard.press('Tab')
  assert.equal(await page.evaluate<string>('document.activeElement.textContent'), 'Skip to the text')
  await keyboard.press('Enter')
  await tabTo(page, '#process')
  assert.equal(await messageOf(page), 'q is 800, but image/quality takes an integer from 1 to 100.')
  await keyboard.press('Control+.')
  await page.locator('.count.ok').waitFor()
  await keyboard.press('Control+A')
  for (const key of ['i', 'm', 'a', 'Tab', 'r', 'e', 's', 'Enter', 'w', 'Enter']) await keyboard.press(key)
  await keyboard.type('300,m_fill,h_200')
  await keyboard.press('Escape')
  assert.equal(await stringBox(page).inputValue(), 'image/resize,w_300,m_fill,h_200')
  await page.locator('.steps', { hasText: '300 × 200, jpg' }).waitFor()
  await keyboard.press('Control+Enter')
  assert.equal(await stringBox(page).inputValue(), 'image/resize,m_fill,w_300,h_200')
  await tabTo(page, '#source')
  await keyboard.press('Control+A')
  await keyboard.type('600x600,pngg')
  await page.locator('.field-problem', { hasText: '"pngg" is not a fact of a source' }).waitFor()
  await keyboard.press('Backspace')
  await page.locator('.steps', { hasText: '300 × 200, png' }).waitFor()
  for (const title of ['Request, unsigned', 'As a recipe', 'Syntax tree']) {
    await tabTo(page, 'summary')
    while (!(await panel(page, title).locator('summary:focus').count())) await tabTo(page, 'summary')
    await keyboard.press('Enter')
    await panel(page, title).locator('.panel-body').waitFor()
  }
  await panel(page, 'Request').locator('pre', { hasText: '?x-oss-process=image/resize,m_fill,w_300,h_200' }).waitFor()
  await panel(page, 'As a recipe').locator('pre', { hasText: 'mode: fill' }).waitFor()
  await panel(page, 'Syntax tree').locator('li', { hasText: 'operation' }).first().waitFor()
  await page.locator('.skip').focus()
  await tabTo(page, 'input[type=radio]')
  await keyboard.press('ArrowRight')
  await page.locator('#found-title', { hasText: '6 strings found' }).waitFor()
  await keyboard.press('ArrowRight')
  await page.locator('.finding', { hasText: 'Line 2, column' }).first().waitFor()
  await page.locator('.finding', { hasText: 'w is 0, but image/resize takes an integer from 1 to 16384.' }).waitFor()
  await page.locator('.skip').focus()
  await tabTo(page, '#example')
  await keyboard.press('A')
  await tabTo(page, '#process')
  await page.locator('.skip').focus()
  await tabTo(page, 'select.theme')
  await keyboard.press('d')
  await page.waitForFunction('document.documentElement.dataset.theme === "dark"')
  await tabTo(page, 'a.language')
  await keyboard.press('Enter')
  await page.waitForURL(/\/zh\/playground\.html#/)
  await page.getByRole('heading', { name: '在线试用' }).waitFor()
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark')
  return faults
}

/** What is shown stands in the address, and comes from it; a URL that is pasted is taken apart. */
async function inTheAddress(site: Site): Promise<readonly string[]> {
  const { page, faults } = await visit(site, 'playground.html#text=image%2Fresize%2Cw_0&source=10x10%2Cgif')
  assert.equal(await messageOf(page), 'w is 0, but image/resize takes an integer from 1 to 16384.')
  assert.equal(await page.locator('#source').inputValue(), '10x10,gif')
  await stringBox(page).fill('https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image%2Frotate%2C90')
  await page.waitForFunction("document.querySelector('#process').value === 'image/rotate,90'")
  await page.waitForFunction("location.hash.includes('object=https')")
  await page.reload()
  assert.equal(await stringBox(page).inputValue(), 'image/rotate,90')
  await panel(page, 'Request').locator('summary').click()
  assert.equal(await page.locator('#object').inputValue(), 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg')
  await page.evaluate(
    "location.hash = '#mode=file&text=u+%3D+b+%2B+%22%3Fx-oss-process%3Dimage%2Fresize%2Cw_1%2C%2Ch_2%22&file=a.py'",
  )
  await page.getByRole('button', { name: 'Apply all safe fixes' }).click()
  assert.equal(await page.locator('#host').inputValue(), 'u = b + "?x-oss-process=image/resize,w_1,h_2"')
  await page.getByRole('button', { name: 'Look at this one' }).click()
  assert.equal(await stringBox(page).inputValue(), 'image/resize,w_1,h_2')
  return faults
}

/** Once the page is there it needs no network; pictures and clips are read in it. */
async function withoutNetwork(site: Site): Promise<readonly string[]> {
  const { page, faults, loaded } = await visit(site, 'playground.html')
  await page.waitForFunction('document.querySelector(\'script[src$="recipes.js"]\')')
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  const before = loaded.length
  await page.locator('#example').selectOption('matrix')
  await page.locator('#found-title', { hasText: '6 strings found' }).waitFor()
  await page.locator('#example').selectOption('animation')
  await page.locator('dd', { hasText: 'MediaAnimation: 120' }).waitFor()
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await choose('a photo.jpg', picture)
  await page.locator('.notice', { hasText: 'a photo.jpg: 40x30,jpg,orientation6,' }).waitFor()
  assert.equal(await page.locator('#source').inputValue(), `40x30,jpg,orientation6,${picture.length}B`)
  await choose('two.mp4', await readFile(CLIP))
  await page.waitForFunction(
    "/^\\d+x\\d+,mp4,2(?:\\.\\d+)?s,\\d+B$|^mp4,\\d+B$/.test(document.querySelector('#source').value)",
  )
  await choose(
    'page.html',
    Buffer.from('<img src="https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0">'),
  )
  await page.locator('.finding', { hasText: 'w is 0' }).waitFor()
  assert.equal(await page.locator('#file').inputValue(), 'page.html')
  assert.deepEqual(
    loaded.slice(before).filter(url => !url.startsWith('blob:')),
    [],
  )
  return faults
}

/** The site opened from the disk. */
async function fromTheDisk(site: Site): Promise<readonly string[]> {
  const base = pathToFileURL(`${site.folder}/`).href
  const { page, faults } = await visit(site, 'zh/rules/parameter-range.html', {}, base)
  await page.getByRole('link', { name: '试一试' }).nth(1).click()
  assert.equal(await messageOf(page), 'image/resize 中 w 的值为 0，应为 1～16384 的整数。')
  await page.locator('#example').selectOption('matrix')
  await page.locator('#found-title', { hasText: '找到 6 个字符串' }).waitFor()
  await search(page, '水印')
  return faults
}

/** Finds a page by words and goes there. */
async function search(page: Page, words: string): Promise<void> {
  await page.locator('#site-search').fill(words)
  const [first] = [page.locator('.found-pages a').first()]
  await first.waitFor()
  await first.focus()
  await page.keyboard.press('Enter')
  await page.locator('h1').waitFor()
}

/** Search, with a result that is gone to, one that is closed, and none. */
async function searching(site: Site): Promise<readonly string[]> {
  const { page, faults } = await visit(site, 'guide/lint.html')
  await search(page, '0040-00000312')
  assert.match(page.url(), /\/some\/where\//)
  await page.locator('#site-search').fill('qqzzqq')
  await page.locator('.found-pages', { hasText: 'Nothing found' }).waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.found-pages').isHidden(), true)
  return faults
}

const PAGES = [
  'index.html',
  'guide/lint.html',
  'rules/index.html',
  'rules/base64.html',
  'operations/video.html',
].concat(
  ...['recipe-reference.html', 'ec-numbers.html', 'api/index.html', 'language.html', 'playground.html'],
  ...[
    'playground.html#mode=recipe&text=version%3A%201',
    'playground.html#mode=file&text=%3Fx-oss-process%3Dimage%2Fresize%2Cw_0',
  ],
)

/** axe-core finds nothing, in both languages, light and dark, wide and narrow; nothing is wider than a phone. */
async function accessible(site: Site): Promise<readonly string[]> {
  const ways: readonly BrowserContextOptions[] = [
    { colorScheme: 'light', viewport: { width: 1280, height: 860 } },
    { colorScheme: 'dark', viewport: { width: 375, height: 800 } },
  ]
  const faults: string[] = []
  for (const [index, options] of ways.entries()) {
    for (const name of PAGES) {
      const { page, faults: own } = await visit(site, index === 0 ? name : `zh/${name}`, options)
      await page.locator('h1').waitFor()
      const closed = page.locator('.panel:not([open]) summary')
      while (await closed.count()) await closed.first().click()
      faults.push(...own, ...(await violations(page)).map(text => `${name}: ${text}`))
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      assert.equal(await page.evaluate<number>(overflow), 0, `${name} is wider than its window.`)
      await page.context().close()
    }
  }
  return faults
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE })
  return page.evaluate<readonly string[]>(
    'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" ")}`))',
  )
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** Serves a folder below `/some/where/`. */
async function serve(folder: string): Promise<{ readonly address: string; close(): void }> {
  const server = createServer((request, response) => {
    const [name = ''] = (request.url ?? '').split('?')
    const file = path.join(folder, decodeURIComponent(name).replace(/^\/some\/where\//, ''))
    readFile(file).then(
      bytes => response.setHeader('Content-Type', TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  return { address: `http://127.0.0.1:${port}/some/where/`, close: () => server.close() }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-site-'))
  try {
    assert.deepEqual(await buildSite(folder), [], 'Links are broken.')
    console.log('ok links')
    if (existsSync(CHROMIUM)) await inChromium(folder)
    else console.log(`skipped: the site in Chromium (there is no ${CHROMIUM}; CHROMIUM_PATH names another one)`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function inChromium(folder: string): Promise<void> {
  const { address, close } = await serve(folder)
  const browser = await launchChromium()
  try {
    const stories = [byKeyboard, inTheAddress, withoutNetwork, fromTheDisk, searching, accessible]
    for (const story of stories.filter(({ name }) => WANTED.length === 0 || WANTED.includes(name))) {
      assert.deepEqual(await story({ browser, address, folder }), [], `${story.name}: something is wrong.`)
      console.log(`ok ${story.name}`)
    }
  } finally {
    await browser.close()
    close()
  }
}

await main()
