import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { countFrames } from '../../../src/emulator/console/page/frames.ts'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { CHROMIUM, launchChromium, type Watched, watchPage } from '../../chromium.ts'

const CLIP = path.join(import.meta.dirname, '../../fixtures/media/numbered-2s.mp4')
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const target = (name: string) => `|sys/saveas,b_${encodeBase64Url('media')},o_${encodeBase64Url(name)}`
const stringTo = (name: string) => `video/animation,f_gif,w_16,inter_1000${target(name)}`

/** Milliseconds for a step; the machine may have other work. */
const PATIENCE = 60_000

/** A page of the console, with what went wrong in it. */
interface Visit extends Watched {
  readonly page: Page
  readonly oss: LocalOss
}

const TWO = '?bucket=media&key=clips%2Ftwo.mp4'

async function visit(browser: Browser, oss: LocalOss, options: BrowserContextOptions = {}, query = ''): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const watched = watchPage(page, `${oss.endpoint}/_console/`)
  await page.goto(`${oss.endpoint}/_console/${query}`)
  await page.locator('.connection.live').waitFor()
  return { page, oss, ...watched }
}

/** What came of the string can be seen without scrolling. */
async function checkInView(page: Page): Promise<void> {
  const box = await page.locator('.result > :nth-child(2)').boundingBox()
  const height = page.viewportSize()?.height ?? 0
  assert.ok(box && box.y >= 0 && box.y < height / 2, `The result begins at ${box?.y} of ${height} px.`)
}

const open = async (page: Page, folder: string, name: string): Promise<void> => {
  await page.locator('.row', { hasText: folder }).click()
  await page.locator('.row', { hasText: name }).click()
}

