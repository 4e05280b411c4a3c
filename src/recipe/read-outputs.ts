import { splitAddress } from './address.ts'
import type { Findings } from './findings.ts'
import { flattenSteps } from './flatten.ts'
import { asMap, readRecord } from './read-record.ts'
import { readSteps } from './read-steps.ts'
import { isName } from './read-variables.ts'
import type { Fragment, RecipeOutput, Saveas, Text } from './recipe.ts'
import { readText } from './text.ts'
import type { YamlNode } from './yaml.ts'

/** The keys of an output. */
const OUTPUT_KEYS = ['steps', 'saveas', 'notify'] as const

/** Several results of each input by name. */
export function readOutputs(
  node: YamlNode,
  fragments: ReadonlyMap<string, Fragment>,
  findings: Findings,
): readonly RecipeOutput[] {
  return (asMap(node, 'outputs', findings)?.entries ?? []).flatMap(({ key: name, place, value }) => {
    if (!isName(name)) findings.add('variable-name', place, { name })
    const map = asMap(value, name, findings)
    if (!map) return []
    const record = readRecord(map, { en: 'an output', zh: '输出' }, OUTPUT_KEYS, findings)
    const [steps, target, topic] = OUTPUT_KEYS.map(key => record.get(key))
    const saveas = target && readSaveas(target.value, findings)
    const notify = topic && readText(topic.value, 'notify', findings)
    return {
      name,
      place,
      steps: steps ? flattenSteps(readSteps(steps.value, steps.place, findings), fragments, findings) : [],
      ...(saveas && { saveas }),
      ...(notify && { notify }),
    }
  })
}

/** `oss://bucket/object`, or an object name in the bucket of the source. */
export function readSaveas(node: YamlNode, findings: Findings): Saveas | undefined {
  if (node.kind === 'list') findings.add('saveas-list', node.place)
  const text = node.kind === 'list' ? undefined : readText(node, 'saveas', findings)
  if (!text) return undefined
  const [bucket, object] = splitAddress(text)
  const first = object.parts[0]
  const isBad = typeof first === 'string' ? /^[/\\]|^$|^oss:/.test(first) : false
  if (isBad || (bucket && isEmpty(bucket))) {
    findings.add('saveas', text.place, {
      found: text.parts.map(part => (typeof part === 'string' ? part : `\${${part.name}}`)).join(''),
    })
    return undefined
  }
  return { ...(bucket && { bucket }), object, place: text.place }
}

const isEmpty = (text: Text): boolean => text.parts.length === 0 || text.parts[0] === ''
