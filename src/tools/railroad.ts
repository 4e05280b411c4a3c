import { Diagram } from '@prantlf/railroad-diagrams'
import { serializedGrammar } from './grammar.ts'

/** A production as Chevrotain describes its own grammar. */
interface Production {
  readonly type: string
  readonly name?: string
  readonly nonTerminalName?: string
  readonly label?: string
  readonly definition?: readonly Production[]
}

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

/** A page with one diagram a production, drawn from the grammar that the parser runs. */
export function railroadPage(): string {
  const rules = serializedGrammar().filter(isProduction)
  const sections = rules.map(rule => `<h2 id="${rule.name}">${rule.name}</h2>\n${diagram(rule)}`)
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
<p>Drawn by reflection from the Chevrotain grammar that the parser is tested against; <a href="process.ebnf">process.ebnf</a> says the same in text.</p>
${sections.join('\n')}
</body>
</html>
`
}

function isProduction(value: unknown): value is Production {
  return typeof value === 'object' && value !== null && 'type' in value
}

function diagram(rule: Production): string {
  const svg = Diagram.fromJSON([{ type: 'Start' }, ...itemsOf(rule), { type: 'End' }]).toString()
  return svg.replace(/\s+\n/g, '\n').trimEnd()
}

function itemsOf({ definition = [] }: Production): object[] {
  return definition.map(toItem)
}

function toItem(production: Production): object {
  const { type, nonTerminalName, label, definition = [] } = production
  const sequence = { type: 'Sequence', items: itemsOf(production) }
  switch (type) {
    case 'Terminal':
      return { type: 'Terminal', text: label }
    case 'NonTerminal':
      return { type: 'NonTerminal', text: nonTerminalName, href: `#${nonTerminalName}` }
    case 'Repetition':
      return { type: 'ZeroOrMore', item: sequence }
    case 'Option':
      return { type: 'Optional', item: sequence }
    case 'Alternation':
      return { type: 'Choice', normalIndex: 0, options: definition.map(toItem) }
    default:
      return sequence
  }
}
