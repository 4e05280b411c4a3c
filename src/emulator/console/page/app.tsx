import type { VNode } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { QuickFix } from '../../../editing/quick-fixes.ts'
import { applyEdits } from '../../../language/edit.ts'
import { lintText } from '../../../lint/lint.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Task } from '../../tasks/task.ts'
import type { About, ObjectSummary } from '../answers.ts'
import { getAbout, getObject } from './api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { Empty, HowToPut } from './empty.tsx'
import { targetOf } from './examples.ts'
import { Header } from './header.tsx'
import { FileButton, Objects } from './objects.tsx'
import { useLocale, useTheme } from './preferences.ts'
import { formatBytes } from './quantities.ts'
import type { LastRun } from './result.tsx'
import { Stills } from './still.tsx'
import { TaskList } from './tasks.tsx'
import { type Say, sayIn } from './texts.ts'
import { Told } from './told.tsx'
import { useDrop } from './use-drop.ts'
import { useFacts } from './use-facts.ts'
import { type ObjectList, useObjects } from './use-objects.ts'
import { useRun } from './use-run.ts'
import { useStoring } from './use-storing.ts'
import { useString } from './use-string.ts'
import { useTasks } from './use-tasks.ts'
import { useWide } from './use-wide.ts'
import { Workbench } from './workbench.tsx'

/** The object that the address names. */
function placeInAddress(): ObjectAddress | undefined {
  const query = new URLSearchParams(location.search)
  const bucket = query.get('bucket')
  const key = query.get('key')
  return bucket && key ? { bucket, key } : undefined
}

const addressOf = ({ bucket, key }: ObjectAddress): string => `?${new URLSearchParams({ bucket, key })}`

/** The page. */
export function App(): VNode {
  const [locale, setLocale] = useLocale()
  const [theme, setTheme] = useTheme()
  const say = sayIn(locale)
  const isWide = useWide()
  const [about, setAbout] = useState<About>()
  const [chosen, setChosen] = useState<ObjectSummary>()
  const [doomed, setDoomed] = useState<ObjectSummary>()
  const [text, setText] = useState('')
  const [news, announce] = useState('')
  const list = useObjects(placeInAddress() ?? { bucket: '', key: '' })
  const { tasks, isLive } = useTasks(list.objects !== undefined || list.buckets !== undefined)
  const { run, ran, start, clear } = useRun()
  const { buckets = [] } = list
  const subject = {
    facts: useFacts(chosen),
    contentType: chosen?.contentType,
    target: targetOf(chosen?.key ?? ''),
    buckets,
  }
  const string = useString(text, subject, locale)
  const stills = useContext(Stills)

  const choose = (object: ObjectSummary) => {
    if (object.contentType !== chosen?.contentType) setText('')
    setChosen(object)
    clear()
    history.replaceState(null, '', addressOf(object))
  }
  const open = async (place: ObjectAddress, process?: string) => {
    const answer = await getObject(place)
    if (!answer.ok) return announce(answer.problem.message[locale])
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
    const place = placeInAddress()
    if (place) void open(place)
  }, [])
  useFinished(tasks, task => {
    list.reload()
    if (run.kind !== 'task' || run.taskId !== task.taskId) return
    const { key, message = '' } = task
    announce(task.state === 'Succeeded' ? say('taskDone', { key }) : say('taskFailed', { message }))
  })
  useEffect(() => {
    stills.hold(run.kind === 'running')
    if (run.kind !== 'none') bringIntoView(isWide)
    const said = newsOf(run, say, locale)
    if (said !== undefined) announce(said)
    if (run.kind === 'saved') list.reload()
  }, [run])
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
              {...{ ...told, object: chosen, run, ran, tasks, isWide }}
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

/** What a screen reader is told of a run; undefined where nothing has come of it yet. */
function newsOf(run: LastRun, say: Say, locale: Locale): string | undefined {
  switch (run.kind) {
    case 'result':
      return say('resultReady', { type: run.result.contentType, size: formatBytes(run.result.size) })
    case 'task':
      return say('taskStarted', { id: run.taskId })
    case 'saved':
      return say('saved', { key: run.object.key })
    case 'refused':
      return `${say('refused')}: ${run.problem.code}. ${run.problem.message[locale]}`
    default:
      return undefined
  }
}

/** The result comes into sight; where the columns stand below each other it has the focus, too. */
function bringIntoView(isWide: boolean): void {
  const result = document.getElementById('result')
  result?.scrollIntoView({ block: isWide ? 'nearest' : 'start' })
  if (!isWide) result?.focus({ preventScroll: true })
}

/** Calls back when a task that ran has ended. */
function useFinished(tasks: readonly Task[], onFinished: (task: Task) => void): void {
  const running = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const before = running.current
    running.current = new Set(tasks.filter(({ state }) => state === 'Running').map(({ taskId }) => taskId))
    for (const task of tasks) if (task.state !== 'Running' && before.has(task.taskId)) onFinished(task)
  }, [tasks])
}
