import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { ObjectSummary } from '../answers.ts'

import { Empty } from './empty.tsx'
import { formatBytes } from './quantities.ts'
import { Icon, KindIcon, Still } from './still.tsx'
import type { Say } from './texts.ts'
import { folderOf, type ObjectList } from './use-objects.ts'

interface ObjectsProps {
  readonly list: ObjectList
  readonly chosen: ObjectAddress | undefined
  /** What is being uploaded, or why it was not. */
  readonly notice: string
  readonly say: Say
  onChoose(object: ObjectSummary): void
  onFiles(files: readonly File[]): void
  onCreate(bucket: string): void
  onDelete(object: ObjectSummary): void
}

/** The left column: a bucket and its objects. Where there is little room it folds when one is chosen. */
export function Objects(props: ObjectsProps): VNode {
  const { list, chosen, say, notice, onFiles, onCreate } = props
  const { buckets, bucket, problem } = list
  const [isFolded, setFolded] = useState(false)
  useEffect(() => setFolded(chosen !== undefined), [chosen])
  return (
    <nav class={isFolded ? 'objects folded' : 'objects'} aria-label={say('objects')}>
      {chosen && (
        <button type="button" class="fold" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
          <span class="row-name">{isFolded ? chosen.key : say('objects')}</span>
          <span class="quiet">{say(isFolded ? 'change' : 'close')}</span>
        </button>
      )}
      <BucketPicker {...{ list, say, onCreate }} />
      {bucket !== '' && (
        <div class="bar">
          <input
            type="search"
            value={list.filter}
            placeholder={say('prefix')}
            aria-label={say('prefix')}
            onInput={({ currentTarget }) => list.setFilter(currentTarget.value)}
          />
          <button type="button" onClick={list.reload} aria-label={say('reload')} title={say('reload')}>
            <Icon path="M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3" />
          </button>
          <FileButton {...{ say, onFiles }} isSmall />
        </div>
      )}
      <p class="notice" role="status">
        {problem ? problem.code : notice}
      </p>
      {buckets?.length === 0 && (
        <Empty title={say('noBuckets')}>
          <p>{say('noBucketsHow', { endpoint: location.origin })}</p>
        </Empty>
      )}
      {bucket !== '' && <Rows {...props} />}
    </nav>
  )
}

/** A row of the list: a folder to open, an object to choose, or more of them. */
interface RowSpec {
  readonly id: string
  readonly body: VNode
  readonly isCurrent?: boolean
  readonly object?: ObjectSummary
  /** The folder that the row opens. */
  readonly folder?: string
  onTake(): void
}

