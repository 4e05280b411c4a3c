import { about, COUNT, objectOf, TEXT } from '../report/json-schema.ts'

const FLAG = { type: 'boolean' }
const NUMBER = { type: 'number' }
const TIME = { type: 'string', format: 'date-time' }
const LOCALIZED = objectOf({ en: TEXT, zh: TEXT })
const SEVERITY = { enum: ['error', 'warning', 'info'] }
const SPAN = objectOf({ start: COUNT, end: COUNT })
const VIA = { enum: ['get', 'post', 'async'] }
const EDIT = objectOf({ span: SPAN, text: TEXT })

function listOf(items: object): object {
  return { type: 'array', items }
}

function mapOf(values: object): object {
  return { type: 'object', additionalProperties: values }
}

function oneOf(...schemas: readonly object[]): object {
  return { anyOf: schemas }
}

/** An object of which all keys but some may be left out. */
function partOf(required: readonly string[], properties: Readonly<Record<string, object>>): object {
  return objectOf(
    properties,
    Object.keys(properties).filter(name => !required.includes(name)),
  )
}

const DIAGNOSTIC = objectOf(
  {
    ...{ ruleId: TEXT, messageId: TEXT, severity: SEVERITY, message: TEXT, url: about('The page of the rule.', TEXT) },
    data: about('What the message is filled with.', { type: 'object' }),
    span: about('In the string, in UTF-16 code units.', SPAN),
    serverCode: about('The EC number or error code that OSS answers with.', TEXT),
    fix: about('Edits that are always right.', listOf(EDIT)),
    suggestions: listOf(objectOf({ message: TEXT, edits: listOf(EDIT) })),
  },
  ['serverCode', 'fix', 'suggestions', 'data'],
)

const PARAMETER = objectOf({ kind: { const: 'parameter' }, start: COUNT, end: COUNT, name: TEXT, value: TEXT }, [
  'name',
])
const OPERATION = objectOf({
  ...{ kind: { const: 'operation' }, start: COUNT, end: COUNT, name: TEXT },
  parameters: listOf({ $ref: '#/$defs/parameter' }),
})
const STAGE = objectOf(
  {
    kind: { const: 'stage' },
    start: COUNT,
    end: COUNT,
    category: TEXT,
    operations: listOf({ $ref: '#/$defs/operation' }),
  },
  ['category'],
)
const CONDITIONAL = objectOf({
  ...{ kind: { const: 'conditional' }, start: COUNT, end: COUNT, condition: TEXT },
  ...{ body: { $ref: '#/$defs/pipeline' }, closed: FLAG, trailing: TEXT },
})
const PIPELINE = objectOf({
  ...{ kind: { const: 'pipeline' }, start: COUNT, end: COUNT },
  stages: listOf(oneOf({ $ref: '#/$defs/stage' }, { $ref: '#/$defs/conditional' })),
})

const PARSE = {
  ...objectOf({ tree: { $ref: '#/$defs/pipeline' }, diagnostics: about('Mistakes of form.', listOf(DIAGNOSTIC)) }),
  $defs: { pipeline: PIPELINE, stage: STAGE, conditional: CONDITIONAL, operation: OPERATION, parameter: PARAMETER },
}

const MEASURE = about(
  'Exact, bounded, or null where nobody can tell.',
  oneOf(NUMBER, objectOf({ minimum: NUMBER, maximum: NUMBER }, ['minimum', 'maximum']), { type: 'null' }),
)
const FORMAT = { type: ['string', 'null'] }
const SIZES = { format: FORMAT, width: MEASURE, height: MEASURE, frames: MEASURE }

const STEP = objectOf(
  {
    ...{ operation: TEXT, start: COUNT, end: COUNT, ...SIZES },
    remarks: about('What the operation did not do, and why.', listOf(TEXT)),
    nested: about('The steps of a string in the value of this one.', listOf({ $ref: '#/$defs/step' })),
  },
  ['remarks', 'nested'],
)
const OUTPUT_KIND = { enum: ['image', 'video', 'audio', 'document', 'pointCloud', 'text', 'json', 'html', 'playlist'] }

