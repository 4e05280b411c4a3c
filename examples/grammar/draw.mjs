// How to draw from the grammar: which production is made of which, as a Mermaid graph; and from the catalogue: the operations of a category.
// Run with: node examples/grammar/draw.mjs [image]
import { categories, getProductions } from 'oss-process/grammar'

const [category] = process.argv.slice(2)
const edges = category === undefined ? productionEdges() : operationEdges(category)
console.log(['graph LR', ...new Set(edges)].join('\n'))

function productionEdges() {
  return getProductions().flatMap(({ name, definition }) => partsOf(definition).map(part => `  ${name} --> ${part}`))
}

function partsOf(definition) {
  return definition.flatMap(part => (part.definition ? partsOf(part.definition) : (part.terminalLabel ?? part.name)))
}

function operationEdges(name) {
  return Object.keys(categories[name].operations).map(operation => `  ${name} --> ${operation}`)
}
