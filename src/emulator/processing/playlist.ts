import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { percentDecode } from '../../language/url.ts'
import { refuse } from '../engine/problem.ts'
import type { ProcessingOptions } from './processing.ts'

const UNSIGNED: Localized = {
  en: '"hls/sign" needs a request that is signed by its URL.',
  zh: '"hls/sign" 需要通过签名 URL 请求。',
}
const NEITHER: Localized = {
  en: 'The playlist "{key}" names neither .m3u8 nor .ts files.',
  zh: '播放列表 "{key}" 中既没有 .m3u8 也没有 .ts。',
}
const MIXED: Localized = {
  en: 'The playlist "{key}" mixes .m3u8 and .ts files.',
  zh: '播放列表 "{key}" 混用了 .m3u8 和 .ts。',
}

interface PlaylistEntry {
  readonly key: string
  readonly kind: 'm3u8' | 'ts'
}

/** Signs the entries of a playlist as the request for it was signed. Those with a host of their own are left alone. */
export function signPlaylist(text: string, key: string, presign: ProcessingOptions['presign']): string {
  if (!presign) throw refuse('InvalidArgument', 400, UNSIGNED)
  const lines = text.split('\n').map(line => ({ line, entry: entryOf(line, key) }))
  const kinds = new Set(lines.flatMap(({ entry }) => entry?.kind ?? []))
  if (kinds.size === 0) throw refuse('InvalidArgument', 400, NEITHER, { key }, '0044-00000408')
  if (kinds.size === 2) throw refuse('InvalidArgument', 400, MIXED, { key }, '0044-00000409')
  // A playlist of playlists is only of use when those are signed in turn.
  const sign = ({ key, kind }: PlaylistEntry) => presign(key, undefined, kind === 'm3u8' ? 'hls/sign' : undefined)
  return lines.map(({ line, entry }) => (entry ? sign(entry) + (line.endsWith('\r') ? '\r' : '') : line)).join('\n')
}

function entryOf(line: string, key: string): PlaylistEntry | undefined {
  const reference = line.trim()
  if (reference === '' || reference.startsWith('#')) return undefined
  const base = `oss://bucket/${key.split('/').map(encodeURIComponent).join('/')}`
  const url = URL.canParse(reference, base) ? new URL(reference, base) : undefined
  if (url?.protocol !== 'oss:' || url.host !== 'bucket') return undefined
  const [, kind] = /\.(m3u8|ts)$/i.exec(url.pathname) ?? []
  if (kind === undefined) return undefined
  return { key: percentDecode(url.pathname.slice(1)), kind: kind.toLowerCase() === 'ts' ? 'ts' : 'm3u8' }
}
