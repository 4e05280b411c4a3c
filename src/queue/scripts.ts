import { ID, SHARD } from './keys.ts'
import { PACE } from './ledger.ts'

/**
 * What Redis does in one step. Marks of jobs are in many small hashes, each for the ids that begin alike, which Redis keeps in a
 * third of the memory of a large one. What is recorded may be written where memory is full already, what is begun may not.
 */

/**
 * Where the mark of a job is. The ids of a batch are one text, ${ID} bytes each as `packIds` makes them: so many arguments of their own would cost
 * more than all that is done with them.
 */
const PLACE = `
local function place(i)
  local at = i * ${ID}
  return marks .. string.sub(ids, at - ${ID - 1}, at - ${ID - SHARD}), string.sub(ids, at - ${ID - SHARD - 1}, at)
end
local count = #ids / ${ID}`

/** Whether the worker that began a job still says that it is there. */
const ALIVE = `
local seen = {}
local function lives(mark)
  if not tonumber(mark) then return false end
  if seen[mark] == nil then seen[mark] = redis.call('EXISTS', workers .. mark) == 1 end
  return seen[mark]
end`

/** KEYS: counts. ARGV: how keys of workers begin, how those of marks do, ids. The marks, an empty text where there is none, `!` for those of dead workers. */
export const LOOK: string = `#!lua flags=no-writes
local workers, marks, ids = ARGV[1], ARGV[2], ARGV[3]
${PLACE}
${ALIVE}
local found = {}
for i = 1, count do
  local mark = redis.call('HGET', place(i)) or ''
  if tonumber(mark) and not lives(mark) then mark = '!' end
  found[i] = mark
end
return found`

/**
 * KEYS: counts. ARGV: how keys of workers begin, how those of marks do, ids, and of each job the worker, with `!` behind it where it is sent
 * again. The marks that forbid it, else empty texts.
 */
export const BEGIN: string = `#!lua
local workers, marks, ids = ARGV[1], ARGV[2], ARGV[3]
${PLACE}
${ALIVE}
local found = {}
local i = 0
for worker, again in string.gmatch(ARGV[4], '(%d+)(!?)') do
  i = i + 1
  local key, field = place(i)
  local mark = redis.call('HGET', key, field)
  local isFree = not mark or mark == '~' or mark == '-' or mark == worker
  if isFree or (again == '!' and mark ~= '+' and not lives(mark)) then
    if mark == '-' then redis.call('HINCRBY', KEYS[1], 'failed', -1) end
    if mark == '!' then redis.call('HINCRBY', KEYS[1], 'doubt', -1) end
    if mark ~= worker then redis.call('HSET', key, field, worker) end
    found[i] = ''
  else
    found[i] = mark
  end
end
return found`

/**
 * KEYS: counts, receipts, open jobs. ARGV: how keys of marks begin, ids, the mark of each, and for each but those with `~` its record, behind
 * that of `-` and `!` the open job.
 */
export const SETTLE: string = `#!lua flags=allow-oom
local marks, ids, given = ARGV[1], ARGV[2], ARGV[3]
${PLACE}
local function hex(i)
  local bytes = string.sub(ids, i * ${ID} - ${ID - SHARD - 1}, i * ${ID})
  return string.sub(ids, i * ${ID} - ${ID - 1}, i * ${ID} - ${ID - SHARD}) .. string.gsub(bytes, '.', function(c) return string.format('%02x', string.byte(c)) end)
end
local done, failed, doubt = 0, 0, 0
local isOpen = redis.call('HLEN', KEYS[3]) > 0
local text = 3
for i = 1, count do
  local key, field = place(i)
  local mark = string.sub(given, i, i)
  local record, open
  if mark ~= '~' then
    text = text + 1
    record = ARGV[text]
    if mark ~= '+' then
      text = text + 1
      open = ARGV[text]
    end
  end
  local was = redis.call('HGET', key, field)
  if was ~= '+' and was ~= mark and not (mark == '~' and (was == '!' or was == '-')) then
    redis.call('HSET', key, field, mark)
    if was == '-' then failed = failed - 1 end
    if was == '!' then doubt = doubt - 1 end
    if mark == '+' then
      done = done + 1
      if isOpen then redis.call('HDEL', KEYS[3], hex(i)) end
    elseif open then
      if mark == '-' then failed = failed + 1 else doubt = doubt + 1 end
      redis.call('HSET', KEYS[3], hex(i), open)
      isOpen = true
    end
    if record then redis.call('XADD', KEYS[2], '*', 'r', record) end
  end
end
if done ~= 0 then redis.call('HINCRBY', KEYS[1], 'done', done) end
if failed ~= 0 then redis.call('HINCRBY', KEYS[1], 'failed', failed) end
if doubt ~= 0 then redis.call('HINCRBY', KEYS[1], 'doubt', doubt) end
return count`

