import type { Diagnostic } from '../language/diagnostic.ts'
import { plainSettings, type Settings } from '../project/settings.ts'
import type { Document } from './document.ts'
import type { Editor } from './editor.ts'
import { findingsIn } from './findings.ts'
import type { OpenFile } from './open-file.ts'
import type { Workspace } from './workspace.ts'

/** What a connection remembers. */
export interface Session {
  readonly editor: Editor
  readonly workspace: Workspace
  /** Open documents by their address. */
  readonly documents: Map<string, Document>
  /** Documents whose findings are to be told. */
  readonly pending: Set<string>
}

/** An open file with what is found in it. */
export interface CheckedFile {
  readonly file: OpenFile
  readonly settings: Settings
  readonly findings: readonly Diagnostic[]
}

/** Lints an open file as the configuration of its folder says; there are no findings where that cannot be read. */
export async function checkedFileOf({ workspace, editor: { locale } }: Session, file: OpenFile): Promise<CheckedFile> {
  const settings = await workspace.settingsFor(file)
  if (settings) return { file, settings, findings: await findingsIn(file, settings) }
  return { file, settings: plainSettings(locale), findings: [] }
}
