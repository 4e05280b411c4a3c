import { useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { ObjectSummary } from '../answers.ts'
import { createBucket, deleteObject, upload } from './api.ts'
import type { Say } from './texts.ts'
import type { ObjectList } from './use-objects.ts'

/** What changes the buckets and objects of the list. */
export interface Storing {
  /** What is under way, or what went wrong; empty where there is nothing to say. */
  readonly notice: string
  /** Puts files into the folder that is open. */
  onFiles(files: readonly File[]): Promise<void>
  /** Makes a bucket, and opens it. */
  onCreate(name: string): Promise<void>
  /** Whether the object is gone. */
  remove(place: ObjectAddress): Promise<boolean>
}

interface StoringProps {
  readonly list: ObjectList
  readonly locale: Locale
  readonly say: Say
  onStored(object: ObjectSummary): void
}

/** Stores and removes, and keeps what there is to say about it. */
export function useStoring({ list, locale, say, onStored }: StoringProps): Storing {
  const [notice, setNotice] = useState('')
  return {
    notice,
    onFiles: async files => {
      const problems: string[] = []
      for (const file of files) {
        setNotice(say('uploading', { name: file.name }))
        const answer = await upload(list.bucket, list.folder, file)
        if (answer.ok) onStored(answer.value)
        else problems.push(`${file.name}: ${answer.problem.message[locale]}`)
      }
      setNotice(problems.join(' '))
      list.reload()
    },
    onCreate: async name => {
      const answer = await createBucket(name)
      setNotice(answer.ok ? '' : answer.problem.message[locale])
      list.reload()
      if (answer.ok) list.setBucket(answer.value)
    },
    remove: async place => {
      const answer = await deleteObject(place)
      setNotice(answer.ok ? say('deleted', { key: place.key }) : answer.problem.message[locale])
      list.reload()
      return answer.ok
    },
  }
}
