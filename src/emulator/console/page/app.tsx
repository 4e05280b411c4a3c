import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Task } from '../../tasks/task.ts'
import type { About, ObjectSummary } from '../answers.ts'
import { createBucket, getAbout, getObject, type Place, upload } from './api.ts'
import { Empty, HowToPut } from './empty.tsx'
import { Header } from './header.tsx'
import { FileButton, Objects } from './objects.tsx'
import { useLocale, useTheme } from './preferences.ts'
import { formatBytes } from './quantities.ts'
import { TaskList } from './tasks.tsx'
import { sayIn } from './texts.ts'
import { useDrop } from './use-drop.ts'
import { useObjects } from './use-objects.ts'
import { useRun } from './use-run.ts'
import { useTasks } from './use-tasks.ts'
import { Workbench } from './workbench.tsx'

/** The object that the address names. */
function placeInAddress(): Place | undefined {
  const query = new URLSearchParams(location.search)
  const bucket = query.get('bucket')
  const key = query.get('key')
  return bucket && key ? { bucket, key } : undefined
}

const addressOf = ({ bucket, key }: Place): string => `?${new URLSearchParams({ bucket, key })}`

/** The page. */
export function App(): VNode {
  const [locale, setLocale] = useLocale()
  const [theme, setTheme] = useTheme()
  const say = sayIn(locale)
  const [about, setAbout] = useState<About>()
  const [chosen, setChosen] = useState<ObjectSummary>()
  const [text, setText] = useState('')
  const [notice, setNotice] = useState('')
  const [news, announce] = useState('')
  const list = useObjects(placeInAddress()?.bucket ?? '')
  const { tasks, isLive } = useTasks()
  const { run, ran, start, clear } = useRun()

  const choose = (object: ObjectSummary) => {
    if (object.contentType !== chosen?.contentType) setText('')
    setChosen(object)
    clear()
    history.replaceState(null, '', addressOf(object))
  }
  const open = async (place: Place, process?: string) => {
    const answer = await getObject(place)
    if (!answer.ok) return announce(answer.problem.message[locale])
    if (place.bucket !== list.bucket) list.setBucket(place.bucket)
    choose(answer.value)
    if (process !== undefined) setText(process)
    document.getElementById('main')?.focus()
  }
  const onFiles = async (files: readonly File[]) => {
    const problems: string[] = []
    for (const file of files) {
      setNotice(say('uploading', { name: file.name }))
      const answer = await upload(list.bucket, file)
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
    if (run.kind === 'result') {
      const { contentType: type, size } = run.result
      announce(say('resultReady', { type, size: formatBytes(size) }))
    }
    if (run.kind === 'task') announce(say('taskStarted', { id: run.taskId }))
    if (run.kind === 'saved') list.reload()
    if (run.kind === 'refused') announce(`${run.problem.code}: ${run.problem.message[locale]}`)
  }, [run])
  const isDropping = useDrop(list.bucket === '' ? undefined : onFiles)

  return (
    <>
      <a class="skip" href={chosen ? '#process' : '#main'}>
        {say('skip')}
      </a>
      <Header {...{ isLive, locale, theme, say, onLocale: setLocale, onTheme: setTheme }} />
      <div class="columns">
        <Objects {...{ list, chosen, notice, say, onChoose: choose, onFiles, onCreate }} />
        <main id="main" tabIndex={-1}>
          {chosen ? (
            <Workbench
              {...{ object: chosen, buckets: list.buckets ?? [], text, run, ran, tasks, locale, say }}
              {...{ onChange: setText, onOpen: open, announce }}
              onRun={linted => void start(chosen, text, linted)}
            />
          ) : list.objects?.length === 0 && list.prefix === '' ? (
            <HowToPut {...{ about, bucket: list.bucket, say }}>
              <FileButton {...{ say, onFiles }} />
            </HowToPut>
          ) : (
            <Empty title={say('chooseTitle')}>
              <p>{say('chooseHow')}</p>
            </Empty>
          )}
        </main>
        <TaskList {...{ tasks, locale, say, onOpen: open }} />
      </div>
      <p class="unseen" aria-live="polite">
        {news}
      </p>
      {isDropping && <div class="drop">{say('drop', { bucket: list.bucket })}</div>}
    </>
  )
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
