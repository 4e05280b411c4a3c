import { type Context, createContext, type VNode } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'
import { thumbnailUrl } from './api.ts'
import { createGate, type Gate } from './gate.ts'

/** Pictures that load at a time: a browser opens six connections to one server, and work needs one at once. */
const AT_ONCE = 2

/** The gate that all small pictures of the page go through. */
export const Stills: Context<Gate> = createContext(createGate(AT_ONCE))

const ICONS: Readonly<Record<string, string>> = {
  image: 'M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3',
  video: 'M2 3h12v10H2zM6.5 5.5v5l4-2.5z',
  audio: 'M6 12V3.5l7-1.5v8.5M6 12a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM13 10.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  folder: 'M1.5 3.5h4.5l1.5 2h7v7.5h-13z',
}
const FILE = 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3'

/** A small drawing of lines, without meaning of its own. */
export function Icon({ path }: { readonly path: string }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

/** The drawing for a kind of content: `image`, `folder`. */
export function KindIcon({ kind }: { readonly kind: string }): VNode {
  return (
    <span class="thumbnail">
      <Icon path={ICONS[kind] ?? FILE} />
    </span>
  )
}

interface StillProps {
  readonly place: ObjectAddress
  readonly contentType: string
  /** Changes when the object is written again. */
  readonly version: string
}

/** A still picture of 48 px of an object, loaded when it comes into sight and nothing more important does. */
export function Still({ place, contentType, version }: StillProps): VNode {
  const kind = contentType.replace(/\/.*$/, '')
  if (kind !== 'image' && kind !== 'video') return <KindIcon kind={kind} />
  return <LazyPicture key={version} url={thumbnailUrl(place, version)} kind={kind} />
}

function LazyPicture({ url, kind }: { readonly url: string; readonly kind: string }): VNode {
  const gate = useContext(Stills)
  const image = useRef<HTMLImageElement>(null)
  const [isSeen, setSeen] = useState(false)
  const [isOn, setOn] = useState(false)
  const [state, setState] = useState<'waiting' | 'loaded' | 'broken'>('waiting')
  useEffect(() => {
    const observer = new IntersectionObserver(entries => setSeen(entries.at(-1)?.isIntersecting ?? false))
    if (image.current) observer.observe(image.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!isSeen || state !== 'waiting') return undefined
    const leave = gate.join(setOn)
    return () => {
      leave()
      setOn(false)
    }
  }, [isSeen, state, gate])
  if (state === 'broken') return <KindIcon kind={kind} />
  return (
    <img
      alt=""
      {...{ ref: image, class: 'thumbnail', width: 48, height: 48, decoding: 'async', fetchPriority: 'low' }}
      {...((isOn || state === 'loaded') && { src: url })}
      onLoad={() => setState('loaded')}
      onError={() => isOn && setState('broken')}
    />
  )
}
