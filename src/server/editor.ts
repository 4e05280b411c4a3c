import type { CodeActionClientCapabilities, InitializeParams } from 'vscode-languageserver'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { isRecord } from '../language/record.ts'
import type { Facts } from '../trace/facts.ts'
import { readSource } from '../trace/source-text.ts'
import type { Encoding } from './document.ts'
import { pathOf } from './open-file.ts'
import { MarkupKind } from './protocol.ts'

/** What an editor can do and wants. */
export interface Editor {
  readonly encoding: Encoding
  readonly locale: Locale
  /** True where programs of the workspace may run: only where the editor says so. */
  readonly isTrusted: boolean
  /** True where it asks for findings itself. */
  readonly pulls: boolean
  readonly hasMarkdown: { readonly hover: boolean; readonly completion: boolean }
  /** True where it can be asked to tell of changed files. */
  readonly watchesFiles: boolean
  /** True where it can be asked to ask for findings again. */
  readonly refreshes: boolean
  readonly tellsFolders: boolean
  /** What its sources usually are, where it says so. */
  readonly source: Facts | undefined
  /** True where completions may have places to fill in. */
  readonly hasSnippets: boolean
  /** True where an edit may make a file. */
  readonly makesFiles: boolean
  /** True where it may make all the changes that it is given for a finding, as it does not tell a fix from an alternative. */
  readonly makesAll: boolean
  /** True where it can be told which documents are formatted. */
  readonly registersFormatting: boolean
  /** Absolute paths. */
  readonly folders: readonly string[]
}

/** Reads what an editor says of itself. What is missing counts as not there. `locale` holds where the editor has no language. */
export function editorFrom(params: InitializeParams, locale: Locale): Editor {
  const { capabilities, initializationOptions: options, workspaceFolders, rootUri } = params
  const { general, textDocument, workspace } = capabilities ?? {}
  const uris = workspaceFolders ? workspaceFolders.map(({ uri }) => uri) : rootUri ? [rootUri] : []
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    locale: chooseLocale(optionOf(options, 'locale') ?? params.locale, locale),
    isTrusted: optionOf(options, 'trusted') === true,
    pulls: textDocument?.diagnostic !== undefined,
    hasMarkdown: {
      hover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
      completion: textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    },
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    source: sourceFrom(optionOf(options, 'source')),
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    makesFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    makesAll: makesAll(textDocument?.codeAction),
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    tellsFolders: workspace?.workspaceFolders === true,
    folders: uris.flatMap(uri => pathOf(uri) ?? []),
  }
}

/** Kate's "Quick Fix" (22.12) makes every change that it is given, one after the other; of what an editor can tell of it says the least. */
function makesAll(actions: CodeActionClientCapabilities | undefined): boolean {
  if (!actions?.codeActionLiteralSupport) return false
  return !actions.isPreferredSupport && !actions.dataSupport && !actions.disabledSupport && !actions.resolveSupport
}

function optionOf(options: unknown, name: string): unknown {
  return isRecord(options) ? options[name] : undefined
}

/** What is no source says nothing. */
function sourceFrom(text: unknown): Facts | undefined {
  const reading = typeof text === 'string' && text !== '' ? readSource(text) : undefined
  return reading && 'facts' in reading ? reading.facts : undefined
}

/** UTF-16 where it is offered or nothing is, as editors take another answer amiss; else the first one that is known. */
function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  if (!Array.isArray(offered) || offered.includes('utf-16')) return 'utf-16'
  return offered.find(one => one === 'utf-8' || one === 'utf-32') ?? 'utf-16'
}

function chooseLocale(wanted: unknown, otherwise: Locale): Locale {
  return typeof wanted !== 'string' ? otherwise : /^zh/i.test(wanted) ? 'zh' : 'en'
}
