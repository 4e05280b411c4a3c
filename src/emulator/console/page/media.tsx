import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { formatBytes, formatTime } from './quantities.ts'
import type { Say } from './texts.ts'

/** What a picture or a player tells of itself. */
export interface ShownFacts {
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Seconds. */
  readonly duration?: number | undefined
}

interface MediaProps {
  readonly src: string
  readonly contentType: string
  /** Says what it shows. */
  readonly label: string
  readonly say: Say
  /** `lazy` where it may be out of sight. */
  readonly loading?: 'lazy' | undefined
  onFacts?(facts: ShownFacts): void
  /** Called where the browser cannot show it. */
  onBroken?(): void
}

/** A picture, a video or a sound; an animation plays. */
export function Media({ src, contentType, label, say, loading, onFacts, onBroken }: MediaProps): VNode {
  const [isBroken, setBroken] = useState(false)
  useEffect(() => setBroken(false), [src])
  const kind = isBroken ? '' : contentType.replace(/\/.*$/, '')
  const onError = () => {
    setBroken(true)
    onBroken?.()
  }
  if (kind === 'image') {
    const onLoad = ({ currentTarget: { naturalWidth, naturalHeight } }: { currentTarget: HTMLImageElement }) =>
      onFacts?.({ width: naturalWidth, height: naturalHeight })
    return <img key={src} src={src} alt={label} loading={loading} onLoad={onLoad} onError={onError} />
  }
  const onPlayer = ({ currentTarget: player }: { currentTarget: HTMLMediaElement }) =>
    onFacts?.({
      duration: player.duration,
      ...(player instanceof HTMLVideoElement && { width: player.videoWidth, height: player.videoHeight }),
    })
  const common = { key: src, src, controls: true, 'aria-label': label, onLoadedMetadata: onPlayer, onError } as const
  if (kind === 'video') return <video {...common} playsInline muted preload="metadata" />
  if (kind === 'audio') return <audio {...common} preload="metadata" />
  return <Unshown src={src} label={label} say={say} />
}

function Unshown({ src, label, say }: Pick<MediaProps, 'src' | 'label' | 'say'>): VNode {
  return (
    <p class="unshown">
      {say('noPreview')}{' '}
      <a href={src} download={label}>
        {say('download')}
      </a>
    </p>
  )
}

/** A name and what it says. */
export type NamedFact = readonly [name: string, value: string]

/** The facts of something shown, for `FactList`. */
export function factsOf(
  say: Say,
  { contentType, size }: { readonly contentType: string; readonly size: number },
  { width, height, duration }: ShownFacts = {},
): readonly NamedFact[] {
  const dimensions = width && height ? [[say('dimensions'), `${width} × ${height}`] as const] : []
  const hasDuration = duration !== undefined && Number.isFinite(duration)
  return [
    ...dimensions,
    ...(hasDuration ? [[say('duration'), formatTime(duration * 1000)] as const] : []),
    [say('size'), formatBytes(size)],
    [say('type'), contentType.replace(/;.*$/, '')],
  ]
}

/** Facts in one row. */
export function FactList({ facts }: { readonly facts: readonly NamedFact[] }): VNode {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
