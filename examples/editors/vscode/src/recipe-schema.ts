import { readFile } from 'node:fs/promises'
import { type Extension, type ExtensionContext, Uri, workspace } from 'vscode'
import { isRecipe } from '../../../../src/project/is-recipe.ts'

const SCHEMA = 'oss-process://schema/recipe'

/** What the YAML extension lets others add; see its README. */
interface YamlApi {
  registerContributor(
    schema: string,
    requestSchema: (resource: string) => string | undefined,
    requestContent: (uri: string) => Promise<string>,
  ): boolean
}

function isYamlApi(api: unknown): api is YamlApi {
  return typeof api === 'object' && api !== null && 'registerContributor' in api
}

/** Lets the YAML extension check recipes by their schema, where it is there. */
export async function offerSchema(yaml: Extension<unknown> | undefined, context: ExtensionContext): Promise<void> {
  const api = await yaml?.activate()
  if (!isYamlApi(api)) return
  api.registerContributor(
    'oss-process',
    resource => (isOpenRecipe(Uri.parse(resource)) ? SCHEMA : undefined),
    () => readFile(context.asAbsolutePath('schemas/recipe.schema.json'), 'utf8'),
  )
}

function isOpenRecipe(uri: Uri): boolean {
  const document = workspace.textDocuments.find(one => one.uri.toString() === uri.toString())
  return document !== undefined && isRecipe(document.fileName, document.getText())
}
