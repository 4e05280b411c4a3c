import type { Locale } from '../../../grammar/catalogue/localized.ts'
import type { Via } from '../../../grammar/catalogue/types.ts'
import { decompile } from '../../recipe/decompile.ts'
import { expand } from '../../recipe/expand.ts'
import { readInput } from '../../recipe/input.ts'
import { type CompiledJob, compileListed } from '../../recipe/jobs.ts'
import { readRecipe } from '../../recipe/read.ts'
import type { RecipeDiagnostic } from '../../recipe/recipe.ts'

/** What a recipe makes. */
export interface Compiled {
  readonly jobs: readonly CompiledJob[]
  readonly diagnostics: readonly RecipeDiagnostic[]
}

/** What the page knows of recipes. It comes behind the rest, which is there sooner without it. */
export interface Recipes {
  compile(text: string, locale: Locale): Compiled
  /** The recipe of a string that is sent that way for an object, which may be ''. */
  decompile(process: string, via: Via, object: string): string
}

const recipes: Recipes = {
  compile: (text, locale) => {
    const { recipe, diagnostics } = readRecipe(text, { fileName: 'recipe.yaml', locale })
    const expansion = recipe && expand(recipe, { locale })
    const listed = expansion && compileListed(expansion, { locale })
    const found = [...diagnostics, ...(expansion?.diagnostics ?? []), ...(listed?.diagnostics ?? [])]
    return { jobs: listed?.jobs ?? [], diagnostics: found }
  },
  decompile: (process, via, object) => {
    const place = readInput(`${object}?x-oss-process=image/info`)
    return decompile({ ...('problem' in place || object === '' ? {} : place), process, via })
  },
}

dispatchEvent(new CustomEvent('recipes', { detail: recipes }))
