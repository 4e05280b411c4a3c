import { Diagram } from '@prantlf/railroad-diagrams'
import { tokenNotation, tokensWithText } from './ebnf.ts'
import { markOf, type Production, type ProductionPart, readProductions } from './productions.ts'

const STYLE = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
  h2 { font-size: 1.1rem; margin: 2rem 0 0 }
  svg { max-width: 100%; height: auto }
  svg path { stroke: currentColor; stroke-width: 2; fill: none }
  svg text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: currentColor }
  svg rect { stroke: currentColor; stroke-width: 2; fill: none }
  svg .terminal rect { fill: #8884 }
  svg .non-terminal rect { fill: none }`

/** A page with one diagram a production, and the tokens below. */
export function railroadPage(): string {
  const sections = readProductions().map(production => heading(production.name, diagram(production)))
  const tokens = tokensWithText().map(token => heading(token.name, `<pre>${escaped(tokenNotation(token))}</pre>`))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Grammar of OSS process strings</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>Grammar of OSS process strings</h1>
<p>Drawn from the grammar by "npm run generate"; <a href="process.ebnf">process.ebnf</a> says the same in text, with notes.</p>
${[...sections, ...tokens].join('\n')}
</body>
</html>
`
}

function heading(name: string, content: string): string {
  return `<h2 id="${name}">${name}</h2>\n${content}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function diagram({ parts }: Production): string {
  const svg = Diagram.fromJSON([{ type: 'Start' }, ...parts.map(toItem), { type: 'End' }]).toString()
  return svg.replace(/\s+\n/g, '\n').trimEnd()
}

function toItem(part: ProductionPart): object {
  switch (part.kind) {
    case 'terminal': {
      const mark = markOf(part.name)
      return {
        type: 'Terminal',
        text: mark ?? part.label ?? part.name,
        ...(mark === undefined && { href: `#${part.name}` }),
      }
    }
    case 'production':
      return { type: 'NonTerminal', text: part.name, href: `#${part.name}` }
    case 'repetition':
      return { type: 'ZeroOrMore', item: sequence(part.parts) }
    case 'option':
      return { type: 'Optional', item: sequence(part.parts) }
    case 'choice':
      return { type: 'Choice', normalIndex: 0, options: part.alternatives.map(sequence) }
  }
}

function sequence(parts: readonly ProductionPart[]): object {
  return { type: 'Sequence', items: parts.map(toItem) }
}
