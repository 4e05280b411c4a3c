import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Via } from '../../../../grammar/catalogue/types.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { RequestTexts } from '../answers.ts'
import { getRequest } from './api.ts'
import { toClipboard } from './clipboard.ts'
import type { Say } from './texts.ts'

const FORMS = [
  ['url', 'copyUrl'],
  ['signedUrl', 'copySigned'],
  ['curl', 'copyCurl'],
] as const

interface CopiesProps {
  readonly place: ObjectAddress
  readonly process: string
  readonly via: Via
  readonly say: Say
}

/** Copies the request that was run. What was copied is shown: some browsers let no page copy. */
export function Copies({ place, process, via, say }: CopiesProps): VNode {
  const [shown, setShown] = useState<{ readonly text: string; readonly isCopied: boolean }>()
  useEffect(() => setShown(undefined), [place, process])
  const copy = async (form: keyof RequestTexts) => {
    const answer = await getRequest(place, process, via)
    if (!answer.ok) return
    const text = answer.value[form]
    setShown({ text, isCopied: await toClipboard(text) })
  }
  return (
    <div class="copies">
      <span class="quiet">{say('copy')}</span>
      {FORMS.map(([form, name]) => (
        <button type="button" class="small" key={form} onClick={() => void copy(form)}>
          {say(name)}
        </button>
      ))}
      {shown && (
        <p class="copied" role="status">
          {shown.isCopied && <span class="quiet">{say('copied')}</span>} <code>{shown.text}</code>
        </p>
      )}
    </div>
  )
}
