import { useEffect, useState } from 'preact/hooks'
import { FIRST, fromHash, LONGEST_ADDRESS, type PageState, toHash } from './state.ts'

/** Milliseconds without a change before the address follows. */
const PAUSE = 250

/** The state of the page, which its address follows, and which follows the address when somebody changes that. */
export function useStateInAddress(): [PageState, (change: Partial<PageState>) => void] {
  const [state, setState] = useState(() => fromHash(location.hash) ?? FIRST)
  useEffect(() => {
    const follow = () => setState(before => fromHash(location.hash) ?? before)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  useEffect(() => {
    if (state === FIRST) return undefined
    const hash = toHash(state)
    const timer = setTimeout(
      () => history.replaceState(null, '', hash.length > LONGEST_ADDRESS ? '#' : `#${hash}`),
      PAUSE,
    )
    return () => clearTimeout(timer)
  }, [state])
  return [state, change => setState(before => ({ ...before, ...change }))]
}
