import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { TaskOutput } from '../../tasks/task.ts'
import { rawUrl } from './api.ts'
import { FactList, factsOf, Media, type NamedFact, type ShownFacts } from './media.tsx'
import { ObjectName } from './objects.tsx'
import { formatBytes, formatTime } from './quantities.ts'
import type { Say } from './texts.ts'

interface OutputsProps {
  readonly outputs: readonly TaskOutput[]
  /** Changes when the objects are written again. */
  readonly version: string
  /** Milliseconds, where it is to be told. */
  readonly took?: number | undefined
  readonly say: Say
  onOpen(place: ObjectAddress): void
}

/** Outputs that are shown; a task may write thousands. */
const SHOWN = 8

/** The objects that a task wrote. */
export function Outputs(props: OutputsProps): VNode {
  const { outputs, took, say } = props
  const [first] = outputs
  const left = outputs.length - SHOWN
  const time: readonly NamedFact[] = took === undefined ? [] : [[say('took'), formatTime(took)]]
  if (first && outputs.length === 1) return <OneOutput {...props} output={first} time={time} />
  return (
    <>
      <ul class="outputs">
        {outputs.slice(0, SHOWN).map(output => (
          <li key={output.key}>
            <SmallOutput {...props} output={output} />
          </li>
        ))}
      </ul>
      {left > 0 && <p class="quiet">{say('moreOutputs', { count: left })}</p>}
      {time.length > 0 && <FactList facts={time} />}
    </>
  )
}

interface OneOutputProps extends OutputsProps {
  readonly output: TaskOutput
}

function OneOutput(props: OneOutputProps & { readonly time: readonly NamedFact[] }): VNode {
  const { output, version, time, say } = props
  const [media, setMedia] = useState<ShownFacts>({})
  const { contentType, frameCount = 0 } = output
  const frames: readonly NamedFact[] =
    contentType.startsWith('image/') && frameCount > 1 ? [[say('frames'), String(frameCount)]] : []
  return (
    <figure>
      <Media {...{ src: rawUrl(output, version), contentType, label: output.key, say, onFacts: setMedia }} />
      <figcaption>
        <OutputName {...props} />
        <FactList facts={[...frames, ...factsOf(say, output, { ...output, ...media }), ...time]} />
      </figcaption>
    </figure>
  )
}

function SmallOutput(props: OneOutputProps): VNode {
  const { output, version, say } = props
  const { key, contentType, width, height, size } = output
  return (
    <figure>
      <Media {...{ src: rawUrl(output, version), contentType, label: key, say, loading: 'lazy' }} />
      <figcaption>
        <OutputName {...props} />
        <p class="row-size">{width && height ? `${width} × ${height} · ${formatBytes(size)}` : formatBytes(size)}</p>
      </figcaption>
    </figure>
  )
}

function OutputName({ output, say, onOpen }: OneOutputProps): VNode {
  return (
    <button type="button" class="link" onClick={() => onOpen(output)} title={say('open')}>
      <ObjectName name={output.key} />
    </button>
  )
}