function rowsOf({ list, chosen, say, onChoose }: ObjectsProps): readonly RowSpec[] {
  const { folder, folders, objects = [], filter, showMore, setFolder } = list
  const toFolder = (id: string, to: string, name: string): RowSpec => ({
    ...{ id, folder: to, onTake: () => setFolder(to) },
    body: <FolderRow name={name} />,
  })
  const up = folder === '' ? [] : [toFolder('..', folderOf(folder), '..')]
  const inside = folders.map(name => toFolder(name, name, name.slice(folder.length)))
  const rows = objects.map(object => ({
    ...{ id: object.key, object, onTake: () => onChoose(object) },
    isCurrent: object.key === chosen?.key && object.bucket === chosen.bucket,
    body: <ObjectRow object={object} shownIn={filter.includes('/') ? '' : folder} />,
  }))
  const more = showMore ? [{ id: 'more', onTake: showMore, body: <span class="row-name">{say('more')}</span> }] : []
  return [...up, ...inside, ...rows, ...more]
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/** One stop of the Tab key; the arrow keys move within, right and left open and leave a folder, Delete deletes. */
function Rows(props: ObjectsProps): VNode | null {
  const { list, say, onDelete } = props
  const { folder, filter, objects, setFolder } = list
  const place = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const [isMoving, setMoving] = useState(false)
  const rows = rowsOf(props)
  const current = Math.min(at, rows.length - 1)
  const focus = (index: number) => place.current?.querySelectorAll<HTMLElement>('.row')[index]?.focus()
  useEffect(() => setAt(0), [folder])
  useEffect(() => {
    if (!isMoving || !objects) return
    setMoving(false)
    focus(0)
  }, [objects, isMoving])
  if (!objects) return null
  const enter = (to: string) => {
    setMoving(true)
    setFolder(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    const row = rows[current]
    const last = rows.length - 1
    const to = key === 'Home' ? 0 : key === 'End' ? last : current + (STEPS[key] ?? Number.NaN)
    if (Number.isFinite(to)) focus(Math.max(0, Math.min(last, to)))
    else if (key === 'ArrowRight' && row?.folder !== undefined && row.id !== '..') enter(row.folder)
    else if (key === 'ArrowLeft' && folder !== '') enter(folderOf(folder))
    else if (key === 'Delete' && row?.object) onDelete(row.object)
    else return
    event.preventDefault()
  }
  return (
    <>
      {folder !== '' && <p class="path">{folder}</p>}
      {objects.length + list.folders.length === 0 && (
        <p class="quiet">{filter === '' ? say('noObjects') : say('noMatch', { prefix: `${folder}${filter}` })}</p>
      )}
      <ul class="rows" ref={place} onKeyDown={onKeyDown}>
        {rows.map(({ id, body, isCurrent, folder: opens, onTake }, index) => (
          <li key={id}>
            <button
              type="button"
              class="row"
              tabIndex={index === current ? 0 : -1}
              {...(isCurrent && { 'aria-current': true })}
              {...(id === '..' && { 'aria-label': say('parent') })}
              onFocus={() => setAt(index)}
              onClick={() => {
                if (opens !== undefined) setMoving(true)
                onTake()
              }}
            >
              {body}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function FolderRow({ name }: { readonly name: string }): VNode {
  return (
    <>
      <KindIcon kind="folder" />
      <span class="row-name">{name}</span>
    </>
  )
}

function ObjectRow({ object, shownIn }: { readonly object: ObjectSummary; readonly shownIn: string }): VNode {
  const { key, size, etag, contentType } = object
  return (
    <>
      <Still place={object} version={etag} contentType={contentType} />
      <span class="row-text" title={key}>
        <span class="row-name">{key.slice(shownIn.length)}</span>
        <span class="row-size">{formatBytes(size)}</span>
      </span>
    </>
  )
}

/** The folder in a quieter colour than the name. */
export function ObjectName({ name }: { readonly name: string }): VNode {
  const slash = name.lastIndexOf('/', name.length - 2) + 1
  return (
    <>
      {slash > 0 && <span class="folder">{name.slice(0, slash)}</span>}
      {name.slice(slash)}
    </>
  )
}

interface FileButtonProps {
  readonly say: Say
  readonly isSmall?: boolean
  onFiles(files: readonly File[]): void
}

/** Chooses files to upload. */
export function FileButton({ say, isSmall, onFiles }: FileButtonProps): VNode {
  return (
    <label class="file-button" title={say('upload')}>
      <input
        type="file"
        multiple
        aria-label={say('upload')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <Icon path="M8 11V2.5M4.5 6 8 2.5 11.5 6M2.5 10.5v3h11v-3" />
      {!isSmall && say('upload')}
    </label>
  )
}

interface BucketPickerProps {
  readonly list: ObjectList
  readonly say: Say
  onCreate(bucket: string): void
}

function BucketPicker({ list, say, onCreate }: BucketPickerProps): VNode {
  const { buckets = [], bucket, setBucket } = list
  const [isNaming, setNaming] = useState(false)
  if (isNaming || list.buckets?.length === 0) {
    const onDone = (name: string) => {
      setNaming(false)
      if (name !== '') onCreate(name)
    }
    return <NewBucket {...{ say, onDone }} canCancel={buckets.length > 0} />
  }
  return (
    <div class="bar">
      <select
        value={bucket}
        aria-label={say('bucket')}
        onChange={({ currentTarget }) => setBucket(currentTarget.value)}
      >
        {buckets.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => setNaming(true)} aria-label={say('newBucket')} title={say('newBucket')}>
        <Icon path="M8 3v10M3 8h10" />
      </button>
    </div>
  )
}

interface NewBucketProps {
  readonly say: Say
  readonly canCancel: boolean
  onDone(name: string): void
}

function NewBucket({ say, canCancel, onDone }: NewBucketProps): VNode {
  const [name, setName] = useState('')
  return (
    <form
      class="bar"
      onSubmit={event => {
        event.preventDefault()
        onDone(name.trim())
      }}
    >
      <input
        {...{ value: name, required: true, minLength: 3, maxLength: 63, placeholder: say('bucketName') }}
        pattern="[a-z0-9][a-z0-9\-]+[a-z0-9]"
        aria-label={say('bucketName')}
        ref={input => {
          if (canCancel) input?.focus()
        }}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={({ key }) => canCancel && key === 'Escape' && onDone('')}
      />
      <button type="submit" class="primary">
        {say('create')}
      </button>
      {canCancel && (
        <button type="button" onClick={() => onDone('')}>
          {say('cancel')}
        </button>
      )}
    </form>
  )
}