const TRACE = {
  ...objectOf({
    version: { const: 1 },
    steps: listOf({ $ref: '#/$defs/step' }),
    outputs: listOf(
      objectOf({ kind: OUTPUT_KIND, ...SIZES, count: MEASURE, bucket: TEXT, object: TEXT }, ['bucket', 'object']),
    ),
    charges: listOf(objectOf({ item: TEXT, unit: TEXT, quantity: MEASURE })),
    diagnostics: listOf(
      objectOf(
        {
          ...{ ruleId: TEXT, messageId: TEXT, severity: SEVERITY, message: TEXT, start: COUNT, end: COUNT, url: TEXT },
          serverCode: TEXT,
        },
        ['serverCode'],
      ),
    ),
  }),
  $defs: { step: STEP },
}

const OPERATIONS = listOf(
  partOf(['id', 'category', 'name', 'title', 'parameters', 'confidence'], {
    ...{ id: about('"image/resize".', TEXT), category: TEXT, name: TEXT, title: LOCALIZED },
    via: about('How a string with it reaches OSS.', listOf(VIA)),
    saveas: { enum: ['required', 'optional', 'forbidden', 'undocumented'] },
    access: { enum: ['anonymous', 'signed', 'imm'] },
    output: partOf(['kind', 'count'], {
      kind: { enum: [...OUTPUT_KIND.enum, 'none'] },
      ...{ count: { enum: ['one', 'many'] }, oneWhen: listOf({ type: 'object' }), formatParameter: TEXT },
    }),
    billing: about('What it is billed as.', objectOf({ item: TEXT, unit: LOCALIZED })),
    parameters: listOf(
      partOf(['name', 'title', 'word', 'type', 'source'], {
        name: about('Empty for a value without a name.', TEXT),
        word: about('What a recipe calls it.', TEXT),
        type: partOf(['kind', 'description'], {
          ...{ kind: TEXT, minimum: NUMBER, maximum: NUMBER, values: listOf(TEXT), role: TEXT },
          description: LOCALIZED,
        }),
        ...{ title: LOCALIZED, unit: TEXT, default: TEXT, required: { enum: ['error', 'warning'] }, source: TEXT },
        ...{ confidence: { enum: ['high', 'medium', 'low'] }, status: TEXT, repeatable: FLAG, nestedOnly: FLAG },
        ...{ accessOf: mapOf(TEXT), doubtfulValues: listOf(TEXT), misnamedValues: mapOf(TEXT), gentle: FLAG },
        ...{ optionsBehind: FLAG, even: FLAG, serverCode: TEXT, missingCode: TEXT, contentCode: TEXT },
      }),
    ),
    constraints: listOf({
      type: 'object',
      properties: { kind: { enum: ['oneOf', 'conflict', 'requires', 'ignored', 'restricted'] }, source: TEXT },
      required: ['kind', 'source'],
    }),
    source: about('The help page that says so.', TEXT),
    confidence: { enum: ['high', 'medium', 'low'] },
  }),
)

const RULES = listOf(
  partOf(['id', 'severity', 'description'], {
    ...{ id: TEXT, severity: SEVERITY, description: LOCALIZED, messages: mapOf(LOCALIZED) },
    examples: {
      type: 'object',
      properties: { invalid: listOf({ type: 'object' }), valid: listOf({ type: 'object' }) },
    },
  }),
)

const DIFF = listOf(
  partOf(['kind', 'subject', 'message'], {
    kind: { enum: ['added', 'removed', 'changed'] },
    subject: about('"image/resize w", or a property of a job.', TEXT),
    ...{ left: TEXT, right: TEXT, message: TEXT },
    job: about('Where there are several.', TEXT),
  }),
)

