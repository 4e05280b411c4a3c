import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Severity } from '../language/diagnostic.ts'
import type { RecipeRule } from './recipe-rules.ts'

/** A message with its family. */
export interface Message extends Localized {
  readonly rule: RecipeRule
  /** `error` when left out. */
  readonly severity?: Severity
}

/** Everything that can be wrong with a recipe, in both languages. */
export const MESSAGES = {
  'yaml-size': {
    rule: 'recipe-yaml',
    en: 'The file has {found} characters; a recipe has at most {limit}.',
    zh: '文件有 {found} 个字符；配方最多 {limit} 个字符。',
  },
  'yaml-depth': {
    rule: 'recipe-yaml',
    en: 'The file is nested deeper than {limit} levels; a recipe needs about ten.',
    zh: '文件嵌套超过 {limit} 层；配方大约只需十层。',
  },
  'yaml-nodes': {
    rule: 'recipe-yaml',
    en: 'With its aliases written out this has more than {limit} values.',
    zh: '展开别名后此处超过 {limit} 个值。',
  },
  'yaml-empty': { rule: 'recipe-yaml', en: 'The file is empty; expected a recipe.', zh: '文件为空；应为配方。' },
  'yaml-documents': {
    rule: 'recipe-yaml',
    en: 'A second document starts here; a file holds one.',
    zh: '此处开始了第二个文档；一个文件只能有一个。',
  },
  'yaml-alias': {
    rule: 'recipe-yaml',
    en: 'There is no anchor "&{name}" before this alias; if "*" belongs to the text, put it in quotes.',
    zh: '此别名之前没有锚点 "&{name}"；若 "*" 是文本中的字符，请加上引号。',
  },
  'yaml-cycle': {
    rule: 'recipe-yaml',
    en: 'The alias "*{name}" is inside its own anchor, which would never end.',
    zh: '别名 "*{name}" 位于它自己的锚点之内，展开不会结束。',
  },
  'yaml-key': { rule: 'recipe-yaml', en: 'A key must be a plain word.', zh: '键必须是普通的词。' },
  'yaml-merge': {
    rule: 'recipe-yaml',
    en: '"<<" takes a mapping, an alias of one, or a list of them.',
    zh: '"<<" 的值应为映射、映射的别名或它们的列表。',
  },
  'yaml-directive': {
    rule: 'recipe-yaml',
    en: 'This directive is not part of YAML 1.2.',
    zh: '这不是 YAML 1.2 的指令。',
    severity: 'warning',
  },
  'yaml-escape': {
    rule: 'recipe-yaml',
    en: 'YAML has no such escape; between single quotes a backslash is a backslash.',
    zh: '这不是 YAML 的转义；单引号中的反斜杠按原样保留。',
  },
  'yaml-indent': {
    rule: 'recipe-yaml',
    en: 'The indentation does not fit, or a bracket is not closed before this place.',
    zh: '缩进不一致，或此处之前的括号没有闭合。',
  },
  'yaml-start': {
    rule: 'recipe-yaml',
    en: 'A value cannot start with this character; put the value in quotes.',
    zh: '值不能以此字符开头；请为值加上引号。',
  },
  'yaml-nested-key': {
    rule: 'recipe-yaml',
    en: 'A mapping or list cannot start on the line of another one; start a new, indented line.',
    zh: '映射或列表不能与另一个在同一行开始；请另起一行并缩进。',
  },
  'yaml-block-in-flow': {
    rule: 'recipe-yaml',
    en: 'An indented mapping or list cannot stand inside brackets.',
    zh: '括号之内不能使用缩进形式的映射或列表。',
  },
  'yaml-missing-character': {
    rule: 'recipe-yaml',
    en: 'A character is missing here: a colon behind a key, a comma, a quote, a bracket or a space.',
    zh: '此处缺少字符：键后的冒号、逗号、引号、括号或空格。',
  },
  'yaml-colon': {
    rule: 'recipe-yaml',
    en: 'A colon with a space after it turns what comes before it into a key; put the whole value in quotes.',
    zh: '冒号后有空格时，冒号之前的文本会成为键；请为整个值加上引号。',
  },
  'yaml-quote': {
    rule: 'recipe-yaml',
    en: `The quote before this place ends the value; put the whole value in quotes, and write \\" for a quote inside double ones, '' inside single ones.`,
    zh: `此处之前的引号结束了该值；请为整个值加上引号，双引号内的引号写作 \\"，单引号内写作 ''。`,
  },
  'yaml-unclosed': {
    rule: 'recipe-yaml',
    en: 'The quote that opens here is not closed on its line.',
    zh: '此处开始的引号没有在该行闭合。',
  },
  'yaml-braces': {
    rule: 'recipe-yaml',
    en: 'A value that starts with a bracket or brace is a list or mapping, which ends before this place; put the text in quotes.',
    zh: '以方括号或花括号开头的值是列表或映射，在此处之前已结束；请为文本加上引号。',
  },
  'yaml-bracket': {
    rule: 'recipe-yaml',
    en: 'This bracket or brace closes nothing.',
    zh: '此括号没有对应的左括号。',
  },
  'yaml-key-twice': {
    rule: 'recipe-yaml',
    en: 'This key is there already; keys are unique.',
    zh: '此键已经存在；键不能重复。',
  },
  'yaml-encoding': {
    rule: 'recipe-yaml',
    en: 'What stands here is not UTF-8; save the file as UTF-8.',
    zh: '此处的内容不是 UTF-8；请把文件另存为 UTF-8。',
  },
  'yaml-anchor': {
    rule: 'recipe-yaml',
    en: '"&{name}" names the value for aliases, of which there are none, and is no part of it; put the text in quotes if it belongs to it.',
    zh: '"&{name}" 是供别名使用的锚点，不属于值本身，而且没有别名使用它；如果它属于文本，请为文本加上引号。',
    severity: 'warning',
  },
  'yaml-anchors': { rule: 'recipe-yaml', en: 'A value can have one anchor only.', zh: '一个值只能有一个锚点。' },
  'yaml-tab': { rule: 'recipe-yaml', en: 'Tabs cannot indent; use spaces.', zh: '不能用制表符缩进；请使用空格。' },
  'yaml-tag': {
    rule: 'recipe-yaml',
    en: 'Tags have no meaning in a recipe.',
    zh: '配方中的标签没有意义。',
    severity: 'warning',
  },
  'yaml-reference': {
    rule: 'recipe-yaml',
    en: `Inside braces and brackets YAML takes the braces of {found} for its own; put it in quotes: "{found}".`,
    zh: `在花括号和方括号之内，YAML 会把 {found} 的花括号当作自己的；请加上引号："{found}"。`,
  },
  'yaml-comment': {
    rule: 'recipe-yaml',
    en: '"#" starts a comment here, so the value is lost; put it in quotes: "{found}".',
    zh: '此处的 "#" 开始注释，值因此丢失；请加上引号："{found}"。',
  },
  'yaml-null': {
    rule: 'recipe-yaml',
    en: '"{name}" is {found}, which means nothing in YAML; leave "{name}" out, or put the text in quotes.',
    zh: '"{name}" 的值为 {found}，在 YAML 中表示空；请去掉 "{name}"，或为文本加上引号。',
  },
  'full-width-sign': {
    rule: 'recipe-form',
    en: '"{found}" is full-width; write "{expected}".',
    zh: '"{found}" 是全角字符；请写 "{expected}"。',
  },
  'odd-space': {
    rule: 'recipe-form',
    en: 'This looks like a space, but is {found}, as pages have it; write a plain space.',
    zh: '这里看起来是空格，实际是网页中的 {found}；请写普通空格。',
  },
  'unseen-sign': {
    rule: 'recipe-form',
    en: 'There is a character here that cannot be seen, {found}; take it out.',
    zh: '这里有一个看不见的字符 {found}；请去掉。',
  },
  'null-step': {
    rule: 'recipe-form',
    en: 'The step is {found}, which means nothing in YAML; write an operation such as "image/info", or leave the step out.',
    zh: '该步骤为 {found}，在 YAML 中表示空；请写操作（例如 "image/info"），或去掉该步骤。',
  },
  'leading-zero': {
    rule: 'recipe-yaml',
    en: '"{found}" starts with a zero, which some programs take for an octal number; write {expected}.',
    zh: '"{found}" 以零开头，有的程序会当作八进制数；请写 {expected}。',
  },
  'yaml-token': { rule: 'recipe-yaml', en: 'YAML expects something else here.', zh: '此处不符合 YAML 语法。' },
  'yaml-syntax': { rule: 'recipe-yaml', en: 'This is not YAML.', zh: '这不是 YAML。' },

  'duplicate-key': { rule: 'recipe-form', en: '"{name}" appears here a second time.', zh: '"{name}" 在此重复出现。' },
  'unknown-key': {
    rule: 'recipe-form',
    en: '"{name}" is not a key of {owner}; expected {expected}.{hint}',
    zh: '{owner}没有键 "{name}"；应为 {expected}。{hint}',
  },
  'result-attributes': {
    rule: 'recipe-form',
    en: '"{name}" is not a key of {owner}: sys/saveas takes no attributes of the result, which gets the ACL of its bucket. Set others when it is there, or by rules of the bucket.',
    zh: '{owner}没有键 "{name}"：sys/saveas 不接受结果的属性，结果的 ACL 与 Bucket 相同。其他属性请在结果生成后设置，或通过 Bucket 规则设置。',
  },
  'lost-brackets': {
    rule: 'recipe-form',
    en: '"{found}" is a key without a value here; for several values of "{name}" write "{name}: [{items}]".',
    zh: '"{found}" 在此成了没有值的键；"{name}" 有多个值时请写 "{name}: [{items}]"。',
  },
  'missing-key': { rule: 'recipe-form', en: '{owner} needs "{name}".', zh: '{owner}缺少 "{name}"。' },
  'not-text': {
    rule: 'recipe-form',
    en: '"{name}" is {found}; expected a single value.',
    zh: '"{name}" 是{found}；应为单个值。',
  },
  'not-map': {
    rule: 'recipe-form',
    en: '"{name}" is {found}; expected a mapping.',
    zh: '"{name}" 是{found}；应为映射。',
  },
  'not-list': {
    rule: 'recipe-form',
    en: '"{name}" is {found}; expected a list.',
    zh: '"{name}" 是{found}；应为列表。',
  },
  empty: { rule: 'recipe-form', en: '"{name}" has no value.', zh: '"{name}" 没有值。' },
  'not-recipe': {
    rule: 'recipe-form',
    en: 'The file holds {found}; expected a recipe, a mapping that starts with "version: 1".',
    zh: '文件内容是{found}；应为配方，即以 "version: 1" 开头的映射。',
  },
  version: {
    rule: 'recipe-form',
    en: 'The version is "{found}"; this program reads version 1.',
    zh: '版本为 "{found}"；本程序读取版本 1。',
  },
  enum: {
    rule: 'recipe-form',
    en: '"{name}" is "{found}"; expected {expected}.{hint}',
    zh: '"{name}" 的值为 "{found}"；应为 {expected}。{hint}',
  },
  'not-number': {
    rule: 'recipe-form',
    en: '"{name}" is "{found}"; expected a number.',
    zh: '"{name}" 的值为 "{found}"；应为数字。',
  },
  'both-keys': {
    rule: 'recipe-form',
    en: '"{name}" and "{other}" exclude each other.',
    zh: '"{name}" 与 "{other}" 不能同时使用。',
  },
  'no-steps': {
    rule: 'recipe-form',
    en: 'The recipe does nothing: expected "steps", "process" or "outputs".',
    zh: '配方没有任何操作：应有 "steps"、"process" 或 "outputs"。',
  },
  'unknown-operation': {
    rule: 'recipe-form',
    en: '"{name}" is not an operation.{hint}',
    zh: '"{name}" 不是操作。{hint}',
  },
  'lost-category': {
    rule: 'recipe-form',
    en: '"{name}" is an operation without its category; write "{expected}".',
    zh: '"{name}" 缺少操作的类别；应写 "{expected}"。',
  },
  'step-value': {
    rule: 'recipe-form',
    en: '"{name}" is neither an operation nor a name with operations below it.{hint}',
    zh: '"{name}" 既不是操作，也不是其下有操作的名称。{hint}',
  },
  'step-string': {
    rule: 'recipe-form',
    en: '"{found}" is a piece of a process string; write its operations as mappings, or "process: {found}".',
    zh: '"{found}" 是处理字符串的一部分；请把其中的操作写成映射，或写 "process: {found}"。',
  },
  'step-quoted': {
    rule: 'recipe-form',
    en: '"{found}" is one text; leave the quotes around the step out.',
    zh: '"{found}" 是一个文本；请去掉步骤外的引号。',
  },
  'step-indent': {
    rule: 'recipe-form',
    en: 'Parameters of {operation} are indented further than the operation itself: {names}.',
    zh: '{operation} 的参数缩进应比操作本身更深：{names}。',
  },
  'unknown-parameter': {
    rule: 'recipe-form',
    en: '"{name}" is not a parameter of {operation}; expected {expected}.{hint}',
    zh: '{operation} 没有参数 "{name}"；应为 {expected}。{hint}',
  },
  'same-parameter': {
    rule: 'recipe-form',
    en: '"{name}" and "{other}" are the same parameter of {operation}.',
    zh: '"{name}" 与 "{other}" 是 {operation} 的同一个参数。',
  },
  'no-parameters': { rule: 'recipe-form', en: '{operation} takes no value.', zh: '{operation} 不带任何值。' },
  'no-positional': {
    rule: 'recipe-form',
    en: '{operation} takes no value without a name; write a mapping such as {example}.',
    zh: '{operation} 不接受不带名称的值；请写成映射，例如 {example}。',
  },
  'nested-list': {
    rule: 'recipe-form',
    en: 'A list of steps holds operations, not another list.',
    zh: '步骤列表中应为操作，而不是另一个列表。',
  },
  'step-name': {
    rule: 'recipe-form',
    en: 'The step "{name}" is inside the step "{outer}"; steps are not nested.',
    zh: '步骤 "{name}" 位于步骤 "{outer}" 之内；步骤不能嵌套。',
  },
  saveas: {
    rule: 'recipe-form',
    en: '"{found}" is not a target; expected oss://bucket/object, or an object name without a leading slash.',
    zh: '"{found}" 不是有效的目标；应为 oss://bucket/object，或不以斜杠开头的文件名。',
  },

  'reference-form': {
    rule: 'recipe-variable',
    en: '"{found}" is not a reference; expected {form}, and "{escape}" for the characters themselves.',
    zh: '"{found}" 不是有效的引用；应为{form}，字符本身写作 "{escape}"。',
  },
  'unknown-function': {
    rule: 'recipe-variable',
    en: '"{found}" is not a function of references; expected {expected}.{hint}',
    zh: '"{found}" 不是引用可用的函数；应为 {expected}。{hint}',
  },
  arithmetic: {
    rule: 'recipe-value',
    en: 'Nothing can be worked out: {operation} "{name}" is made from text that is neither a number nor a time.',
    zh: '无法计算：{operation} 的 "{name}" 所用的文本不是数字或时间。',
  },
  'no-entry': {
    rule: 'recipe-variable',
    en: 'The variable "{table}" has no entry "{key}".{hint}',
    zh: '变量 "{table}" 中没有 "{key}"。{hint}',
  },
  'no-object': {
    rule: 'recipe-variable',
    en: '"{name}" has no entries, since its type is not object.',
    zh: '"{name}" 不是 object 类型的变量，没有可取的条目。',
  },
  'object-alone': {
    rule: 'recipe-variable',
    en: '"{name}" is an object; take one entry of it, {example}.',
    zh: '"{name}" 是对象；请取其中一个条目，例如 {example}。',
  },
  'foreign-reference': {
    rule: 'recipe-variable',
    en: '"{found}" refers to no variable in a recipe; write {expected}, with the quotes.',
    zh: '"{found}" 不是配方中的变量引用；请写 {expected}，包括引号。',
  },
  'unknown-variable': {
    rule: 'recipe-variable',
    en: 'No variable "{name}" is declared under "variables".{hint}',
    zh: '"variables" 中没有声明变量 "{name}"。{hint}',
  },
  'environment-name': {
    rule: 'recipe-variable',
    en: '"{name}" is not a variable; declare "{short}" under "variables", and give it with OSS_PROCESS_VAR_{short} or --var {short}=...',
    zh: '"{name}" 不是变量；请在 "variables" 中声明 "{short}"，并用 OSS_PROCESS_VAR_{short} 或 --var {short}=... 给出。',
  },
  'unknown-source-field': {
    rule: 'recipe-variable',
    en: 'An input has no field "{name}"; expected {expected}, or a column of a manifest.{hint}',
    zh: '输入没有字段 "{name}"；应为 {expected}，或清单中的列。{hint}',
  },
  'source-reference': {
    rule: 'recipe-variable',
    en: '"{name}" differs from input to input and cannot stand here.',
    zh: '"{name}" 因输入而异，不能用在此处。',
  },
  'missing-variable': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" has no value; give one with --var {name}=..., a file of variables, or OSS_PROCESS_VAR_{name}.',
    zh: '变量 "{name}" 没有值；请用 --var {name}=...、变量文件或 OSS_PROCESS_VAR_{name} 给出。',
  },
  'unused-variable': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is never used.',
    zh: '变量 "{name}" 从未使用。',
    severity: 'warning',
  },
  'undeclared-value': {
    rule: 'recipe-variable',
    en: 'A value is given for "{name}", but the recipe declares no such variable.{hint}',
    zh: '给出了 "{name}" 的值，但配方没有声明此变量。{hint}',
  },
  'variable-name': {
    rule: 'recipe-variable',
    en: '"{name}" is not a name for a variable: letters, digits, "_" and "-", a letter first, and not "source".',
    zh: '"{name}" 不能作为变量名：应以字母开头，由字母、数字、"_" 和 "-" 组成，且不能是 "source"。',
  },
  'variable-type': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is "{found}"; expected {expected}.',
    zh: '变量 "{name}" 的值为 "{found}"；应为{expected}。',
  },
  'variable-kind': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is given {found}; expected {expected}.',
    zh: '给变量 "{name}" 的值是{found}；应为{expected}。',
  },
  'variable-enum': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is "{found}"; expected {expected}.{hint}',
    zh: '变量 "{name}" 的值为 "{found}"；应为 {expected}。{hint}',
  },
  'variable-range': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is {found}; expected {expected}.',
    zh: '变量 "{name}" 的值为 {found}；应为 {expected}。',
  },
  'variable-bounds': {
    rule: 'recipe-variable',
    en: 'The minimum of "{name}" is {minimum}, which is above its maximum {maximum}; no value can fit.',
    zh: '"{name}" 的最小值 {minimum} 大于最大值 {maximum}；没有值可以符合。',
  },
  'required-default': {
    rule: 'recipe-variable',
    en: 'The variable "{name}" is required, so its default is never used.',
    zh: '变量 "{name}" 是必需的，其默认值不会被使用。',
    severity: 'warning',
  },
  constant: {
    rule: 'recipe-variable',
    en: '"{name}" refers to a variable; a plain value is expected here.',
    zh: '"{name}" 引用了变量；此处应为普通的值。',
  },

  'unit-time': {
    rule: 'recipe-value',
    en: '"{found}" is not a time; expected milliseconds such as 1000, or 500ms, 1s, 1m30s, 00:00:05.',
    zh: '"{found}" 不是时间；应为毫秒数如 1000，或 500ms、1s、1m30s、00:00:05。',
  },
  'unit-rate': {
    rule: 'recipe-value',
    en: '"{found}" is not a bit rate; expected bits per second such as 96000, or 96k, 2M.',
    zh: '"{found}" 不是码率；应为每秒比特数如 96000，或 96k、2M。',
  },
  'unit-pixel': {
    rule: 'recipe-value',
    en: '"{found}" is not a length; expected pixels such as 100 or 100px.',
    zh: '"{found}" 不是长度；应为像素数如 100 或 100px。',
  },
  'unit-percent': {
    rule: 'recipe-value',
    en: '"{found}" is not a percentage; expected a number such as 80 or 80%.',
    zh: '"{found}" 不是百分比；应为数字如 80 或 80%。',
  },
  'unit-angle': {
    rule: 'recipe-value',
    en: '"{found}" is not an angle; expected degrees such as 90 or 90deg.',
    zh: '"{found}" 不是角度；应为度数如 90 或 90deg。',
  },
  'unit-frequency': {
    rule: 'recipe-value',
    en: '"{found}" is not a sample rate; expected hertz such as 44100, or 44.1k.',
    zh: '"{found}" 不是采样率；应为赫兹数如 44100，或 44.1k。',
  },
  'unit-frames': {
    rule: 'recipe-value',
    en: '"{found}" is not a frame rate; expected frames per second such as 25 or 25fps.',
    zh: '"{found}" 不是帧率；应为每秒帧数如 25 或 25fps。',
  },
  'no-percent': {
    rule: 'recipe-value',
    en: '"{found}" is a percentage, but {operation} has no parameter for "{name}" in percent.',
    zh: '"{found}" 是百分比，但 {operation} 的 "{name}" 没有对应的百分比参数。',
  },
  separator: {
    rule: 'recipe-value',
    en: '"{found}" holds "{character}", which would end the value in a process string.',
    zh: '"{found}" 含有 "{character}"，它会在处理字符串中结束该值。',
  },

  'raw-source': {
    rule: 'recipe-value',
    en: 'A process string cannot hold a reference to the input; write its operations as steps.',
    zh: '处理字符串中不能引用输入；请将其操作写成步骤。',
  },

  'matrix-list': {
    rule: 'recipe-matrix',
    en: '"matrix" is a list; write axes such as "matrix: { size: [100, 200] }", or the rows below "include": "matrix: { include: [...] }".',
    zh: '"matrix" 是列表；请写成维度，例如 "matrix: { size: [100, 200] }"，或把各行写在 "include" 之下："matrix: { include: [...] }"。',
  },
  'matrix-axis': { rule: 'recipe-matrix', en: 'The axis "{name}" has no values.', zh: '维度 "{name}" 没有值。' },
  'saveas-map': {
    rule: 'recipe-form',
    en: '"saveas" is a mapping; expected one text such as {example}.',
    zh: '"saveas" 是映射；应为一个文本，例如 {example}。',
  },
  'job-order': {
    rule: 'recipe-form',
    en: '"{name}" is not a key of {owner}: jobs have no order. What needs the result of another comes after it in the same steps, or in a second recipe that is submitted after "submit --wait".',
    zh: '{owner}没有键 "{name}"：任务之间没有顺序。需要另一结果的操作应写在同一步骤的后面，或写在第二个配方中，在 "submit --wait" 之后提交。',
  },
  'notify-address': {
    rule: 'recipe-form',
    en: '"{found}" is an address; "notify" takes the name of a topic of SMQ (MNS) in the region of the bucket.',
    zh: '"{found}" 是地址；"notify" 应为 Bucket 所在地域的 SMQ（MNS）主题名称。',
  },
  'outputs-list': {
    rule: 'recipe-form',
    en: '"outputs" is a list; write each output under its name, "outputs: { thumb: { steps: [...], saveas: ... } }".',
    zh: '"outputs" 是列表；请把每个输出写在其名称之下："outputs: { thumb: { steps: [...], saveas: ... } }"。',
  },
  'saveas-list': {
    rule: 'recipe-form',
    en: 'A process string has one result; for several write "outputs", each with its own "saveas".',
    zh: '一个处理字符串只有一个结果；要有多个，请写 "outputs"，每项各有 "saveas"。',
  },
  'output-steps': {
    rule: 'recipe-form',
    en: 'The output "{name}" has no steps, and there are none that all outputs share.',
    zh: '输出 "{name}" 没有步骤，也没有所有输出共用的步骤。',
  },
  'output-name': {
    rule: 'recipe-matrix',
    en: '"output" is the name of the output where a recipe has "outputs"; give the variable or axis another one.',
    zh: '配方有 "outputs" 时，"output" 表示输出的名称；请为变量或维度换一个名称。',
  },
  'matrix-name': {
    rule: 'recipe-matrix',
    en: '"{name}" is a variable already; an axis needs a name of its own.',
    zh: '"{name}" 已是变量；维度需要自己的名称。',
  },
  'matrix-unknown-axis': {
    rule: 'recipe-matrix',
    en: 'The matrix has no axis "{name}".{hint}',
    zh: '矩阵没有维度 "{name}"。{hint}',
  },
  'matrix-incomplete': {
    rule: 'recipe-matrix',
    en: 'This row has no value for "{name}".',
    zh: '此行没有 "{name}" 的值。',
  },
  'unused-axis': {
    rule: 'recipe-matrix',
    en: 'The axis "{name}" is never used, so its values make equal jobs.',
    zh: '维度 "{name}" 从未使用，其各个值产生相同的任务。',
    severity: 'warning',
  },
  'matrix-exclude': {
    rule: 'recipe-matrix',
    en: 'This row excludes nothing.',
    zh: '此行没有排除任何组合。',
    severity: 'warning',
  },
  'matrix-empty': { rule: 'recipe-matrix', en: 'The matrix has no combination left.', zh: '矩阵没有剩下任何组合。' },
  'matrix-size': {
    rule: 'recipe-matrix',
    en: 'The matrix has {found} combinations; expected at most {limit}.',
    zh: '矩阵有 {found} 个组合；最多 {limit} 个。',
  },
  'matrix-collapse': {
    rule: 'recipe-matrix',
    en: 'The combinations {first} and {second} make the same process string.',
    zh: '组合 {first} 与 {second} 产生相同的处理字符串。',
    severity: 'warning',
  },

  'unknown-fragment': {
    rule: 'recipe-fragment',
    en: 'No fragment "{name}" is known.{hint}',
    zh: '没有片段 "{name}"。{hint}',
  },
  'missing-argument': {
    rule: 'recipe-variable',
    en: 'The fragment "{fragment}" refers to "{name}", which is not a variable and is not given where it is used; write "use: { {fragment}: { {name}: ... } }", or a default, "${{name}:-...}".',
    zh: '片段 "{fragment}" 引用了 "{name}"，它不是变量，使用处也没有给出；请写 "use: { {fragment}: { {name}: ... } }"，或给出默认值 "${{name}:-...}"。',
  },
  'fragment-cycle': {
    rule: 'recipe-fragment',
    en: 'The fragment "{name}" uses itself, which would never end: {chain}.',
    zh: '片段 "{name}" 使用了自身，展开不会结束：{chain}。',
  },
  'fragment-argument': {
    rule: 'recipe-fragment',
    en: 'The fragment "{fragment}" does not refer to "{name}"; {takes}.{hint}',
    zh: '片段 "{fragment}" 没有引用 "{name}"；{takes}。{hint}',
  },
  'fragment-operation': {
    rule: 'recipe-fragment',
    en: 'The fragment works with "{name}", which takes one value or one reference here.',
    zh: '片段对 "{name}" 进行运算，此处只能是一个值或一个引用。',
  },
  'use-argument': {
    rule: 'recipe-fragment',
    en: '"{name}" beside "use" is not a step; write arguments below the fragment, "use: { {fragment}: { {name}: ... } }".',
    zh: '"use" 旁的 "{name}" 不是步骤；参数写在片段之下："use: { {fragment}: { {name}: ... } }"。',
  },
  'use-one': {
    rule: 'recipe-fragment',
    en: '"use" takes one fragment; write "{name}" as a step of its own.',
    zh: '"use" 只能引用一个片段；请把 "{name}" 写成单独的步骤。',
  },
  'when-form': {
    rule: 'recipe-form',
    en: '"{found}" is not a condition; expected "{example}", "not {example}", or two texts with ==, !=, <, <=, > or >= between them and blanks around it. Write several conditions that all have to hold as a list.',
    zh: '"{found}" 不是条件；应为 "{example}"、"not {example}"，或以 ==、!=、<、<=、>、>= 连接的两个文本，运算符两侧有空格。多个需同时成立的条件写成列表。',
  },
  'when-alone': {
    rule: 'recipe-form',
    en: '"when" has no step beside it; write it in the same item as the step that depends on it.',
    zh: '"when" 旁边没有步骤；请把它与所控制的步骤写在同一项中。',
  },
  'nothing-left': {
    rule: 'recipe-source',
    en: 'its conditions leave no step for it.',
    zh: '按照条件没有留下任何步骤。',
  },
  'fragment-twice': {
    rule: 'recipe-fragment',
    en: 'The fragment "{name}" is defined a second time, first in {file}.',
    zh: '片段 "{name}" 重复定义，首次定义于 {file}。',
  },
  'steps-limit': {
    rule: 'recipe-fragment',
    en: 'With its fragments written out the recipe has more than {limit} operations.',
    zh: '展开片段后配方的操作超过 {limit} 个。',
  },
  'include-missing': {
    rule: 'recipe-fragment',
    en: 'The file "{name}" cannot be included: {reason}.',
    zh: '无法包含文件 "{name}"：{reason}。',
  },
  'not-included': {
    rule: 'recipe-fragment',
    en: 'An included file is a mapping with "fragments", "variables" or "connection".',
    zh: '被包含的文件应为含有 "fragments"、"variables" 或 "connection" 的映射。',
  },
  'include-local': {
    rule: 'recipe-fragment',
    en: '"{name}" is not a local file; only files beside the recipe can be included.',
    zh: '"{name}" 不是本地文件；只能包含本地文件。',
  },
  'include-cycle': {
    rule: 'recipe-fragment',
    en: 'The file "{name}" includes itself.',
    zh: '文件 "{name}" 包含了自身。',
  },
  'include-limit': {
    rule: 'recipe-fragment',
    en: 'More than {limit} files are included.',
    zh: '包含的文件超过 {limit} 个。',
  },

  'unknown-region': {
    rule: 'recipe-connection',
    en: '"{found}" is not a region of OSS.{hint}',
    zh: '"{found}" 不是 OSS 的地域。{hint}',
  },
  'new-region': {
    rule: 'recipe-connection',
    en: '"{found}" is not among the known regions of OSS.{hint}',
    zh: '"{found}" 不在已知的 OSS 地域之中。{hint}',
    severity: 'warning',
  },
  'region-endpoint': {
    rule: 'recipe-connection',
    en: 'The endpoint "{endpoint}" is in {found}, but the region is "{region}"; leave one of them out.',
    zh: 'Endpoint "{endpoint}" 位于 {found}，而 region 为 "{region}"；请去掉其中一个。',
  },
  'endpoint-host': {
    rule: 'recipe-connection',
    en: '"{endpoint}" is not a host of OSS; write "cname: true" if it is a domain bound to the bucket, "cname: false" if the bucket goes in front of it.',
    zh: '"{endpoint}" 不是 OSS 的主机；若是绑定到 Bucket 的域名请写 "cname: true"，若 Bucket 位于其前请写 "cname: false"。',
  },
  'endpoint-bucket': {
    rule: 'recipe-connection',
    en: 'The endpoint "{endpoint}" names the bucket "{found}", but the bucket is "{bucket}".',
    zh: 'Endpoint "{endpoint}" 中的 Bucket 为 "{found}"，而 bucket 为 "{bucket}"。',
  },
  'endpoint-scheme': {
    rule: 'recipe-connection',
    en: 'The endpoint "{endpoint}" begins with "{found}://"; OSS is reached by https or http.',
    zh: 'Endpoint "{endpoint}" 以 "{found}://" 开头；OSS 只能通过 https 或 http 访问。',
  },
  'endpoint-form': {
    rule: 'recipe-connection',
    en: '"{endpoint}" is not an address; expected a host such as "oss-cn-hangzhou.aliyuncs.com", with a port from 1 to 65535 after it if there is one.',
    zh: '"{endpoint}" 不是地址；应为主机名，例如 "oss-cn-hangzhou.aliyuncs.com"，如有端口则为 1 到 65535。',
  },
  'endpoint-path': {
    rule: 'recipe-connection',
    en: 'The endpoint "{endpoint}" has the path "{found}"; expected a host, "{expected}": bucket and object names are given elsewhere.',
    zh: 'Endpoint "{endpoint}" 带有路径 "{found}"；应为主机 "{expected}"：Bucket 和文件名写在别处。',
  },
  'endpoint-cname': {
    rule: 'recipe-connection',
    en: '"{endpoint}" is an endpoint of OSS and no domain that is bound to a bucket; leave "cname" out.',
    zh: '"{endpoint}" 是 OSS 的 Endpoint，不是绑定到 Bucket 的域名；请去掉 "cname"。',
  },
  'endpoint-repeats': {
    rule: 'recipe-connection',
    en: 'The endpoint contains the bucket "{bucket}", which is put in front of it anyway; write "{expected}".',
    zh: 'Endpoint 已含有 Bucket "{bucket}"，而 Bucket 本来就会置于其前；请写 "{expected}"。',
    severity: 'warning',
  },
  'connection-bucket': {
    rule: 'recipe-connection',
    en: '"{found}" is not a bucket: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    zh: '"{found}" 不是有效的 Bucket 名称：3 到 63 个小写字母、数字和连字符，首尾为字母或数字。',
  },

  'no-sources': {
    rule: 'recipe-source',
    en: 'The recipe names no input; expected "sources".',
    zh: '配方没有指定输入；应有 "sources"。',
  },
  'source-bucket': {
    rule: 'recipe-source',
    en: 'This names the bucket "{bucket}" and no object; for what is in it, write "list: oss://{bucket}/".',
    zh: '这里只有 Bucket "{bucket}"，没有文件名；要处理其中的文件，请写 "list: oss://{bucket}/"。',
  },
  'source-bucket-name': {
    rule: 'recipe-source',
    en: '"{found}" is not a bucket: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    zh: '"{found}" 不是有效的 Bucket 名称：3 到 63 个小写字母、数字和连字符，首尾为字母或数字。',
  },
  'source-key': {
    rule: 'recipe-source',
    en: '"{found}" is not an object name: 1 to 1023 bytes of UTF-8, without a leading "/" or "\\".',
    zh: '"{found}" 不是有效的文件名：UTF-8 编码 1 到 1023 字节，且不以 "/" 或 "\\" 开头。',
  },
  'source-twice': {
    rule: 'recipe-source',
    en: 'The input "{name}" is listed twice.',
    zh: '输入 "{name}" 列出了两次。',
  },
  'row-twice': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": the input "{name}" is listed already.',
    zh: '清单 "{manifest}" 第 {line} 行：输入 "{name}" 已经列出。',
  },
  'source-filter': {
    rule: 'recipe-source',
    en: 'None of the inputs passes the conditions of "sources".',
    zh: '没有输入符合 "sources" 中的条件。',
    severity: 'warning',
  },
  'skip-target': {
    rule: 'recipe-target',
    en: '"skip: exists" looks whether the result is there, but the recipe saves none; add "saveas".',
    zh: '"skip: exists" 检查结果是否已存在，但配方没有保存结果；请加上 "saveas"。',
  },
  'no-inputs': {
    rule: 'recipe-source',
    en: 'The manifest or list holds no input, so there is nothing to do.',
    zh: '清单或列表中没有任何输入，因此没有任务。',
    severity: 'warning',
  },
  'not-selected': {
    rule: 'recipe-source',
    en: 'No input fits "{found}", so nothing is done for it.',
    zh: '没有输入符合 "{found}"，因此没有相应的任务。',
  },
  'filter-value': {
    rule: 'recipe-source',
    en: '"{name}" is "{found}"; expected {expected}.',
    zh: '"{name}" 的值为 "{found}"；应为{expected}。',
  },
  'fact-value': {
    rule: 'recipe-source',
    en: '"{name}" of the sources is "{found}"; expected {expected}.',
    zh: '输入的 "{name}" 为 "{found}"；应为{expected}。',
  },
  'filter-field': {
    rule: 'recipe-source',
    en: '"{name}" cannot be told of "{key}": no column such as "{expected}" says it.',
    zh: '无法判断 "{key}" 是否符合 "{name}"：没有 "{expected}" 之类的列。',
  },
  'filter-alone': {
    rule: 'recipe-source',
    en: '"{name}" cannot be told of "{key}": a name alone does not say it. Write "list: oss://bucket/prefix", an inventory, or a manifest with a column such as "{expected}".',
    zh: '无法判断 "{key}" 是否符合 "{name}"：仅有名称无法得知。请写 "list: oss://bucket/前缀"、清单（inventory），或带有 "{expected}" 之类列的清单文件。',
  },
  'path-twice': {
    rule: 'recipe-source',
    en: '"{found}" is named twice; its inputs would be processed twice.',
    zh: '"{found}" 出现了两次；其中的输入会被处理两次。',
  },
  'list-within': {
    rule: 'recipe-source',
    en: 'What starts with "{found}" is listed by "{other}" already; leave one of them out.',
    zh: '以 "{found}" 开头的文件已由 "{other}" 列出；请去掉其中一个。',
  },
  'list-glob': {
    rule: 'recipe-source',
    en: '"{found}" lists everything that starts so and is not a pattern; write "list: {list}" and "pattern: {pattern}".',
    zh: '"{found}" 列出以此开头的文件，不是模式；请写 "list: {list}" 和 "pattern: {pattern}"。',
  },
  'manifest-read': {
    rule: 'recipe-source',
    en: 'The manifest "{name}" cannot be read: {reason}.',
    zh: '无法读取清单 "{name}"：{reason}。',
  },
  'manifest-row': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{name}": {reason}.',
    zh: '清单 "{name}" 第 {line} 行：{reason}。',
  },
  'manifest-doubt': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{name}": {reason}.',
    zh: '清单 "{name}" 第 {line} 行：{reason}。',
    severity: 'warning',
  },
  'manifest-cut': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{name}": {reason}.',
    zh: '清单 "{name}" 第 {line} 行：{reason}。',
  },
  'list-address': {
    rule: 'recipe-source',
    en: '"{found}" names no bucket to list; expected oss://bucket/ or oss://bucket/prefix.',
    zh: '"{found}" 没有指定要列出的 Bucket；应为 oss://bucket/ 或 oss://bucket/前缀。',
  },
  'list-read': {
    rule: 'recipe-source',
    en: 'The objects of "{name}" cannot be listed: {reason}.',
    zh: '无法列出 "{name}" 的文件：{reason}。',
  },
  'input-type': {
    rule: 'recipe-source',
    en: '"{name}" is "{found}", but {operation} takes {expected}.',
    zh: '"{name}" 的值为 "{found}"，但 {operation} 应为{expected}。',
  },
  'row-bucket': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": "{found}" is not a bucket: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    zh: '清单 "{manifest}" 第 {line} 行："{found}" 不是有效的 Bucket 名称：3 到 63 个小写字母、数字和连字符，首尾为字母或数字。',
  },
  'row-key': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": "{found}" is not an object name: 1 to 1023 bytes of UTF-8, without a leading "/" or "\\".',
    zh: '清单 "{manifest}" 第 {line} 行："{found}" 不是有效的文件名：UTF-8 编码 1 到 1023 字节，且不以 "/" 或 "\\" 开头。',
  },
  'row-value': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": the input "{name}" is left out: {reason}',
    zh: '清单 "{manifest}" 第 {line} 行：输入 "{name}" 被略过：{reason}',
  },
  'source-address': {
    rule: 'recipe-source',
    en: '"{found}" is an address; expected an object name, or oss://bucket/object.',
    zh: '"{found}" 是地址；应为文件名，或 oss://bucket/object。',
  },
  'source-glob': {
    rule: 'recipe-source',
    en: '"{found}" names one object of just that name; to choose among many give a manifest and write "pattern: {found}".',
    zh: '"{found}" 只表示恰好叫此名称的一个文件；要从多个文件中选择，请给出清单并写 "pattern: {found}"。',
  },
  'row-glob': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": "{found}" is the name of one object, and no pattern.',
    zh: '清单 "{manifest}" 第 {line} 行："{found}" 是一个文件的名称，而不是模式。',
    severity: 'warning',
  },
  'source-odd': {
    rule: 'recipe-source',
    en: 'The name "{found}" is taken as it is, but {reason}.',
    zh: '名称 "{found}" 按原样使用，但{reason}。',
    severity: 'warning',
  },
  'row-odd': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": the name "{found}" is taken as it is, but {reason}.',
    zh: '清单 "{manifest}" 第 {line} 行：名称 "{found}" 按原样使用，但{reason}。',
    severity: 'warning',
  },
  'row-address': {
    rule: 'recipe-source',
    en: 'Line {line} of the manifest "{manifest}": "{found}" is an address; expected an object name, or oss://bucket/object.',
    zh: '清单 "{manifest}" 第 {line} 行："{found}" 是地址；应为文件名，或 oss://bucket/object。',
  },
  'input-value': {
    rule: 'recipe-source',
    en: 'The input "{name}" is left out: {reason}',
    zh: '输入 "{name}" 被略过：{reason}',
  },
  'no-bucket': {
    rule: 'recipe-source',
    en: 'No bucket is known for the input "{name}"; give connection.bucket or write oss://bucket/{name}.',
    zh: '输入 "{name}" 没有 Bucket；请给出 connection.bucket，或写成 oss://bucket/{name}。',
  },

  'same-target': {
    rule: 'recipe-target',
    en: 'The jobs of {first} and {second} both write oss://{target}; the later one destroys the result of the earlier one.',
    zh: '{first} 与 {second} 的任务都写入 oss://{target}；后者会覆盖前者的结果。',
  },
  'and-more': {
    rule: 'recipe-target',
    en: 'There are more findings of this kind than {limit}; the rest is left out.',
    zh: '此类问题超过 {limit} 个；其余从略。',
  },
  'and-more-warnings': {
    rule: 'recipe-target',
    en: 'There are more findings of this kind than {limit}; the rest is left out.',
    zh: '此类问题超过 {limit} 个；其余从略。',
    severity: 'warning',
  },
  'target-source': {
    rule: 'recipe-target',
    en: 'The result overwrites its own input oss://{target}.',
    zh: '结果会覆盖自己的输入 oss://{target}。',
  },
  'target-below-prefix': {
    rule: 'recipe-target',
    en: 'The result oss://{target} lies below the prefix "{prefix}" of the inputs, so the next run takes it for an input.',
    zh: '结果 oss://{target} 位于输入前缀 "{prefix}" 之下，下次运行会把它当作输入。',
    severity: 'warning',
  },

  'secret-value': {
    rule: 'recipe-secret',
    en: 'This looks like {kind}; a recipe holds no secrets. Take it out, and replace it where the file was shared.',
    zh: '这看起来是{kind}；配方不应含有秘密信息。请移除，若文件已被共享请更换。',
  },
  'secret-key': {
    rule: 'recipe-secret',
    en: '"{name}" belongs to the credentials; they come from the environment or a profile and never belong in a recipe.',
    zh: '"{name}" 属于访问凭证；凭证来自环境变量或配置文件，不能写在配方中。',
  },
} as const

/** The id of a message. */
export type RecipeMessageId = keyof typeof MESSAGES
