import { useEffect, useState } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { ObjectSummary, ProblemAnswer } from '../answers.ts'
import { getObject } from './api.ts'
import type { ObjectList } from './use-objects.ts'

/** The object that is open, and the string for it. */
export interface Chosen {
  readonly chosen: ObjectSummary | undefined
  readonly text: string
  setText(text: string): void
  choose(object: ObjectSummary): void
  /** Shows an object in the list and chooses it, with a string where one is given. */
  open(place: ObjectAddress, process?: string): Promise<void>
  /** Chooses nothing. */
  leave(): void
}

interface ChosenProps {
  readonly list: ObjectList
  /** Forgets what was run. */
  clear(): void
  onLost(problem: ProblemAnswer): void
}

/** The object that the address names. */
export function findPlace(): ObjectAddress | undefined {
  const query = new URLSearchParams(location.search)
  const bucket = query.get('bucket')
  const key = query.get('key')
  return bucket && key ? { bucket, key } : undefined
}

const addressOf = ({ bucket, key }: ObjectAddress): string => `?${new URLSearchParams({ bucket, key })}`

/** Keeps the object that is open, at first the one that the address names, which follows it from then on. */
export function useChosen({ list, clear, onLost }: ChosenProps): Chosen {
  const [chosen, setChosen] = useState<ObjectSummary>()
  const [text, setText] = useState('')
  const choose = (object: ObjectSummary) => {
    if (object.contentType !== chosen?.contentType) setText('')
    setChosen(object)
    clear()
    history.replaceState(null, '', addressOf(object))
  }
  const open = async (place: ObjectAddress, process?: string) => {
    const answer = await getObject(place)
    if (!answer.ok) return onLost(answer.problem)
    list.show(place)
    choose(answer.value)
    if (process !== undefined) setText(process)
    document.getElementById('main')?.focus()
  }
  const leave = () => {
    setChosen(undefined)
    clear()
    history.replaceState(null, '', location.pathname)
  }
  useEffect(() => {
    const place = findPlace()
    if (place) void open(place)
  }, [])
  return { chosen, text, setText, choose, open, leave }
}