/** The animation beside its source: as wide as it was asked for, and with more than one frame. */
async function checkAnimation({ page, oss }: Visit, name: string, width: number): Promise<void> {
  await page.locator('.result img').waitFor()
  await page.locator('.task .state.Succeeded').first().waitFor()
  await checkInView(page)
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
  await open(page, 'clips/', 'two.mp4')
  await page.locator('video').waitFor()
  await page.locator('dd', { hasText: '2.0 s' }).waitFor()
  await stringBox(page).pressSequentially(stringTo('mouse.gif'))
  assert.equal(await messageOf(page), 'w is 16, but video/animation takes an integer from 32 to 4096.')
  assert.equal(await page.locator('.mirror .wavy-error').textContent(), '16')
  await page.locator('.language').click()
  assert.equal(await messageOf(page), 'video/animation 中 w 的值为 16，应为 32～4096 的整数。')
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
  assert.ok(await page.evaluate<boolean>("document.activeElement.matches('.run')"), 'Run keeps the focus.')
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
  assert.match((await page.locator('.row:focus').textContent()) ?? '', /clips\//)
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowRight')
  await page.locator('.path', { hasText: 'clips/' }).waitFor()
  await page.locator('.row:focus').waitFor()
  await keyboard.press('End')
  assert.match((await page.locator('.row:focus').textContent()) ?? '', /two\.mp4/)
  await keyboard.press('Enter')
  await page.locator('video').waitFor()
  await keyboard.press('Tab')
  assert.equal(await page.evaluate<boolean>("document.activeElement.matches('.row')"), false, 'The list is one stop.')
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

const REFUSED_WITHOUT = 'video/animation,f_gif,w_32,inter_500'

/** A string without saveas: an error once it is written, told again by Run, and mended by one click. */
async function withoutSaveas(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  const { page, faults } = await visit(browser, oss, { viewport: { width: 1280, height: 860 } }, TWO)
  await page.clock.install()
  await page.locator('video').waitFor()
  await stringBox(page).pressSequentially('video/animation,')
  await page.locator('.options').waitFor()
  await page.locator('.count.held').waitFor()
  assert.equal(await page.locator('.finding, .mirror [class*=wavy]').count(), 0)
  await checkListHidesNothing(page)
  await page.keyboard.press('Escape')
  await page.locator('.finding.error').first().waitFor()
  assert.deepEqual(await page.locator('.finding .severity').allTextContents(), [
    ...['error', 'error', 'warning', 'info'],
  ])
  await stringBox(page).fill('')
  await stringBox(page).pressSequentially(REFUSED_WITHOUT)
  assert.equal(await page.locator('.finding').count(), 0)
  await page.clock.runFor(1000)
  await page.getByRole('button', { name: 'Append |sys/saveas,o_(results/two.{autoext})', exact: true }).waitFor()
  await page.locator('.steps', { hasText: '32 × 54, 4 frames, gif' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.problem', { hasText: 'InvalidArgument' }).waitFor()
  await checkInView(page)
  await page
    .locator('[aria-live]', { hasText: 'Refused: InvalidArgument. "video/animation" has no' })
    .waitFor({ state: 'attached' })
  await page.locator('.problem button').click()
  await page.locator('.result img').waitFor()
  await checkInView(page)
  const saved = await oss.store.getObject('media', 'results/two.gif')
  assert.equal(saved.contentType, 'image/gif')
  await page.locator('[aria-live]', { hasText: 'Task finished' }).waitFor({ state: 'attached' })
  await page.close()
  return faults.filter(fault => !/status of 400/.test(fault))
}

/** The list of completions covers neither the description, nor the sizes, nor the findings, and does not wrap. */
async function checkListHidesNothing(page: Page): Promise<void> {
  const covered = `(list => [...document.querySelectorAll('#hint, .steps, .told, #process, .run')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.height && box.left < list.right && box.right > list.left && box.top < list.bottom && box.bottom > list.top
  }).map(one => one.outerHTML))(document.querySelector('.completions').getBoundingClientRect())`
  assert.deepEqual(await page.evaluate(covered), [])
  const wrapped = `[...document.querySelectorAll('.option')].filter(one => one.offsetHeight > 32).map(one => one.textContent)`
  assert.deepEqual(await page.evaluate(wrapped), [])
}

/** Tasks are rows that open; they are filtered and cleared. Decoration is loaded when it is seen, and waits for work. */
async function withTasks(browser: Browser): Promise<readonly string[]> {
  // The page opens the bucket that something lies in, and not the first one.
  await using oss = await startLocalOss({ buckets: ['empty', 'media'] })
  await oss.store.putObject('media', 'clips/two.mp4', await readFile(CLIP))
  await oss.store.putObject('media', 'dot.png', Buffer.from(PICTURE, 'base64'))
  for (let task = 0; task < 12; task++) {
    const process = stringTo(`made/${task}.gif`).replace('w_16', 'w_32')
    const place = { bucket: 'media', key: 'clips/two.mp4', requestId: 'A' }
    const { taskId } = await oss.tasks.accept({ ...place, process })
    await oss.tasks.wait(taskId)
  }
  const { page, faults, loaded } = await visit(browser, oss, { viewport: { width: 1280, height: 460 } })
  await page.locator('.task .thumbnail[src]').first().waitFor()
  assert.equal(await page.locator('.task').count(), 12)
  assert.ok((await page.locator('.task .thumbnail:not([src])').count()) > 4, 'Pictures out of sight wait.')
  assert.equal(loaded.filter(url => url.includes('/raw')).length, 0, 'No animation is loaded before its row opens.')
  await page.locator('.row', { hasText: 'dot.png' }).click()
  await page.getByLabel('Of this object').check()
  assert.equal(await page.locator('.task').count(), 0)
  await page.getByLabel('Of this object').uncheck()
  await page.locator('.task summary').first().click()
  await page.locator('.task figure img').waitFor()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  assert.equal(await page.locator('.task').count(), 0)
  await page.getByRole('button', { name: 'Show 12 cleared' }).click()
  assert.equal(await page.locator('.task').count(), 12)
  await page.close()
  return faults
}

/** What was run is copied; an object is deleted when that is confirmed. */
async function copyAndDelete(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  await oss.store.putObject('media', 'short lived.png', Buffer.from(PICTURE, 'base64'))
  const long = `${'long '.repeat(30)}.png`
  await oss.store.putObject('media', long, Buffer.from(PICTURE, 'base64'))
  const { page, faults } = await visit(browser, oss, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.locator('.row', { hasText: 'long long' }).click()
  const button = await page.getByRole('button', { name: 'Delete', exact: true }).boundingBox()
  assert.ok(button && button.height < 40, `Beside a long name the button has ${button?.height} px.`)
  await page.locator('.row', { hasText: 'short lived.png' }).click()
  await stringBox(page).fill('image/resize,w_8')
  await page.keyboard.press('Control+Enter')
  await page.locator('.result img').waitFor()
  for (const [name, start] of [
    ['URL', `${oss.endpoint}/media/short%20lived.png?x-oss-process=`],
    ['Signed URL', `${oss.endpoint}/media/short%20lived.png?x-oss-credential=`],
    ['curl', "curl --output result '"],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForFunction(`navigator.clipboard.readText().then(text => text.startsWith(${JSON.stringify(start)}))`)
    await page.locator('.copied code', { hasText: start }).waitFor()
  }
  for (const answer of ['Cancel', 'Delete']) {
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.locator('dialog').getByRole('button', { name: answer, exact: true }).click()
    await page.locator('dialog').waitFor({ state: 'detached' })
    assert.equal((await oss.store.findObject('media', 'short lived.png')) !== undefined, answer === 'Cancel')
    if (answer === 'Delete') await page.locator('.notice', { hasText: 'Deleted: short lived.png' }).waitFor()
  }
  assert.equal(await page.locator('.row', { hasText: 'short lived.png' }).count(), 0)
  await page.close()
  // Not before: the page may still be loading its picture.
  await oss.store.deleteObject('media', long)
  return faults
}

/** A picture: the result at once, and the examples. */
async function withPicture(browser: Browser, oss: LocalOss): Promise<readonly string[]> {
  const { page, faults } = await visit(browser, oss, { viewport: { width: 400, height: 800 } })
  await page.locator('.row', { hasText: 'dot.png' }).click()
  await page.locator('.examples button').first().click()
  assert.equal(await page.locator('.rows').isVisible(), false, 'The list of objects is folded.')
  await page.locator('.fold').click()
  await page.locator('.rows').waitFor()
  await page.locator('.fold').click()
  const { y = 0, height = 0 } = (await page.locator('.run').boundingBox()) ?? {}
  assert.equal(y + height, 800, 'Run stands at the lower edge.')
  await page.locator('.run').click()
  await page.locator('.result img').waitFor()
  await checkInView(page)
  assert.equal(await page.evaluate<string>('document.activeElement.id'), 'result')
  const small = `[...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    && Number.parseFloat(getComputedStyle(one).fontSize) > 0 && Number.parseFloat(getComputedStyle(one).fontSize) < 14).map(one => one.outerHTML)`
  assert.deepEqual(await page.evaluate(small), [])
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate<number>(overflow), 0, 'The page is wider than 400 px.')
  return faults
}

/** What was run on one object is not shown beside another, also where the answer comes late; a turned picture has the sides that strings count with. */
async function otherObject(browser: Browser): Promise<readonly string[]> {
  await using oss = await startLocalOss({ buckets: ['media'] })
  await oss.store.putObject('media', 'dot.png', Buffer.from(PICTURE, 'base64'))
  const black = sharp({ create: { width: 12, height: 8, channels: 3, background: 'black' } })
  await oss.store.putObject('media', 'turned.jpg', await black.withMetadata({ orientation: 6 }).jpeg().toBuffer())
  const { page, faults } = await visit(browser, oss, { viewport: { width: 1280, height: 860 } })
  const overflow = 'document.documentElement.scrollHeight - innerHeight'
  assert.equal(await page.evaluate<number>(overflow), 0, 'The page has no scroll bar of its own.')
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route('**/api/result*w_8*', async route => {
    await held
    await route.continue()
  })
  const run = async (string: string) => {
    await page.locator('.row', { hasText: 'dot.png' }).click()
    await stringBox(page).fill(string)
    await page.keyboard.press('Control+Enter')
  }
  const leave = async () => {
    await page.locator('.row', { hasText: 'turned.jpg' }).click()
    await page.locator('dd', { hasText: '12 × 8' }).waitFor()
  }
  const checkNothingIsShown = async () => {
    await page.locator('.result .unshown').waitFor()
    assert.equal(await page.locator('.result .of, .result img, .result .copies').count(), 0)
  }
  await run('image/resize,w_4')
  await page.locator('.result img').waitFor()
  await leave()
  await checkNothingIsShown()
  const answered = page.waitForResponse(response => response.url().includes('w_8'))
  await run('image/resize,w_8')
  await page.locator('.result progress').waitFor()
  await leave()
  release()
  await (await answered).finished()
  await checkNothingIsShown()
  await page.close()
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
  // The page opens the bucket that something lies in, and not the first one.
  await using oss = await startLocalOss({ buckets: ['empty', 'media'] })
  await oss.store.putObject('media', 'clips/two.mp4', await readFile(CLIP))
  await oss.store.putObject('media', 'dot.png', Buffer.from(PICTURE, 'base64'))
  const browser = await launchChromium()
  try {
    for (const story of [
      byMouse,
      byKeyboard,
      withoutSaveas,
      withPicture,
      withTasks,
      copyAndDelete,
      otherObject,
      fromNothing,
      atIpv6,
    ]) {
      assert.deepEqual(await story(browser, oss), [], `${story.name}: the browser complained.`)
      console.log(`ok ${story.name}`)
    }
  } finally {
    await browser.close()
  }
}

if (existsSync(CHROMIUM)) await main()
else console.log(`skipped: the console in Chromium (there is no ${CHROMIUM}; CHROMIUM_PATH names another one)`)