const VERIFIED = partOf(
  ['method', 'key', 'isTemporary', 'additionalHeaders', 'status', 'refusals', 'mistakes', 'diagnostics'],
  {
    ...{ method: TEXT, bucket: TEXT, key: TEXT, process: objectOf({ name: TEXT, text: TEXT }) },
    ...{ version: { enum: ['v1', 'v4'] }, kind: { enum: ['header', 'query'] }, accessKeyId: TEXT, isTemporary: FLAG },
    scope: objectOf({ date: TEXT, region: TEXT, product: TEXT }),
    ...{ additionalHeaders: listOf(TEXT), signedAt: TIME, expiresAt: TIME },
    status: about('unchecked: nothing is wrong, but the signature could not be computed.', {
      enum: ['valid', 'invalid', 'unchecked'],
    }),
    refusals: about(
      'Why OSS refuses it; the first is what it answers.',
      listOf(
        objectOf({ id: TEXT, code: TEXT, status: { enum: [400, 403] }, serverCode: TEXT, message: TEXT }, [
          'serverCode',
        ]),
      ),
    ),
    ...{ canonicalRequest: TEXT, stringToSign: TEXT },
    mistakes: about(
      'What the sender did wrong, where that makes the signature fit.',
      listOf(objectOf({ id: TEXT, part: TEXT, expected: TEXT, signed: TEXT, message: TEXT })),
    ),
    diagnostics: about('What the linter finds in the process string.', listOf(DIAGNOSTIC)),
  },
)

const DOCTOR = listOf(
  objectOf({
    check: { enum: ['node', 'configuration', 'credentials', 'endpoint', 'clock', 'signature', 'imm'] },
    state: { enum: ['ok', 'warning', 'error'] },
    message: TEXT,
  }),
)

const CHARGE = partOf(['item', 'unit', 'isMaximum'], {
  ...{ item: TEXT, name: LOCALIZED, unit: LOCALIZED, quantity: NUMBER, price: NUMBER, isMaximum: FLAG },
  needs: about('The fact that is missing.', { enum: ['size', 'class', 'result'] }),
  isOpen: about('In a sum: a part cannot be told.', FLAG),
})
const STATE = { enum: ['new', 'changed', 'refused', 'failed', 'doubt', 'done'] }
const COUNTS = Object.fromEntries([...STATE.enum, 'send', 'wouldBeRefused'].map(name => [name, COUNT]))

const PLAN = oneOf(
  objectOf(
    {
      ...{ id: TEXT, state: STATE, source: TEXT, label: TEXT, target: TEXT, result: TEXT, process: TEXT },
      outputs: listOf(objectOf({ kind: OUTPUT_KIND, ...SIZES, count: MEASURE })),
      refusals: about('Why OSS would refuse it.', listOf(TEXT)),
      charges: listOf(CHARGE),
    },
    ['label', 'target', 'result', 'refusals'],
  ),
  objectOf({ plan: objectOf({ ...COUNTS, charges: listOf(CHARGE), currency: TEXT }, ['currency']) }),
)

const JOB = partOf(['process', 'via', 'key', 'label'], {
  ...{ process: TEXT, via: VIA, key: TEXT, bucket: TEXT, endpoint: TEXT, region: TEXT, label: TEXT },
  request: partOf(['method', 'url', 'headers'], { method: TEXT, url: TEXT, headers: mapOf(TEXT), body: TEXT }),
})

const SENT = { job: TEXT, source: TEXT, label: TEXT, target: TEXT }
const IDS = { status: COUNT, eventId: TEXT, requestId: TEXT, taskId: TEXT }
const FAILURE = partOf(['status'], {
  ...{ status: COUNT, code: TEXT, message: TEXT, serverCode: TEXT, requestId: TEXT, endpoint: TEXT },
  ...{ serverTime: TIME, retryAfter: NUMBER },
})
const STANDING = { succeeded: COUNT, failed: COUNT, running: COUNT, unknown: COUNT, isInterrupted: FLAG }
const TASK = { taskId: TEXT, job: TEXT, source: TEXT, target: TEXT, sentAt: TIME }
const TASK_END = { state: { enum: ['Succeeded', 'Failed'] }, code: TEXT, message: TEXT, outputs: listOf(TEXT) }

function event(name: string, properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  return objectOf({ event: { const: name }, ...properties }, optional)
}

const RESULT_FILE = partOf(['target'], {
  ...{ target: about('A file of this machine, or oss://BUCKET/KEY.', TEXT), size: COUNT, width: COUNT, height: COUNT },
  frames: COUNT,
})

/** What `submit --queue` writes. */
const QUEUED = [
  event('doubt', { job: TEXT, source: TEXT, target: TEXT }, ['target']),
  event('end', { queued: COUNT, done: COUNT, underWay: COUNT, inDoubt: COUNT, isInterrupted: FLAG }),
]

