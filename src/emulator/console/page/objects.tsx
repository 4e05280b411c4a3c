import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { ObjectSummary } from '../answers.ts'
import { type Place, thumbnailUrl } from './api.ts'
import { Empty } from './empty.tsx'
import { formatBytes } from './quantities.ts'
import type { Say } from './texts.ts'
import type { ObjectList } from './use-objects.ts'

interface ObjectsProps {
  readonly list: ObjectList
  readonly chosen: Place | undefined
  /** What is being uploaded, or why it was not. */
  readonly notice: string
  readonly say: Say
  onChoose(object: ObjectSummary): void
  onFiles(files: readonly File[]): void
  onCreate(bucket: string): void
}

/** The left column: a bucket and its objects. */
export function Objects(props: ObjectsProps): VNode {
  const { list, say, notice, onFiles, onCreate } = props
  const { buckets, bucket, problem } = list
  return (
    <nav class="objects" aria-label={say('objects')}>
      <BucketPicker {...{ list, say, onCreate }} />
      {bucket !== '' && (
        <div class="bar">
          <input
            type="search"
            value={list.prefix}
            placeholder={say('prefix')}
            aria-label={say('prefix')}
            onInput={({ currentTarget }) => list.setPrefix(currentTarget.value)}
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

function Rows({ list, chosen, say, onChoose }: ObjectsProps): VNode | null {
  const { objects, prefix, showMore } = list
  if (!objects) return null
  if (objects.length === 0) {
    return <p class="quiet">{prefix === '' ? say('noObjects') : say('noMatch', { prefix })}</p>
  }
  return (
    <ul class="rows">
      {objects.map(object => (
        <li key={object.key}>
          <button
            type="button"
            class="row"
            aria-current={object.key === chosen?.key && object.bucket === chosen.bucket}
            onClick={() => onChoose(object)}
          >
            <Thumbnail key={object.etag} object={object} />
            <RowText object={object} />
          </button>
        </li>
      ))}
      {showMore && (
        <li>
          <button type="button" onClick={showMore}>
            {say('more')}
          </button>
        </li>
      )}
    </ul>
  )
}

function RowText({ object: { key, size } }: { readonly object: ObjectSummary }): VNode {
  const slash = key.lastIndexOf('/', key.length - 2) + 1
  return (
    <span class="row-text" title={key}>
      <span class="row-name">{key.slice(slash)}</span>
      <span class="row-size">
        {formatBytes(size)}
        {slash > 0 && ` · ${key.slice(0, slash)}`}
      </span>
    </span>
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

const ICONS: Readonly<Record<string, string>> = {
  image: 'M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3',
  video: 'M2 3h12v10H2zM6.5 5.5v5l4-2.5z',
  audio: 'M6 12V3.5l7-1.5v8.5M6 12a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM13 10.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
}
const FILE = 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3'

function Thumbnail({ object }: { readonly object: ObjectSummary }): VNode {
  const [isBroken, setBroken] = useState(false)
  const kind = object.contentType.replace(/\/.*$/, '')
  if (isBroken || (kind !== 'image' && kind !== 'video')) {
    return (
      <span class="thumbnail">
        <Icon path={ICONS[kind] ?? FILE} />
      </span>
    )
  }
  return (
    <img
      {...{ class: 'thumbnail', src: thumbnailUrl(object), width: 40, height: 40, loading: 'lazy' }}
      alt=""
      onError={() => setBroken(true)}
    />
  )
}

/** A small drawing of lines, without meaning of its own. */
export function Icon({ path }: { readonly path: string }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={path} />
    </svg>
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
