/** What is looked at: one string, a recipe, or the text of a source file. */
export type PageMode = 'string' | 'recipe' | 'file'

/** All that the page shows depends on, and so what its address holds. */
export interface PageState {
  readonly mode: PageMode
  readonly text: string
  /** Facts of the source as words, `4000x3000,jpg`. */
  readonly source: string
  /** The object that the string is for, as a URL without the string. */
  readonly object: string
  /** The name of the source file, which tells its language. */
  readonly file: string
}

/** The page as it is first seen. */
export const FIRST: PageState = {
  mode: 'string',
  text: 'image/resize,m_fill,w_200,h_200/quality,q_800/format,webp',
  source: '4000x3000,jpg',
  object: '',
  file: 'photo.vue',
}

/** Longer addresses are cut by mail programs and chats. */
export const LONGEST_ADDRESS = 8000

/** What a signed URL lets others do, and who signed it. */
const SIGNING =
  /([?&](?:signature|OSSAccessKeyId|security-token|x-oss-(?:signature|credential|security-token)|auth_key)=)[^&#]+/gi

/** The state as the part of an address behind "#"; what is as usual is left out, and of a signature it says only that there is one. */
export function toHash(state: PageState): string {
  const usual: Readonly<Record<string, string>> = { mode: FIRST.mode, source: '', object: '', file: FIRST.file }
  const object = state.object.replace(SIGNING, '$1-')
  const entries = Object.entries({ ...state, object }).filter(([key, value]) => value !== usual[key])
  return new URLSearchParams(entries).toString()
}

/** The state that an address holds; undefined where it holds none. */
export function fromHash(hash: string): PageState | undefined {
  const told = new URLSearchParams(hash.replace(/^#/, ''))
  const text = told.get('text')
  if (text === null) return undefined
  const mode = told.get('mode')
  return {
    mode: mode === 'recipe' || mode === 'file' ? mode : 'string',
    text,
    source: told.get('source') ?? '',
    object: told.get('object') ?? '',
    file: told.get('file') ?? FIRST.file,
  }
}
