import type { VNode } from 'preact'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { stepText } from '../../emulator/console/page/step-text.ts'
import { Steps } from '../../emulator/console/page/steps.tsx'
import type { Say } from '../../emulator/console/page/texts.ts'
import type { Facts, Trace, TraceOutput } from '../../trace/facts.ts'
import { remarkText } from '../../trace/remarks.ts'
import { amountText, traceSvg } from '../../trace/svg.ts'
import type { Tell } from './texts.ts'

interface BoxesProps {
  readonly traced: Trace
  readonly facts: Facts
  readonly locale: Locale
  readonly say: Say
  readonly tell: Tell
}

/** What each operation makes of the source: a picture to scale, words, what comes out and what it costs. */
export function Boxes({ traced, facts, locale, say, tell }: BoxesProps): VNode {
  const { steps, outputs, charges } = traced
  const remarks = steps.flatMap(({ operation, remarks: said }) =>
    said.map(({ id, data }) => `${operation}: ${remarkText(id, data, locale)}`),
  )
  return (
    <>
      <p class="quiet">{tell('boxesHow')}</p>
      <section
        class="boxes"
        aria-label={tell('boxes')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: traceSvg(traced, facts) }}
      />
      <Steps steps={steps} say={say} />
      {remarks.map(remark => (
        <p key={remark}>{remark}</p>
      ))}
      <dl class="facts">
        {outputs.map((output, index) => (
          <div key={`${index}-${output.object}`}>
            <dt>{tell('outputs')}</dt>
            <dd>{outputText(output, say, tell)}</dd>
          </div>
        ))}
        {charges.map(({ item, unit, quantity }) => (
          <div key={item}>
            <dt>{tell('charges')}</dt>
            <dd>{`${item}: ${amountText(quantity)} ${unit[locale]}`}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function outputText(output: TraceOutput, say: Say, tell: Tell): string {
  const { count, bucket, object } = output
  const files = count === 1 ? [] : [tell('files', { count: amountText(count) })]
  const place = object === undefined ? [] : [bucket === undefined ? object : `${bucket}/${object}`]
  return [stepText({ ...output, start: 0, end: 0 }, say), ...files, ...place].join(', ')
}
