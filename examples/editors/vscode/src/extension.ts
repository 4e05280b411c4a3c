import { commands, type Disposable, type ExtensionContext, env, extensions, window, workspace } from 'vscode'
import {
  type DocumentSelector,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node'
import { compileRecipe, previewString, traceString } from './commands.ts'
import { offerSchema } from './recipe-schema.ts'

let client: LanguageClient | undefined

/** Starts the server, and again when what it was told at the start is another. */
export async function activate(context: ExtensionContext): Promise<void> {
  const start = () => startClient(context)
  const restart = async () => {
    await client?.dispose()
    await start()
  }
  const command = (name: string, run: (client: LanguageClient) => Promise<void>): Disposable =>
    commands.registerCommand(`oss-process.${name}`, () => client && run(client))
  context.subscriptions.push(
    command('preview', each => previewString(each, context)),
    command('trace', each => traceString(each, context)),
    command('compile', compileRecipe),
    commands.registerCommand('oss-process.restart', restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration(event => {
      if (['oss-process.locale', 'oss-process.source'].some(name => event.affectsConfiguration(name))) void restart()
    }),
  )
  await start()
  await offerSchema(extensions.getExtension('redhat.vscode-yaml'), context)
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await client?.dispose()
}

async function startClient(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.cjs')
  const run = { module, transport: TransportKind.stdio }
  const server: ServerOptions = { run, debug: run }
  client = new LanguageClient('oss-process', 'OSS process strings', server, clientOptions())
  try {
    await client.start()
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error))
  }
}

const EVERYWHERE: DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }]

function clientOptions(): LanguageClientOptions {
  const settings = workspace.getConfiguration('oss-process')
  const locale = settings.get<string>('locale')
  return {
    documentSelector: EVERYWHERE,
    initializationOptions: {
      trusted: workspace.isTrusted,
      locale: locale === 'en' || locale === 'zh' ? locale : env.language,
      source: settings.get<string>('source'),
    },
    middleware: {
      // Of the tokens of a document VS Code takes those of one server: in a program those of its language.
      provideDocumentSemanticTokens: (document, token, next) =>
        document.languageId === 'oss-process' ? next(document, token) : undefined,
    },
  }
}
