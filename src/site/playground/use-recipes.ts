import { useEffect, useState } from 'preact/hooks'
import type { Recipes } from './recipes.ts'

/** What the page knows of recipes; undefined until it is there. */
export function useRecipes(): Recipes | undefined {
  const [recipes, setRecipes] = useState<Recipes>()
  useEffect(() => {
    const take = (event: Event) => {
      if (event instanceof CustomEvent) setRecipes(event.detail)
    }
    addEventListener('recipes', take, { once: true })
    const script = document.createElement('script')
    script.src = document.body.dataset.recipes ?? ''
    document.head.append(script)
    return () => removeEventListener('recipes', take)
  }, [])
  return recipes
}
