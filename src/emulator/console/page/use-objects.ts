import { useCallback, useEffect, useState } from 'preact/hooks'
import { OBJECTS_A_PAGE, type ObjectSummary, type ProblemAnswer } from '../answers.ts'
import { getBuckets, getObjects } from './api.ts'

/** What the left column shows. */
export interface ObjectList {
  /** Undefined until they are known. */
  readonly buckets: readonly string[] | undefined
  readonly bucket: string
  readonly prefix: string
  readonly objects: readonly ObjectSummary[] | undefined
  readonly problem: ProblemAnswer | undefined
  /** Shows the next objects; undefined where there are none. */
  readonly showMore: (() => void) | undefined
  setBucket(bucket: string): void
  setPrefix(prefix: string): void
  reload(): void
}

interface Loaded {
  readonly objects?: readonly ObjectSummary[]
  readonly next?: string | undefined
  readonly problem?: ProblemAnswer
}

/** Keeps the buckets and the objects of one of them. */
export function useObjects(initialBucket: string): ObjectList {
  const [buckets, setBuckets] = useState<readonly string[]>()
  const [bucket, setBucket] = useState(initialBucket)
  const [prefix, setPrefix] = useState('')
  const [loaded, setLoaded] = useState<Loaded>({})
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn(count => count + 1), [])

  useEffect(() => {
    void getBuckets().then(answer => {
      if (!answer.ok) return setLoaded({ problem: answer.problem })
      setBuckets(answer.value)
      setBucket(current => (answer.value.includes(current) ? current : (answer.value[0] ?? '')))
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

  const { objects, next, problem } = loaded
  const isOnePage = (objects?.length ?? 0) <= OBJECTS_A_PAGE
  useEffect(() => {
    if (!isOnePage) return undefined
    addEventListener('focus', reload)
    return () => removeEventListener('focus', reload)
  }, [reload, isOnePage])

  const showMore = () =>
    void getObjects(bucket, prefix, next).then(answer => {
      if (!answer.ok) return setLoaded({ ...loaded, problem: answer.problem })
      setLoaded({ objects: [...(objects ?? []), ...answer.value.objects], next: answer.value.next })
    })
  return {
    ...{ buckets, bucket, prefix, objects, problem, setPrefix, reload },
    showMore: next === undefined ? undefined : showMore,
    setBucket: name => {
      setLoaded({})
      setPrefix('')
      setBucket(name)
    },
  }
}
