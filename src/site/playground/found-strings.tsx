import type { VNode } from 'preact'
import { ProcessText } from '../../emulator/console/page/process-text.tsx'
import type { PageState } from './state.ts'
import type { Tell } from './texts.ts'

/** A string that a recipe makes or a source text holds. */
export interface FoundString {
  readonly text: string
  /** What it is for. */
  readonly label: string
  /** The URL of its object, or ''. */
  readonly object: string
}

interface FoundStringsProps {
  readonly strings: readonly FoundString[]
  readonly tell: Tell
  change(change: Partial<PageState>): void
}

const SHOWN = 50

/** Strings, each with a way to look at it alone. */
export function FoundStrings({ strings, tell, change }: FoundStringsProps): VNode {
  const { length: count } = strings
  return (
    <section class="found" aria-labelledby="found-title">
      <h2 id="found-title">
        {count === 0 ? tell('noStrings') : count === 1 ? tell('oneString') : tell('manyStrings', { count })}
      </h2>
      <ul>
        {strings.slice(0, SHOWN).map(({ text, label, object }, index) => (
          <li key={`${index}-${text}`}>
            <p class="quiet">{label}</p>
            <ProcessText text={text} />{' '}
            <button
              type="button"
              class="small"
              aria-label={`${tell('openString')}: ${text}`}
              onClick={() => change({ mode: 'string', text, object })}
            >
              {tell('openString')}
            </button>
          </li>
        ))}
      </ul>
      {count > SHOWN && <p>{tell('moreStrings', { count: count - SHOWN })}</p>}
    </section>
  )
}
