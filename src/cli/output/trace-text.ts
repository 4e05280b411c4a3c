import { COLON, COMMA, type Locale } from '../../../grammar/catalogue/localized.ts'
import { isError } from '../../language/diagnostic.ts'
import type { Charge, Step, Trace, TraceOutput } from '../../trace/facts.ts'
import { remarkText } from '../../trace/remarks.ts'
import { type Io, reportOptions } from '../io.ts'
import type { NamedSource } from '../options/source.ts'
import { filesText, framesText, quantityText, sizeText } from './result-text.ts'
import { table } from './table.ts'

/** A source and what a string makes of it. */
export interface Traced extends NamedSource {
  readonly trace: Trace
}

/** One line a step, aligned; what the step did not do stands behind it. */
export function traceText({ facts, trace: found }: Traced, locale: Locale, io: Pick<Io, 'stdout' | 'env'>): string {
  const { paint } = reportOptions(io.stdout, io.env, locale)
  const words =
    locale === 'zh'
      ? { source: '源文件', output: '结果', charge: '计费' }
      : { source: 'source', output: 'output', charge: 'charge' }
  const rows = [
    [words.source, sizeText(facts.width, facts.height), facts.format ?? '', framesText(facts.frames, locale)],
    ...found.steps.map(step => [step.operation, ...factsRow(step, locale), remarksOf(step, locale)]),
    ...found.outputs.map(output => [words.output, ...factsRow(output, locale), placeText(output, locale)]),
  ]
  const width = Math.max(...rows.map(row => row.length))
  const even = rows.map(row => [...row, ...Array<string>(width - row.length).fill('')])
  const findings = found.diagnostics
    .filter(isError)
    .map(
      ({ message, serverCode }) =>
        `${paint('error', locale === 'zh' ? '错误' : 'error')} ${message}${serverCode ? ` (${serverCode})` : ''}\n`,
    )
  const charges = found.charges.map(charge => `${words.charge} ${chargeText(charge, locale)}\n`)
  return table(even) + charges.join('') + findings.join('')
}

const factsRow = (known: Pick<Step, 'width' | 'height' | 'format' | 'frames' | 'kind'>, locale: Locale): string[] => [
  known.kind === 'json' || known.kind === 'text' ? '' : sizeText(known.width, known.height),
  known.format ?? '?',
  framesText(known.frames, locale),
]

/** Errors stand below, with their EC number. */
function remarksOf({ remarks }: Step, locale: Locale): string {
  return remarks.map(({ id, data }) => remarkText(id, data, locale)).join('; ')
}

function placeText({ count, object, bucket }: TraceOutput, locale: Locale): string {
  const files = filesText(count, locale)
  const place = object === undefined ? '' : `${bucket === undefined ? '' : `${bucket}/`}${object}`
  return [files, place].filter(part => part !== '').join(' ')
}

const chargeText = ({ item, unit, quantity }: Charge, locale: Locale): string =>
  `${item}${COLON[locale]}${quantityText(quantity, unit, locale)}`

/** A row a source: what comes out of each. */
export function traceOverview(text: string, traces: readonly Traced[], locale: Locale): string {
  const rows = traces.map(({ name, trace: found }) => {
    const [output] = found.outputs
    const charges = found.charges.map(charge => chargeText(charge, locale)).join(COMMA[locale])
    const refused = found.diagnostics.find(isError)
    if (!output || refused) return [name, refused?.message ?? '', '', '', '', '']
    return [name, ...factsRow(output, locale), placeText(output, locale), charges]
  })
  return `${text}\n${table(rows)}`
}
