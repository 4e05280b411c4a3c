import type { Recipe } from './recipe.ts'

/** The name under which steps and targets see the name of the output, `${output}`. */
export const OUTPUT = 'output'

/** The recipe as it is for each of its outputs: what all share, and what one of them has of its own. */
export function recipesOf(recipe: Recipe): readonly Recipe[] {
  if (recipe.outputs.length === 0) return [recipe]
  return recipe.outputs.map(({ name: _name, place: _place, steps, ...own }) => ({
    ...recipe,
    ...own,
    steps: [...recipe.steps, ...steps],
  }))
}
