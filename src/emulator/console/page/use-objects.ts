import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'
import { OBJECTS_A_PAGE, type ObjectSummary, type ProblemAnswer } from '../answers.ts'
import { getBuckets, getObjects } from './api.ts'

/** What the left column shows. */
export interface ObjectList {
  /** Undefined until they are known. */
  readonly buckets: readonly string[] | undefined
  readonly bucket: string
  /** The folder that is open, with a slash at its end; empty at the top. */
  readonly folder: string
  /** What names in the folder start with. */
  readonly filter: string
  /** The folders inside, whole prefixes. */
  readonly folders: readonly string[]
  readonly objects: readonly ObjectSummary[] | undefined
  readonly problem: ProblemAnswer | undefined
  /** Shows the next objects; undefined where there are none. */
  readonly showMore: (() => void) | undefined
  setBucket(bucket: string): void
  setFolder(folder: string): void
  setFilter(filter: string): void
  /** Opens the folder that the object lies in. */
  show(place: ObjectAddress): void
  reload(): void
}

interface Loaded {
  readonly folders?: readonly string[]
  readonly objects?: readonly ObjectSummary[]
  readonly next?: string | undefined
  readonly problem?: ProblemAnswer
}

/** The folder of a key: `clips/` of `clips/two.mp4`. */
export const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/', key.length - 2) + 1)

/** The first bucket that something lies in; where all are empty the first. */
async function findFilled(buckets: readonly string[]): Promise<string> {
  for (const bucket of buckets) {
    const answer = await getObjects(bucket, '')
    if (answer.ok && answer.value.objects.length + answer.value.folders.length > 0) return bucket
  }
  return buckets[0] ?? ''
}

/** Keeps the buckets and the objects of one folder. */
export function useObjects(initial: ObjectAddress): ObjectList {
  const [buckets, setBuckets] = useState<readonly string[]>()
  const [place, setPlace] = useState({ bucket: initial.bucket, folder: folderOf(initial.key), filter: '' })
  const [loaded, setLoaded] = useState<Loaded>({})
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn(count => count + 1), [])
  const { bucket, folder, filter } = place
  const prefix = `${folder}${filter}`

  useEffect(() => {
    void getBuckets().then(answer => {
      if (!answer.ok) return setLoaded({ problem: answer.problem })
      setBuckets(answer.value)
      if (answer.value.includes(bucket)) return undefined
      return findFilled(answer.value).then(first => setPlace({ bucket: first, folder: '', filter: '' }))
    })
  }, [turn])

  useEffect(() => {
    let isCurrent = true
    if (bucket !== '') {
      void getObjects(bucket, prefix).then(answer => {
        if (!isCurrent) return
        setLoaded(answer.ok ? answer.value : { problem: answer.problem })
      })
    }
    return () => {
      isCurrent = false
    }
  }, [bucket, prefix, turn])

  const { objects, folders = [], next, problem } = loaded
  const isOnePage = (objects?.length ?? 0) <= OBJECTS_A_PAGE
  useEffect(() => {
    if (!isOnePage) return undefined
    addEventListener('focus', reload)
    return () => removeEventListener('focus', reload)
  }, [reload, isOnePage])

  const showMore = () =>
    void getObjects(bucket, prefix, next).then(answer => {
      if (!answer.ok) return setLoaded({ ...loaded, problem: answer.problem })
      const { value } = answer
      const more = { folders: [...folders, ...value.folders], objects: [...(objects ?? []), ...value.objects] }
      setLoaded({ ...more, next: value.next })
    })
  const go = (to: { readonly bucket: string; readonly folder: string }) => {
    if (to.bucket === bucket && to.folder === folder && filter === '') return
    setLoaded({})
    setPlace({ ...to, filter: '' })
  }
  return {
    ...{ buckets, bucket, folder, filter, folders, objects, problem, reload },
    showMore: next === undefined ? undefined : showMore,
    setBucket: name => go({ bucket: name, folder: '' }),
    setFolder: name => go({ bucket, folder: name }),
    setFilter: typed => setPlace({ bucket, folder, filter: typed }),
    show: ({ bucket: name, key }) => go({ bucket: name, folder: folderOf(key) }),
  }
}
