import type { Localized, Severity } from '../language/diagnostic.ts'

/** The families of findings in recipes. Each is a rule id; what the process string is told is a rule of the linter. */
export type RecipeRule =
  | 'recipe-yaml'
  | 'recipe-form'
  | 'recipe-value'
  | 'recipe-variable'
  | 'recipe-matrix'
  | 'recipe-fragment'
  | 'recipe-source'
  | 'recipe-target'
  | 'recipe-secret'

interface Message extends Localized {
  readonly rule: RecipeRule
  /** `error` when left out. */
  readonly severity?: Severity
}

const message = (rule: RecipeRule, en: string, zh: string, severity?: Severity): Message => ({
  rule,
  en,
  zh,
  ...(severity && { severity }),
})

/** Everything that can be wrong with a recipe, in both languages. */
export const MESSAGES = {
  'yaml-size': message(
    'recipe-yaml',
    'The file has {found} characters; a recipe has at most {limit}.',
    '文件有 {found} 个字符；配方最多 {limit} 个字符。',
  ),
  'yaml-depth': message(
    'recipe-yaml',
    'The file is nested deeper than {limit} levels; a recipe needs about ten.',
    '文件嵌套超过 {limit} 层；配方大约只需十层。',
  ),
  'yaml-nodes': message(
    'recipe-yaml',
    'With its aliases written out the file has {found} values; a recipe has at most {limit}.',
    '展开别名后文件有 {found} 个值；配方最多 {limit} 个。',
  ),
  'yaml-empty': message('recipe-yaml', 'The file is empty; expected a recipe.', '文件为空；应为配方。'),
  'yaml-documents': message(
    'recipe-yaml',
    'A second document starts here; a recipe file holds one.',
    '此处开始了第二个文档；配方文件只能有一个。',
  ),
  'yaml-alias': message(
    'recipe-yaml',
    'No anchor "&{name}" stands before this alias.',
    '此别名之前没有锚点 "&{name}"。',
  ),
  'yaml-cycle': message(
    'recipe-yaml',
    'The alias "*{name}" stands inside its own anchor, which would never end.',
    '别名 "*{name}" 位于它自己的锚点之内，展开不会结束。',
  ),
  'yaml-key': message('recipe-yaml', 'A key must be a plain word.', '键必须是普通的词。'),
  'yaml-merge': message(
    'recipe-yaml',
    '"<<" takes a mapping, an alias of one, or a list of them.',
    '"<<" 的值应为映射、映射的别名或它们的列表。',
  ),
  'yaml-directive': message(
    'recipe-yaml',
    'This directive is none of YAML 1.2.',
    '这不是 YAML 1.2 的指令。',
    'warning',
  ),
  'yaml-escape': message(
    'recipe-yaml',
    'This escape is none of YAML; between single quotes a backslash is a backslash.',
    '这不是 YAML 的转义；单引号中的反斜杠按原样保留。',
  ),
  'yaml-indent': message(
    'recipe-yaml',
    'The indentation does not fit, or a bracket is not closed before this place.',
    '缩进不一致，或此处之前的括号没有闭合。',
  ),
  'yaml-start': message(
    'recipe-yaml',
    'A value cannot start with this character; put the value in quotes.',
    '值不能以此字符开头；请为值加上引号。',
  ),
  'yaml-nested-key': message(
    'recipe-yaml',
    'A mapping or list cannot start on the line of another one; start a new, indented line.',
    '映射或列表不能与另一个在同一行开始；请另起一行并缩进。',
  ),
  'yaml-block-in-flow': message(
    'recipe-yaml',
    'An indented mapping or list cannot stand inside brackets.',
    '括号之内不能使用缩进形式的映射或列表。',
  ),
  'yaml-missing-character': message(
    'recipe-yaml',
    'A character is missing here: a colon behind a key, a comma, a quote or a space.',
    '此处缺少字符：键后的冒号、逗号、引号或空格。',
  ),
  'yaml-long-key': message('recipe-yaml', 'A key must stand on one line.', '键必须写在一行之内。'),
  'yaml-anchors': message('recipe-yaml', 'A value can have one anchor only.', '一个值只能有一个锚点。'),
  'yaml-tab': message('recipe-yaml', 'Tabs cannot indent; use spaces.', '不能用制表符缩进；请使用空格。'),
  'yaml-tag': message('recipe-yaml', 'Tags have no meaning in a recipe.', '配方中的标签没有意义。', 'warning'),
  'yaml-token': message('recipe-yaml', 'YAML expects something else here.', '此处不符合 YAML 语法。'),
  'yaml-syntax': message('recipe-yaml', 'This is not YAML.', '这不是 YAML。'),

  'duplicate-key': message('recipe-form', '"{name}" stands here a second time.', '"{name}" 在此重复出现。'),
  'unknown-key': message(
    'recipe-form',
    '"{name}" is not a key of {owner}; expected {expected}.{hint}',
    '{owner}没有键 "{name}"；应为 {expected}。{hint}',
  ),
  'missing-key': message('recipe-form', '{owner} needs "{name}".', '{owner}缺少 "{name}"。'),
  'not-text': message(
    'recipe-form',
    '"{name}" is {found}; expected a single value.',
    '"{name}" 是{found}；应为单个值。',
  ),
  'not-map': message('recipe-form', '"{name}" is {found}; expected a mapping.', '"{name}" 是{found}；应为映射。'),
  'not-list': message('recipe-form', '"{name}" is {found}; expected a list.', '"{name}" 是{found}；应为列表。'),
  empty: message('recipe-form', '"{name}" has no value.', '"{name}" 没有值。'),
  'not-recipe': message(
    'recipe-form',
    'The file holds {found}; expected a recipe, a mapping that starts with "version: 1".',
    '文件内容是{found}；应为配方，即以 "version: 1" 开头的映射。',
  ),
  version: message(
    'recipe-form',
    'The version is "{found}"; this program reads version 1.',
    '版本为 "{found}"；本程序读取版本 1。',
  ),
  enum: message(
    'recipe-form',
    '"{name}" is "{found}"; expected {expected}.{hint}',
    '"{name}" 的值为 "{found}"；应为 {expected}。{hint}',
  ),
  'not-number': message(
    'recipe-form',
    '"{name}" is "{found}"; expected a number.',
    '"{name}" 的值为 "{found}"；应为数字。',
  ),
  'both-keys': message(
    'recipe-form',
    '"{name}" and "{other}" exclude each other.',
    '"{name}" 与 "{other}" 不能同时使用。',
  ),
  'no-steps': message(
    'recipe-form',
    'The recipe does nothing: expected "steps" or "process".',
    '配方没有任何操作：应有 "steps" 或 "process"。',
  ),
  'unknown-operation': message('recipe-form', '"{name}" is not an operation.{hint}', '"{name}" 不是操作。{hint}'),
  'lost-category': message(
    'recipe-form',
    '"{name}" is an operation without its category; write "{expected}".',
    '"{name}" 缺少操作的类别；应写 "{expected}"。',
  ),
  'unknown-parameter': message(
    'recipe-form',
    '"{name}" is not a parameter of {operation}; expected {expected}.{hint}',
    '{operation} 没有参数 "{name}"；应为 {expected}。{hint}',
  ),
  'same-parameter': message(
    'recipe-form',
    '"{name}" and "{other}" are the same parameter of {operation}.',
    '"{name}" 与 "{other}" 是 {operation} 的同一个参数。',
  ),
  'no-parameters': message('recipe-form', '{operation} takes no value.', '{operation} 不带任何值。'),
  'no-positional': message(
    'recipe-form',
    '{operation} takes no value without a name; write a mapping such as {example}.',
    '{operation} 不接受不带名称的值；请写成映射，例如 {example}。',
  ),
  'nested-list': message(
    'recipe-form',
    'A list of steps holds operations, not another list.',
    '步骤列表中应为操作，而不是另一个列表。',
  ),
  'step-name': message(
    'recipe-form',
    'The step "{name}" stands inside the step "{outer}"; steps are not nested.',
    '步骤 "{name}" 位于步骤 "{outer}" 之内；步骤不能嵌套。',
  ),
  saveas: message(
    'recipe-form',
    '"{found}" is not a target; expected oss://bucket/object, or an object name without a leading slash.',
    '"{found}" 不是有效的目标；应为 oss://bucket/object，或不以斜杠开头的文件名。',
  ),

  'reference-form': message(
    'recipe-variable',
    '"{found}" is not a reference; expected "{form}", and "{escape}" for the characters themselves.',
    '"{found}" 不是有效的引用；应为 "{form}"，字符本身写作 "{escape}"。',
  ),
  'unknown-variable': message(
    'recipe-variable',
    'No variable "{name}" is declared.{hint}',
    '没有声明变量 "{name}"。{hint}',
  ),
  'unknown-source-field': message(
    'recipe-variable',
    'An input has no field "{name}"; expected {expected}, or a column of a manifest.{hint}',
    '输入没有字段 "{name}"；应为 {expected}，或清单中的列。{hint}',
  ),
  'source-reference': message(
    'recipe-variable',
    '"{name}" differs from input to input and cannot stand here.',
    '"{name}" 因输入而异，不能用在此处。',
  ),
  'missing-variable': message(
    'recipe-variable',
    'The variable "{name}" has no value; give one with --var {name}=..., a file of variables, or OSS_PROCESS_VAR_{name}.',
    '变量 "{name}" 没有值；请用 --var {name}=...、变量文件或 OSS_PROCESS_VAR_{name} 给出。',
  ),
  'unused-variable': message(
    'recipe-variable',
    'The variable "{name}" is never used.',
    '变量 "{name}" 从未使用。',
    'warning',
  ),
  'undeclared-value': message(
    'recipe-variable',
    'A value is given for "{name}", but the recipe declares no such variable.{hint}',
    '给出了 "{name}" 的值，但配方没有声明此变量。{hint}',
  ),
  'variable-name': message(
    'recipe-variable',
    '"{name}" is not a name for a variable: letters, digits, "_" and "-", a letter first, and not "source".',
    '"{name}" 不能作为变量名：应以字母开头，由字母、数字、"_" 和 "-" 组成，且不能是 "source"。',
  ),
  'variable-type': message(
    'recipe-variable',
    'The variable "{name}" is "{found}"; expected {expected}.',
    '变量 "{name}" 的值为 "{found}"；应为{expected}。',
  ),
  'variable-enum': message(
    'recipe-variable',
    'The variable "{name}" is "{found}"; expected {expected}.{hint}',
    '变量 "{name}" 的值为 "{found}"；应为 {expected}。{hint}',
  ),
  'variable-range': message(
    'recipe-variable',
    'The variable "{name}" is {found}; expected {expected}.',
    '变量 "{name}" 的值为 {found}；应为 {expected}。',
  ),
  'required-default': message(
    'recipe-variable',
    'The variable "{name}" is required, so that its default is never used.',
    '变量 "{name}" 是必需的，其默认值不会被使用。',
    'warning',
  ),
  constant: message(
    'recipe-variable',
    '"{name}" refers to a variable; a plain value is expected here.',
    '"{name}" 引用了变量；此处应为普通的值。',
  ),

  'unit-time': message(
    'recipe-value',
    '"{found}" is not a time; expected milliseconds such as 1000, or 500ms, 1s, 1m30s, 00:00:05.',
    '"{found}" 不是时间；应为毫秒数如 1000，或 500ms、1s、1m30s、00:00:05。',
  ),
  'unit-rate': message(
    'recipe-value',
    '"{found}" is not a bit rate; expected bits per second such as 96000, or 96k, 2M.',
    '"{found}" 不是码率；应为每秒比特数如 96000，或 96k、2M。',
  ),
  'unit-pixel': message(
    'recipe-value',
    '"{found}" is not a length; expected pixels such as 100 or 100px.',
    '"{found}" 不是长度；应为像素数如 100 或 100px。',
  ),
  'unit-percent': message(
    'recipe-value',
    '"{found}" is not a percentage; expected a number such as 80 or 80%.',
    '"{found}" 不是百分比；应为数字如 80 或 80%。',
  ),
  'unit-angle': message(
    'recipe-value',
    '"{found}" is not an angle; expected degrees such as 90 or 90deg.',
    '"{found}" 不是角度；应为度数如 90 或 90deg。',
  ),
  'unit-frequency': message(
    'recipe-value',
    '"{found}" is not a sample rate; expected hertz such as 44100, or 44.1k.',
    '"{found}" 不是采样率；应为赫兹数如 44100，或 44.1k。',
  ),
  'unit-frames': message(
    'recipe-value',
    '"{found}" is not a frame rate; expected frames per second such as 25 or 25fps.',
    '"{found}" 不是帧率；应为每秒帧数如 25 或 25fps。',
  ),
  'no-percent': message(
    'recipe-value',
    '"{found}" is a percentage, but {operation} has no parameter for "{name}" in percent.',
    '"{found}" 是百分比，但 {operation} 的 "{name}" 没有对应的百分比参数。',
  ),
  separator: message(
    'recipe-value',
    '"{found}" holds "{character}", which would end the value in a process string.',
    '"{found}" 含有 "{character}"，它会在处理字符串中结束该值。',
  ),

  'raw-source': message(
    'recipe-value',
    'A process string cannot hold a reference to the input; write its operations as steps.',
    '处理字符串中不能引用输入；请将其操作写成步骤。',
  ),

  'matrix-axis': message('recipe-matrix', 'The axis "{name}" has no values.', '维度 "{name}" 没有值。'),
  'matrix-name': message(
    'recipe-matrix',
    '"{name}" is a variable already; an axis needs a name of its own.',
    '"{name}" 已是变量；维度需要自己的名称。',
  ),
  'matrix-unknown-axis': message(
    'recipe-matrix',
    'The matrix has no axis "{name}".{hint}',
    '矩阵没有维度 "{name}"。{hint}',
  ),
  'matrix-incomplete': message('recipe-matrix', 'This row has no value for "{name}".', '此行没有 "{name}" 的值。'),
  'matrix-exclude': message('recipe-matrix', 'This row excludes nothing.', '此行没有排除任何组合。', 'warning'),
  'matrix-empty': message('recipe-matrix', 'The matrix has no combination left.', '矩阵没有剩下任何组合。'),
  'matrix-size': message(
    'recipe-matrix',
    'The matrix has {found} combinations; expected at most {limit}.',
    '矩阵有 {found} 个组合；最多 {limit} 个。',
  ),
  'matrix-collapse': message(
    'recipe-matrix',
    'The combinations {first} and {second} make the same process string.',
    '组合 {first} 与 {second} 产生相同的处理字符串。',
    'warning',
  ),

  'unknown-fragment': message('recipe-fragment', 'No fragment "{name}" is known.{hint}', '没有片段 "{name}"。{hint}'),
  'fragment-cycle': message(
    'recipe-fragment',
    'The fragment "{name}" uses itself, which would never end.',
    '片段 "{name}" 使用了自身，展开不会结束。',
  ),
  'fragment-twice': message(
    'recipe-fragment',
    'The fragment "{name}" is defined a second time, first in {file}.',
    '片段 "{name}" 重复定义，首次定义于 {file}。',
  ),
  'steps-limit': message(
    'recipe-fragment',
    'With its fragments written out the recipe has more than {limit} operations.',
    '展开片段后配方的操作超过 {limit} 个。',
  ),
  'include-missing': message('recipe-fragment', 'The file "{name}" cannot be read.', '无法读取文件 "{name}"。'),
  'not-included': message(
    'recipe-fragment',
    'An included file is a mapping with "fragments", "variables" or "connection".',
    '被包含的文件应为含有 "fragments"、"variables" 或 "connection" 的映射。',
  ),
  'include-local': message(
    'recipe-fragment',
    '"{name}" is not a local file; only files beside the recipe can be included.',
    '"{name}" 不是本地文件；只能包含本地文件。',
  ),
  'include-cycle': message('recipe-fragment', 'The file "{name}" includes itself.', '文件 "{name}" 包含了自身。'),
  'include-limit': message('recipe-fragment', 'More than {limit} files are included.', '包含的文件超过 {limit} 个。'),

  'no-sources': message(
    'recipe-source',
    'The recipe names no input; expected "sources".',
    '配方没有指定输入；应有 "sources"。',
  ),
  'source-key': message(
    'recipe-source',
    '"{found}" is not an object name: 1 to 1023 bytes of UTF-8, without a leading "/" or "\\".',
    '"{found}" 不是有效的文件名：UTF-8 编码 1 到 1023 字节，且不以 "/" 或 "\\" 开头。',
  ),
  'source-twice': message('recipe-source', 'The input "{name}" is listed twice.', '输入 "{name}" 列出了两次。'),
  'source-filter': message(
    'recipe-source',
    'Of the inputs none passes "prefix" and "pattern".',
    '没有输入符合 "prefix" 和 "pattern"。',
    'warning',
  ),
  'manifest-read': message(
    'recipe-source',
    'The manifest "{name}" cannot be read: {reason}.',
    '无法读取清单 "{name}"：{reason}。',
  ),
  'manifest-row': message(
    'recipe-source',
    'Line {line} of the manifest "{name}": {reason}.',
    '清单 "{name}" 第 {line} 行：{reason}。',
  ),
  'input-type': message(
    'recipe-source',
    '"{name}" is "{found}", but {operation} takes {expected}.',
    '"{name}" 的值为 "{found}"，但 {operation} 应为{expected}。',
  ),
  'input-value': message('recipe-source', 'The input "{name}" is left out: {reason}', '输入 "{name}" 被略过：{reason}'),
  'no-bucket': message(
    'recipe-source',
    'No bucket is known for the input "{name}"; give connection.bucket or write oss://bucket/{name}.',
    '输入 "{name}" 没有 Bucket；请给出 connection.bucket，或写成 oss://bucket/{name}。',
  ),

  'same-target': message(
    'recipe-target',
    'The jobs of {first} and {second} both write oss://{target}; the later one destroys the result of the earlier one.',
    '{first} 与 {second} 的任务都写入 oss://{target}；后者会覆盖前者的结果。',
  ),
  'and-more': message(
    'recipe-target',
    'There are more findings of this kind than {limit}; the rest is left out.',
    '此类问题超过 {limit} 个；其余从略。',
  ),
  'target-source': message(
    'recipe-target',
    'The result overwrites its own input oss://{target}.',
    '结果会覆盖自己的输入 oss://{target}。',
  ),
  'target-below-prefix': message(
    'recipe-target',
    'The result oss://{target} lies below the prefix "{prefix}" of the inputs, so that the next run takes it for an input.',
    '结果 oss://{target} 位于输入前缀 "{prefix}" 之下，下次运行会把它当作输入。',
    'warning',
  ),

  'secret-value': message(
    'recipe-secret',
    'This looks like {kind}; a recipe holds no secrets. Take it out, and replace it where the file was shared.',
    '这看起来是{kind}；配方不应含有秘密信息。请移除，若文件已被共享请更换。',
  ),
  'secret-key': message(
    'recipe-secret',
    '"{name}" belongs to the credentials; they come from the environment or a profile and never stand in a recipe.',
    '"{name}" 属于访问凭证；凭证来自环境变量或配置文件，不能写在配方中。',
  ),
} as const satisfies Readonly<Record<string, Message>>

/** The id of a message. */
export type MessageId = keyof typeof MESSAGES
