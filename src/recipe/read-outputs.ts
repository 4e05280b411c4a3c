import { splitAddress } from './address.ts'
import type { Findings } from './findings.ts'
import { flattenSteps } from './flatten.ts'
import { asMap, isResultAttribute, readRecord } from './read-record.ts'
import { readSteps } from './read-steps.ts'
import { isName } from './read-variables.ts'
import type { Fragment, RecipeOutput, Saveas, Text } from './recipe.ts'
import { readText, wordsOf } from './text.ts'
import type { YamlMap, YamlNode } from './yaml.ts'

/** The keys of an output. */
const OUTPUT_KEYS = ['steps', 'saveas', 'notify'] as const

/** Several results of each input by name. */
export function readOutputs(
  node: YamlNode,
  fragments: ReadonlyMap<string, Fragment>,
  findings: Findings,
): readonly RecipeOutput[] {
  if (node.kind === 'list') findings.add('outputs-list', node.place)
  const outputs = node.kind === 'list' ? undefined : asMap(node, 'outputs', findings)
  return (outputs?.entries ?? []).flatMap(({ key: name, place, value }) => {
    if (!isName(name)) findings.add('variable-name', place, { name })
    const map = asMap(value, name, findings)
    if (!map) return []
    const record = readRecord(map, { en: 'an output', zh: '输出' }, OUTPUT_KEYS, findings)
    const [steps, target, topic] = OUTPUT_KEYS.map(key => record.get(key))
    const saveas = target && readSaveas(target.value, findings)
    const notify = topic && readNotify(topic.value, findings)
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
  if (node.kind === 'map') tellTarget(node, findings)
  const text = node.kind === 'scalar' ? readText(node, 'saveas', findings) : undefined
  if (!text) return undefined
  const [bucket, object] = splitAddress(text)
  const first = object.parts[0]
  const isBad = typeof first === 'string' ? /^[/\\]|^$|^oss:/.test(first) : false
  if (isBad || (bucket && isEmpty(bucket))) {
    findings.add('saveas', text.place, { found: wordsOf(text) })
    return undefined
  }
  return { ...(bucket && { bucket }), object, place: text.place }
}

/** A target as a mapping: its address is one text, and OSS takes no attributes with it. */
function tellTarget({ entries, place }: YamlMap, findings: Findings): void {
  const attribute = entries.find(({ key }) => isResultAttribute(key))
  if (attribute) {
    findings.add('result-attributes', attribute.place, {
      name: attribute.key,
      owner: { en: '"saveas"', zh: '"saveas" ' },
    })
    return
  }
  const textOf = (name: RegExp, other: string): string => {
    const value = entries.find(({ key }) => name.test(key))?.value
    return value?.kind === 'scalar' && value.text !== '' ? value.text : other
  }
  const example = `oss://${textOf(/^bucket$/i, 'bucket')}/${textOf(/^(?:object|key|name|path)$/i, 'object')}`
  findings.add('saveas-map', place, { example })
}

/** The name of a topic that is told when a task has ended. */
export function readNotify(node: YamlNode, findings: Findings): Text | undefined {
  const text = readText(node, 'notify', findings)
  const [first] = text?.parts ?? []
  if (text && typeof first === 'string' && /^[a-z]+:\/\//i.test(first)) {
    findings.add('notify-address', text.place, { found: wordsOf(text) })
    return undefined
  }
  return text
}

const isEmpty = (text: Text): boolean => text.parts.length === 0 || text.parts[0] === ''
