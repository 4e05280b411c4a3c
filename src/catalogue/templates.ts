import type { TemplateVariableSpec } from '../../grammar/catalogue/types.ts'
import { templateVariables } from '../../grammar/operations/templates.ts'

/** A piece of a target: text, a variable in braces, or a brace without a partner. */
export type TemplateSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'brace'; readonly text: string }

const SEGMENT = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g

/** Takes a target apart. `{{` and `}}` are literal braces. */
export function templateSegments(target: string): readonly TemplateSegment[] {
  const segments: TemplateSegment[] = []
  SEGMENT.lastIndex = 0
  for (let match = SEGMENT.exec(target); match; match = SEGMENT.exec(target))
    segments.push(toSegment(match[0], match[1]))
  return segments
}

function toSegment(text: string, name: string | undefined): TemplateSegment {
  if (name !== undefined) return { kind: 'variable', name }
  if (text === '{{' || text === '}}') return { kind: 'text', text: text.slice(0, 1) }
  return text === '{' || text === '}' ? { kind: 'brace', text } : { kind: 'text', text }
}

/** What the catalogue knows of a variable, by its name without braces; `tags.<name>` is one for every name. */
export function findTemplateVariable(name: string): TemplateVariableSpec | undefined {
  return Object.hasOwn(templateVariables, name)
    ? templateVariables[name]
    : /^tags\..+/.test(name)
      ? templateVariables['tags.<name>']
      : undefined
}

/** The names of all variables. */
export function listTemplateVariables(): readonly string[] {
  return Object.keys(templateVariables)
}
