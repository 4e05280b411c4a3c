import { useEffect, useState } from 'preact/hooks'

/** As in console.css. */
const WIDE = '(min-width: 1181px)'

/** True where findings and tasks have a column of their own. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches)
  useEffect(() => {
    const query = matchMedia(WIDE)
    const follow = () => setWide(query.matches)
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return isWide
}
