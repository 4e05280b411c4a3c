import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { TaskOutput } from '../../tasks/task.ts'
import { type Place, rawUrl } from './api.ts'
import { type Fact, FactList, factsOf, Media, type MediaFacts } from './media.tsx'
import { ObjectName } from './objects.tsx'
import { formatTime } from './quantities.ts'
import type { Say } from './texts.ts'

interface OutputsProps {
  readonly outputs: readonly TaskOutput[]
  /** Changes when the objects are written again. */
  readonly version: string
  /** Milliseconds, where it is to be told. */
  readonly took?: number | undefined
  readonly say: Say
  onOpen(place: Place): void
}

/** Outputs that are shown; a task may write thousands. */
const SHOWN = 8

/** The objects that a task wrote. */
export function Outputs({ outputs, version, took, say, onOpen }: OutputsProps): VNode {
  const left = outputs.length - SHOWN
  return (
    <div class={outputs.length > 1 ? 'outputs many' : 'outputs'}>
      {outputs.slice(0, SHOWN).map(output => (
        <Output key={output.key} {...{ output, version, took, say, onOpen }} />
      ))}
      {left > 0 && <p class="quiet">{say('moreOutputs', { count: left })}</p>}
    </div>
  )
}

interface OutputProps extends Omit<OutputsProps, 'outputs'> {
  readonly output: TaskOutput
}

function Output({ output, version, took, say, onOpen }: OutputProps): VNode {
  const [facts, setFacts] = useState<MediaFacts>({})
  const { key, frameCount } = output
  const frames: readonly Fact[] = frameCount && frameCount > 1 ? [[say('frames'), String(frameCount)]] : []
  const time: readonly Fact[] = took === undefined ? [] : [[say('took'), formatTime(took)]]
  return (
    <figure>
      <Media
        {...{ src: rawUrl(output, version), contentType: output.contentType, label: key, say, onFacts: setFacts }}
      />
      <figcaption>
        <button type="button" class="link" onClick={() => onOpen(output)} title={say('open')}>
          <ObjectName name={key} />
        </button>
        <FactList facts={[...frames, ...factsOf(say, output, { ...output, ...facts }), ...time]} />
      </figcaption>
    </figure>
  )
}
