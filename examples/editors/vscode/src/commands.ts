import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type ExtensionContext, l10n, type TextEditor, Uri, ViewColumn, window, workspace } from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { picturePage, svgPage } from './pages.ts'

/** What the server answers, or why not. */
type Answer<T> = T | { readonly problem: string } | null

interface StringHere {
  readonly text: string
  readonly hasHoles: boolean
}

const PICTURES = '**/*.{jpg,jpeg,png,webp,gif,avif,bmp,tiff,heic,JPG,JPEG,PNG}'
const MOST_PICTURES = 500
/** The longest that a picture may take, in milliseconds. */
const PATIENCE = 60_000

const run = promisify(execFile)

/** Asks the server about the caret of the active editor; a problem is shown, and the result is undefined then. */
async function ask<T extends object>(
  client: LanguageClient,
  method: string,
  more: object = {},
): Promise<T | undefined> {
  const editor = window.activeTextEditor
  if (!editor) return undefined
  const answer = await client.sendRequest<Answer<T>>(`oss-process/${method}`, { ...placeIn(client, editor), ...more })
  if (answer === null) return undefined
  if (!('problem' in answer)) return answer
  void window.showWarningMessage(answer.problem)
  return undefined
}

function placeIn(client: LanguageClient, { document, selection }: TextEditor): object {
  return client.code2ProtocolConverter.asTextDocumentPositionParams(document, selection.active)
}

/** Draws each step of the string at the caret to scale; the source is asked for, and remembered. */
export async function traceString(client: LanguageClient, { workspaceState }: ExtensionContext): Promise<void> {
  const here = await ask<StringHere>(client, 'string')
  if (!here) return
  const usual = workspace.getConfiguration('oss-process').get<string>('source')
  const source = await window.showInputBox({
    prompt: l10n.t('The source, such as {0} or {1}', '4000x3000,jpg', '1920x1080,mp4,120s,25fps'),
    value: workspaceState.get('source') ?? (usual || '4000x3000,jpg'),
  })
  if (source === undefined) return
  await workspaceState.update('source', source)
  const answer = await ask<{ svg: string }>(client, 'trace', { source })
  if (!answer) return
  const panel = window.createWebviewPanel('oss-process.trace', l10n.t('Steps'), ViewColumn.Beside, {})
  panel.webview.html = svgPage(here.text, answer.svg)
}

/** Shows the process strings of the recipe in a document of their own. */
export async function compileRecipe(client: LanguageClient): Promise<void> {
  const answer = await ask<{ strings: readonly string[] }>(client, 'compile')
  if (!answer) return
  const content = answer.strings.map(string => `${string}\n`).join('')
  const document = await workspace.openTextDocument({ language: 'oss-process', content })
  await window.showTextDocument(document, ViewColumn.Beside)
}

/** Runs the string at the caret on a picture of the workspace, and shows both. */
export async function previewString(client: LanguageClient, context: ExtensionContext): Promise<void> {
  const here = await ask<StringHere>(client, 'string')
  if (!here) return
  if (here.hasHoles) {
    void window.showWarningMessage(l10n.t('The program fills parts of this string in; only a whole string can be run.'))
    return
  }
  const picture = await choosePicture()
  if (!picture) return
  const folder = path.join(context.globalStorageUri.fsPath, 'preview')
  const made = await makePreview(picture.fsPath, here.text, folder)
  if (made === undefined) return
  const roots = [Uri.file(folder), Uri.file(path.dirname(picture.fsPath))]
  const options = { localResourceRoots: roots }
  const panel = window.createWebviewPanel('oss-process.preview', l10n.t('Preview'), ViewColumn.Beside, options)
  const addressOf = (file: string) => panel.webview.asWebviewUri(Uri.file(file)).toString()
  const pictures = [picture.fsPath, made.file].map(file => ({ title: path.basename(file), address: addressOf(file) }))
  panel.webview.html = picturePage(here.text, made.facts, pictures, panel.webview.cspSource)
}

async function choosePicture(): Promise<Uri | undefined> {
  const found = await workspace.findFiles(PICTURES, '**/node_modules/**', MOST_PICTURES)
  if (found.length === 0) {
    void window.showWarningMessage(l10n.t('There is no picture in the workspace.'))
    return undefined
  }
  const items = found.map(uri => ({ label: workspace.asRelativePath(uri), uri }))
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('The picture to run the string on') })
  return chosen?.uri
}

interface Made {
  readonly file: string
  /** Type, sides and bytes, in words. */
  readonly facts: string
}

async function makePreview(picture: string, text: string, folder: string): Promise<Made | undefined> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    const [command = '', ...before] = findCommand()
    const { stdout } = await run(command, [...before, 'preview', picture, text], { cwd: folder, timeout: PATIENCE })
    const [name] = await readdir(folder)
    return name === undefined ? undefined : { file: path.join(folder, name), facts: stdout.replace(/^.*?: /, '') }
  } catch (error) {
    void window.showErrorMessage(problemOf(error))
    return undefined
  }
}

/** The command of the setting, of the workspace where that is trusted, or of the PATH. */
function findCommand(): readonly string[] {
  const named = workspace.getConfiguration('oss-process').get<string>('command')
  if (named) return /\.c?js$/.test(named) ? [process.execPath, named] : [named]
  const folders = workspace.isTrusted ? (workspace.workspaceFolders ?? []) : []
  const own = folders.map(({ uri }) => path.join(uri.fsPath, 'node_modules/oss-process/dist/bin.cjs'))
  const found = own.find(file => existsSync(file))
  return found ? [process.execPath, found] : ['oss-process']
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT')
    return l10n.t(
      'The command "oss-process" was not found; install it, or name it in the setting "oss-process.command".',
    )
  return 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : error.message
}