/**
 * How many sends a second the service stood, from when it was last too many on: a twentieth more each second. Where the clock of Redis was
 * set back, what was noted of later times counts as now: everybody would wait for it.
 */
const RECOVERED = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local kept = redis.call('HMGET', KEYS[1], 'at', 'limit', 'since', 'second', 'count', 'before', 'seen', 'soonest')
local back = math.max(0, (tonumber(kept[7]) or 0) - now)
if back > 0 then
  kept[1] = (tonumber(kept[1]) or 0) - back
  kept[8] = (tonumber(kept[8]) or 0) - back
  redis.call('HSET', KEYS[1], 'at', string.format('%.0f', kept[1]), 'soonest', string.format('%.0f', kept[8]), 'seen', string.format('%.0f', now))
  if kept[3] then
    kept[3] = kept[3] - back
    redis.call('HSET', KEYS[1], 'since', string.format('%.0f', kept[3]))
  end
end
local limit = tonumber(kept[2])
if limit then limit = limit * 1.05 ^ ((now - kept[3]) / 1000000) end
if limit and rate > 0 and limit >= rate then limit = nil end`

/**
 * KEYS: the rate. ARGV: count, gone, missed, rate, burst. How many may go, wait and step, in microseconds. `at` is when the next one is due by the
 * rate alone, `soonest` when it may go at the pace of those who make up for what was missed.
 */
export const TAKE: string = `#!lua
local count, gone, missed, rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
${RECOVERED}
if limit and limit > 1000000 then limit = nil end
redis.call('PEXPIRE', KEYS[1], 86400000)
if not limit and rate == 0 then
  if kept[4] == time[1] then
    redis.call('HINCRBY', KEYS[1], 'count', count + gone)
  else
    redis.call('HSET', KEYS[1], 'second', time[1], 'count', count + gone, 'before', kept[5] or 0)
  end
  return {count, 0, 0}
end
local even = 1000000 / (limit or rate)
local fast = even / ${PACE.haste}
local at = (tonumber(kept[1]) or now - (burst - 1) * even) - missed * even
at = math.max(at, now - math.max((burst - 1) * even, ${PACE.owed * 1000}, even))
local soonest = math.max(tonumber(kept[8]) or 0, now - math.max((burst - 1) * fast, ${PACE.slack * 1000}))
local first = math.max(at, soonest)
local step = at < soonest and fast or even
local room = now + math.min(1000000, 2 * even) - first
if room < 0 then return {0, math.ceil(-room), 0} end
count = math.min(count, math.floor(room / step) + 1)
at = at + count * even
soonest = first + (count - 1) * step + fast
redis.call('HSET', KEYS[1], 'at', string.format('%.0f', at), 'soonest', string.format('%.0f', soonest), 'seen', string.format('%.0f', now))
return {count, math.floor(first - now), math.ceil(step)}`

/** KEYS: the rate. ARGV: rate. Once a second at most, since many answers come from before it was slowed. */
export const SLOW: string = `#!lua flags=allow-oom
local rate = tonumber(ARGV[1])
${RECOVERED}
if kept[3] and now - kept[3] < 1000000 then return 0 end
local stood = limit or (rate > 0 and rate) or math.max(tonumber(kept[5]) or 0, tonumber(kept[6]) or 0)
redis.call('HSET', KEYS[1], 'limit', math.max(1, stood * 0.7), 'since', string.format('%.0f', now), 'seen', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], 86400000)
return 1`
