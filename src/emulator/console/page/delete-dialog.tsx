import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'

import type { Say } from './texts.ts'

interface DeleteDialogProps {
  readonly place: ObjectAddress
  readonly say: Say
  onDone(isWanted: boolean): void
}

/** Asks before an object is deleted. */
export function DeleteDialog({ place, say, onDone }: DeleteDialogProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="delete-title" onClose={() => onDone(false)}>
      <h2 id="delete-title">{say('deleteTitle')}</h2>
      <p>
        <code>
          {place.bucket}/{place.key}
        </code>
      </p>
      <p class="quiet">{say('deleteNote')}</p>
      <div class="bar">
        <button type="button" autofocus onClick={() => onDone(false)}>
          {say('cancel')}
        </button>
        <button type="button" class="danger" onClick={() => onDone(true)}>
          {say('delete')}
        </button>
      </div>
    </dialog>
  )
}
