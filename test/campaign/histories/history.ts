/** What a client asked of one key, and what it was told. */
export type Action =
  | { readonly kind: 'put'; readonly version: string }
  /** A write that forbids to overwrite; 409 is `exists`. */
  | { readonly kind: 'create'; readonly version: string; readonly answer?: 'done' | 'exists' }
  | { readonly kind: 'delete' }
  /** Sets the tag of what is there; 404 is `absent`. */
  | { readonly kind: 'tag'; readonly tag: string; readonly answer?: 'done' | 'absent' }
  /** 409 is `elsewhere`: another length, or no object to append to. */
  | {
      readonly kind: 'append'
      readonly position: number
      readonly text: string
      readonly answer?: 'done' | 'elsewhere'
    }
  /** `undefined` is 404. */
  | { readonly kind: 'read'; readonly seen: string | undefined }
  | { readonly kind: 'read-tag'; readonly seen: string | undefined }

/** One operation. Times are milliseconds of one clock. */
export interface Operation {
  readonly client: number
  readonly start: number
  /** Undefined where no answer came: it may have been done at any time since, or never. */
  readonly end?: number | undefined
  readonly action: Action
}

/** What a key holds: nothing, or a version with its tag. Appended text is its own version. */
export type State = { readonly version: string; readonly tag: string; readonly length?: number } | undefined

/** What an operation leaves of a state; `undefined` where its answer cannot be, for this state. */
export function apply(state: State, action: Action): { readonly next: State } | undefined {
  switch (action.kind) {
    case 'put':
      return { next: { version: action.version, tag: '' } }
    case 'create':
      if (action.answer === 'done' && state) return undefined
      if (action.answer === 'exists' && !state) return undefined
      return { next: state ?? { version: action.version, tag: '' } }
    case 'delete':
      return { next: undefined }
    case 'tag':
      if (action.answer !== undefined && (action.answer === 'done') !== (state !== undefined)) return undefined
      return { next: state && { ...state, tag: action.tag } }
    case 'append':
      return append(state, action)
    case 'read':
      return state?.version === action.seen ? { next: state } : undefined
    case 'read-tag':
      return state?.tag === action.seen ? { next: state } : undefined
  }
}

function append(state: State, { position, text, answer }: Action & { kind: 'append' }): { next: State } | undefined {
  const fits = state ? state.length === position : position === 0
  if (answer !== undefined && (answer === 'done') !== fits) return undefined
  if (!fits) return { next: state }
  return { next: { tag: '', ...state, version: (state?.version ?? '') + text, length: position + text.length } }
}

/** A state as a name. */
export function nameOf(state: State): string {
  return state ? `${state.version} ${state.tag}` : ''
}
