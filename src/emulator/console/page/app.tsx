import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { QuickFix } from '../../../editing/quick-fixes.ts'
import { applyEdits } from '../../../language/edit.ts'
import { lintText } from '../../../lint/lint.ts'
import type { About, ObjectSummary, ProblemAnswer } from '../answers.ts'
import { getAbout } from './api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { Empty, HowToPut } from './empty.tsx'
import { targetOf } from './examples.ts'
import { Header } from './header.tsx'
import { FileButton, Objects } from './objects.tsx'
import { useLocale, useTheme } from './preferences.ts'
import { TaskList } from './tasks.tsx'
import { type Say, sayIn } from './texts.ts'
import { Told } from './told.tsx'
import { findPlace, useChosen } from './use-chosen.ts'
import { useDrop } from './use-drop.ts'
import { useFacts } from './use-facts.ts'
import { useNews } from './use-news.ts'
import { type ObjectList, useObjects } from './use-objects.ts'
import { useRun } from './use-run.ts'
import { useStoring } from './use-storing.ts'
import { useString } from './use-string.ts'
import { useTasks } from './use-tasks.ts'
import { useWide } from './use-wide.ts'
import { Workbench } from './workbench.tsx'

/** The page. */
export function App(): VNode {
  const [locale, setLocale] = useLocale()
  const [theme, setTheme] = useTheme()
  const say = sayIn(locale)
  const isWide = useWide()
  const [about, setAbout] = useState<About>()
  const [doomed, setDoomed] = useState<ObjectSummary>()
  const list = useObjects(findPlace() ?? { bucket: '', key: '' })
  const { tasks, isLive } = useTasks(list.objects !== undefined || list.buckets !== undefined)
  const { run, ran, start, clear } = useRun()
  const [news, announce] = useNews({ run, tasks, list, isWide, locale, say })
  const onLost = (problem: ProblemAnswer) => announce(problem.message[locale])
  const { chosen, text, setText, choose, open, leave } = useChosen({ list, clear, onLost })
  const { buckets = [] } = list
  const facts = useFacts(chosen)
  const subject = {
    facts,
    contentType: chosen?.contentType,
    target: targetOf(chosen?.key ?? ''),
    buckets,
  }
  const string = useString(text, subject, locale)

  const { notice, onFiles, onCreate, remove } = useStoring({ list, locale, say, onStored: choose })
  const onDeleteAnswer = async (isWanted: boolean) => {
    setDoomed(undefined)
    if (!doomed || !isWanted || !(await remove(doomed))) return
    if (doomed.key === chosen?.key && doomed.bucket === chosen.bucket) leave()
  }
  const onRun = (process: string) => {
    if (!chosen || process === '' || run.kind === 'running') return
    const { bucket, key } = chosen
    void start({ place: { bucket, key }, process, via: lintText(process).via })
  }
  const onFix = ({ edits, label }: QuickFix) => {
    setText(applyEdits(text, edits))
    announce(say('fixFirst', { label }))
    document.getElementById('process')?.focus()
  }

  useEffect(() => {
    void getAbout().then(answer => answer.ok && setAbout(answer.value))
  }, [])
  const isDropping = useDrop(list.bucket === '' ? undefined : onFiles)
  const told = { text, string, locale, say, onFix }

  return (
    <>
      <a class="skip" href={chosen ? '#process' : '#main'}>
        {say('skip')}
      </a>
      <Header {...{ isLive, locale, theme, say, onLocale: setLocale, onTheme: setTheme }} />
      <div class="columns">
        <Objects {...{ list, chosen, notice, say, onChoose: choose, onFiles, onCreate, onDelete: setDoomed }} />
        <main id="main" tabIndex={-1}>
          {chosen ? (
            <Workbench
              {...{ ...told, object: chosen, facts, run, ran, tasks, isWide }}
              {...{ onChange: setText, onOpen: open, onDelete: setDoomed, onRun }}
            />
          ) : (
            <NothingChosen {...{ list, about, say, onFiles }} />
          )}
        </main>
        <aside class="side" aria-label={say('tasks')}>
          {isWide && chosen && <Told {...told} />}
          <TaskList {...{ tasks, chosen, locale, say, onOpen: open }} />
        </aside>
      </div>
      <p class="unseen" aria-live="polite">
        {news}
      </p>
      {doomed && <DeleteDialog place={doomed} say={say} onDone={isWanted => void onDeleteAnswer(isWanted)} />}
      {isDropping && <div class="drop">{say('drop', { bucket: list.bucket })}</div>}
    </>
  )
}

interface NothingChosenProps {
  readonly list: ObjectList
  readonly about: About | undefined
  readonly say: Say
  onFiles(files: readonly File[]): Promise<void>
}

/** Says what to do first: put something into a bucket that has nothing, or choose an object. */
function NothingChosen({ list, about, say, onFiles }: NothingChosenProps): VNode {
  const { objects, folders, folder, filter, bucket } = list
  if (objects?.length === 0 && folders.length === 0 && folder === '' && filter === '') {
    return (
      <HowToPut {...{ about, bucket, say }}>
        <FileButton {...{ say, onFiles }} />
      </HowToPut>
    )
  }
  return (
    <Empty title={say('chooseTitle')}>
      <p>{say('chooseHow')}</p>
    </Empty>
  )
}
