import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Locator, type Page } from 'playwright-core'
import sharp from 'sharp'
import { CHROMIUM } from '../../chromium.ts'

// Uses the extension in a real VS Code: node run.ts NODE CODE-SERVER VSIX [FOLDER FOR SCREENSHOTS]
const [, , node = '', codeServer = '', vsix = '', shots] = process.argv
/** Milliseconds for a step; the machine may have other work. */
const PATIENCE = 90_000

const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-vscode-'))
const workspace = path.join(folder, 'work')
const VUE = '<template>\n  <img :src="`${cover}?x-oss-process=`">\n</template>\n'
const PROGRAM =
  'export const cover = (base: string) =>\n  `${base}/cat.jpg?x-oss-process=image/resize,w_0/format,webp`\n'
const RECIPE = 'version: 1\nsources: cat.jpg\nsteps:\n  - image/resize: { width: 200 }\n'
const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.tips.enabled': false,
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'files.autoSave': 'afterDelay',
  'files.autoSaveDelay': 100,
  'telemetry.telemetryLevel': 'off',
  'workbench.activityBar.location': 'hidden',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
}
/** What holds for the machine and not for the person is in a file of its own. */
const MACHINE = { 'oss-process.command': path.join(import.meta.dirname, '../../../dist/bin.cjs') }

async function prepare(): Promise<void> {
  mkdirSync(workspace)
  for (const [name, settings] of Object.entries({ User: SETTINGS, Machine: MACHINE })) {
    mkdirSync(path.join(folder, 'data', name), { recursive: true })
    writeFileSync(path.join(folder, 'data', name, 'settings.json'), JSON.stringify(settings))
  }
  writeFileSync(path.join(workspace, 'Card.vue'), VUE)
  writeFileSync(path.join(workspace, 'cover.ts'), PROGRAM)
  writeFileSync(path.join(workspace, 'list.oss'), 'image/resize,w_200,m_fill\n')
  writeFileSync(path.join(workspace, 'thumbnail.yaml'), RECIPE)
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#3b82f6' } })
  await picture.jpeg().toFile(path.join(workspace, 'cat.jpg'))
}

const FOLDERS = ['--user-data-dir', path.join(folder, 'data'), '--extensions-dir', path.join(folder, 'extensions')]

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

async function startServer(port: number): Promise<ChildProcess> {
  execFileSync(node, [codeServer, ...FOLDERS, '--install-extension', vsix], { stdio: 'ignore', timeout: PATIENCE })
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override']
  const words = [codeServer, ...FOLDERS, ...quiet, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`]
  const child = spawn(node, words, { stdio: 'ignore', env: { ...process.env, HOME: folder }, detached: true })
  for (let left = 200; left > 0; left--) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (answer?.ok) return child
    await pause(200)
  }
  throw new Error('code-server did not answer.')
}

/** Opens the picker by a key and takes the row of a name. A key that comes while another picker closes is lost, and is pressed again. */
async function pick(page: Page, key: string, text: string, name: string): Promise<void> {
  const timeout = PATIENCE / 10
  for (let left = 10; ; left--) {
    await page.keyboard.press(key)
    try {
      await page.locator('.quick-input-widget input').fill(text, { timeout })
      await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor({ timeout })
      await page.keyboard.press('Enter')
      return
    } catch (error) {
      if (left <= 0) throw error
      await page.keyboard.press('Escape')
    }
  }
}

/** Runs a command by its name in the palette. */
const runCommand = (page: Page, name: string) => pick(page, 'F1', `>${name}`, name)

async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, 'Control+P', name, name)
  await page.locator('.tab.active', { hasText: name }).waitFor()
  await page.locator('.editor-instance .view-line').first().click()
}

const readBack = (name: string) => readFileSync(path.join(workspace, name), 'utf8')

/** Waits until a file on the disk has a text. */
async function untilSaved(name: string, text: string): Promise<void> {
  for (let left = PATIENCE / 100; left > 0 && !readBack(name).includes(text); left--) await pause(100)
  assert.ok(readBack(name).includes(text), `${name} has no "${text}", but ${JSON.stringify(readBack(name))}.`)
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) })
}

const squiggles = (page: Page): Locator => page.locator('.squiggly-error')

/** Points at the first mark of a mistake until its words are there: it is drawn anew now and then, and what is shown goes with it. */
async function hoverMistake(page: Page): Promise<Locator> {
  const words = page.locator('.monaco-hover:visible').first()
  for (let left = 10; ; left--) {
    await squiggles(page).first().waitFor()
    try {
      await squiggles(page).first().hover({ force: true })
      await words.getByText(/^Quick Fix/).waitFor({ timeout: PATIENCE / 10 })
      return words
    } catch (error) {
      if (left <= 0) throw error
      await page.mouse.move(0, 0)
    }
  }
}

/** Types a mistake, and sees it underlined and explained. */
async function seeMistake(page: Page): Promise<void> {
  await openFile(page, 'Card.vue')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('image/resize,w_0')
  await page.keyboard.press('Escape')
  const words = await hoverMistake(page)
  assert.match((await words.textContent()) ?? '', /w is 0, but image\/resize takes an integer from 1 to 16384\./)
  await shoot(page, 'squiggle')
}

/** In a program the string has the colours of its parts. */
async function seeColours(page: Page): Promise<void> {
  await openFile(page, 'cover.ts')
  for (const part of ['image', 'resize', 'format'])
    await page.locator('.view-line span[class^=mtk]', { hasText: new RegExp(`^${part}$`) }).waitFor()
  await hoverMistake(page)
  await shoot(page, 'colours')
  await page.keyboard.press('Control+W')
}

/** Takes the fix of the light bulb. */
async function takeFix(page: Page): Promise<void> {
  await page.keyboard.press('Control+.')
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Write "1"' })
  await fix.waitFor()
  await shoot(page, 'fix')
  await fix.click()
  await untilSaved('Card.vue', 'w_1`')
  await squiggles(page).first().waitFor({ state: 'detached' })
}

/** Completes a value, and accepts it. */
async function takeCompletion(page: Page): Promise<void> {
  await page.locator('.view-line', { hasText: 'x-oss-process' }).click()
  await page.keyboard.press('End')
  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(',m_')
  const item = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'fill' }).first()
  await item.waitFor()
  await shoot(page, 'completion')
  await item.click()
  await untilSaved('Card.vue', 'w_1,m_fill`')
}

