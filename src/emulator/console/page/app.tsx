import type { VNode } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { QuickFix } from '../../../editing/quick-fixes.ts'
import { applyEdits } from '../../../language/edit.ts'
import { lintText } from '../../../lint/lint.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Task } from '../../tasks/task.ts'
import type { About, ObjectSummary } from '../answers.ts'
import { createBucket, deleteObject, getAbout, getObject, upload } from './api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { Empty, HowToPut } from './empty.tsx'
import { targetOf } from './examples.ts'
import { Header } from './header.tsx'
import { FileButton, Objects } from './objects.tsx'
import { useLocale, useTheme } from './preferences.ts'
import { formatBytes } from './quantities.ts'
import { Stills } from './still.tsx'
import { TaskList } from './tasks.tsx'
import { sayIn } from './texts.ts'
import { Told } from './told.tsx'
import { useDrop } from './use-drop.ts'
import { useFacts } from './use-facts.ts'
import { useObjects } from './use-objects.ts'
import { useRun } from './use-run.ts'
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
  const [notice, setNotice] = useState('')
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
  const onFiles = async (files: readonly File[]) => {
    const problems: string[] = []
    for (const file of files) {
      setNotice(say('uploading', { name: file.name }))
      const answer = await upload(list.bucket, list.folder, file)
      if (answer.ok) choose(answer.value)
      else problems.push(`${file.name}: ${answer.problem.message[locale]}`)
    }
    setNotice(problems.join(' '))
    list.reload()
  }
  const onCreate = async (name: string) => {
    const answer = await createBucket(name)
    setNotice(answer.ok ? '' : answer.problem.message[locale])
    list.reload()
    if (answer.ok) list.setBucket(answer.value)
  }
  const onDeleteAnswer = async (isWanted: boolean) => {
    setDoomed(undefined)
    if (!doomed || !isWanted) return
    const answer = await deleteObject(doomed)
    const said = answer.ok ? say('deleted', { key: doomed.key }) : answer.problem.message[locale]
    setNotice(said)
    list.reload()
    if (!answer.ok || doomed.key !== chosen?.key || doomed.bucket !== chosen.bucket) return
    setChosen(undefined)
    clear()
    history.replaceState(null, '', location.pathname)
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
    if (run.kind === 'result') {
      const { contentType: type, size } = run.result
      announce(say('resultReady', { type, size: formatBytes(size) }))
    }
    if (run.kind === 'task') announce(say('taskStarted', { id: run.taskId }))
    if (run.kind === 'saved') {
      announce(say('saved', { key: run.object.key }))
      list.reload()
    }
    if (run.kind === 'refused') announce(`${say('refused')}: ${run.problem.code}. ${run.problem.message[locale]}`)
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
          ) : list.objects?.length === 0 && list.folders.length === 0 && list.folder === '' && list.filter === '' ? (
            <HowToPut {...{ about, bucket: list.bucket, say }}>
              <FileButton {...{ say, onFiles }} />
            </HowToPut>
          ) : (
            <Empty title={say('chooseTitle')}>
              <p>{say('chooseHow')}</p>
            </Empty>
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