const SUBMIT = oneOf(
  event('accepted', { ...SENT, ...IDS, tries: COUNT }, ['label', 'target', 'eventId', 'requestId', 'taskId']),
  event('failed', { ...SENT, error: FAILURE, tries: COUNT }, ['label', 'target']),
  event('doubt', { ...SENT, reason: TEXT, answer: TEXT }, ['label', 'target', 'answer']),
  event('retry', { ...SENT, error: FAILURE, wait: about('Milliseconds.', NUMBER) }, ['label', 'target']),
  event('task', { ...{ taskId: TEXT, state: TEXT, code: TEXT, message: TEXT }, outputs: listOf(RESULT_FILE) }, [
    'code',
    'message',
  ]),
  event('followed', { ...STANDING, settled: COUNT, inDoubt: COUNT, failedBefore: COUNT }),
  event(
    'end',
    {
      ...{ accepted: COUNT, done: COUNT, failed: COUNT, inDoubt: COUNT, notSent: COUNT, credentialFailures: COUNT },
      ...{ isRefused: FLAG, isInterrupted: FLAG, isElsewhere: FLAG, problem: TEXT },
    },
    ['problem'],
  ),
  ...QUEUED,
)

const QUEUE = oneOf(
  objectOf({
    ...{ waiting: about('At most so many.', COUNT), underWay: COUNT, done: COUNT, failed: COUNT, inDoubt: COUNT },
    unreadable: about('Bundles that another version or program wrote.', COUNT),
    ...{ isPaused: FLAG, rate: about('Receipts a second.', COUNT), secondsLeft: { type: ['integer', 'null'] } },
  }),
  about('A job that failed or is in doubt.', objectOf({ source: TEXT, reason: TEXT })),
  objectOf({ action: { enum: ['pause', 'resume', 'drain', 'retry', 'resend'] }, count: COUNT }, ['count']),
)

const IMM = objectOf({
  ...{ action: { enum: ['CreateBatch', 'CreateTrigger'] }, method: TEXT, url: TEXT, headers: mapOf(TEXT), body: TEXT },
})

const NOT_OF_IDS = ['job', 'source', 'target', 'sentAt']

const FOLLOW = oneOf(
  event('ended', { ...TASK, ...TASK_END }, NOT_OF_IDS),
  event('running', TASK, NOT_OF_IDS),
  event('unknown', TASK, NOT_OF_IDS),
  event('end', { ...STANDING, settled: COUNT, inDoubt: COUNT, failedBefore: COUNT }),
)

const SERVE = objectOf({ endpoint: TEXT, console: TEXT, root: TEXT, accessKeyId: TEXT, certificate: TEXT }, [
  'certificate',
])

const SCHEMAS: Readonly<Record<string, readonly [title: string, schema: object]>> = {
  parse: ['What oss-process parse --json writes', PARSE],
  trace: ['What oss-process trace --format json writes', TRACE],
  operations: ['What oss-process operations --json writes', OPERATIONS],
  rules: ['What oss-process rules --json writes', RULES],
  diff: ['What oss-process diff --json writes', DIFF],
  verify: [
    'What oss-process verify --json writes: one request, or a list of several',
    oneOf(VERIFIED, listOf(VERIFIED)),
  ],
  doctor: ['What oss-process doctor --json writes', DOCTOR],
  compile: ['A job as oss-process compile writes it: a line of --format jsonl, an item of --format json', JOB],
  plan: ['A line of oss-process plan --json: a job, and the sum at the end', PLAN],
  submit: ['A line of oss-process submit --format json and work --format json', SUBMIT],
  follow: ['A line of oss-process follow --format json', FOLLOW],
  imm: ['A line of oss-process compile --format imm-batch and imm-trigger', IMM],
  queue: ['A line of oss-process queue --json', QUEUE],
  serve: ['The line that oss-process serve --json writes when it listens', SERVE],
}

/** The JSON Schemas of what the commands write as JSON, by file name; that of `lint` is `reportSchema`. */
export function outputSchemas(): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, [title, schema]]) => [
      `${name}.schema.json`,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:oss-process:output:${name}.schema.json`,
        title,
        ...schema,
      },
    ]),
  )
}