/** Asks for the steps of the string, and sees them drawn. */
async function seeSteps(page: Page): Promise<void> {
  await runCommand(page, 'OSS: Show What the Process String Does, Step by Step')
  await page.locator('.quick-input-widget .quick-input-message', { hasText: '4000x3000' }).waitFor()
  await page.keyboard.press('Enter')
  const drawing = page.frameLocator('iframe.webview').frameLocator('iframe').locator('svg')
  await drawing.waitFor()
  assert.match(await drawing.innerHTML(), /4000 x 3000/)
  await shoot(page, 'steps')
  await page.keyboard.press('Control+W')
}

/** Colours of a list come from the grammar; the document is formatted. */
async function formatList(page: Page): Promise<void> {
  await openFile(page, 'list.oss')
  assert.ok(
    (await page.locator('.editor-instance .view-line span[class^=mtk]').count()) > 3,
    'The list has no colours.',
  )
  await runCommand(page, 'Format Document')
  await untilSaved('list.oss', 'image/resize,m_fill,w_200')
}

/** A picture in a page. */
interface Picture {
  readonly naturalWidth: number
  decode(): Promise<void>
}

async function previewPicture(page: Page): Promise<void> {
  await runCommand(page, 'OSS: Preview the Process String on a Picture of the Workspace')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'cat.jpg' }).waitFor()
  await page.keyboard.press('Enter')
  const pictures = page.frameLocator('iframe.webview').frameLocator('iframe').locator('img')
  await pictures.nth(1).waitFor()
  const width = await pictures.nth(1).evaluate(async (picture: Picture) => {
    await picture.decode()
    return picture.naturalWidth
  })
  assert.equal(width, 200)
  await shoot(page, 'preview')
  await page.keyboard.press('Control+W')
}

async function compileRecipe(page: Page): Promise<void> {
  await openFile(page, 'thumbnail.yaml')
  await runCommand(page, 'OSS: Compile the Recipe')
  await page.locator('.view-line', { hasText: 'image/resize,w_200' }).first().waitFor()
  await shoot(page, 'recipe')
}

const STEPS = [seeColours, seeMistake, takeFix, takeCompletion, seeSteps, formatList, previewPicture, compileRecipe]

async function use(port: number): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 900, height: 520 }, deviceScaleFactor: 2, locale: 'en-US' })
  page.setDefaultTimeout(PATIENCE)
  try {
    await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}`)
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor()
    await page.keyboard.press('Control+B')
    for (const step of STEPS) {
      await step(page)
      console.log(`vscode: ${step.name}`)
    }
  } catch (error) {
    await shoot(page, 'failed')
    throw error
  } finally {
    await browser.close()
  }
}

await prepare()
const port = await freePort()
const server = await startServer(port)
try {
  await use(port)
} finally {
  if (server.pid) process.kill(-server.pid)
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
