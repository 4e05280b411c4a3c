import { useEffect, useState } from 'preact/hooks'
import type { Facts } from '../../../trace/facts.ts'
import type { ObjectSummary } from '../answers.ts'
import { describeObject } from './described.ts'

/** What the local OSS knows of the object. */
export function useFacts(object: ObjectSummary | undefined): Facts | undefined {
  const [facts, setFacts] = useState<Facts>()
  useEffect(() => {
    let isCurrent = true
    setFacts(undefined)
    if (object) void describeObject(object).then(known => isCurrent && setFacts(known))
    return () => {
      isCurrent = false
    }
  }, [object])
  return facts
}
