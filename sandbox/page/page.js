// The page's own script: plain JavaScript, since the page has no build. It shows what the server says and sends gestures.
const platforms = ['slack', 'discord']
const address = new URL(location.href)

const paneOf = (platform) => document.getElementById(`pane-${platform}`)
const problemOf = (platform) => document.getElementById(`problem-${platform}`)
const status = (text) => (document.getElementById('status').textContent = text)

function seat(platform) {
  const query = new URLSearchParams()
  query.set(platform, document.querySelector(`[data-as=${platform}]`).value)
  const channel = address.searchParams.get(`${platform}-channel`)
  if (channel) query.set(`${platform}-channel`, channel)
  return query
}

function remember(platform) {
  const query = seat(platform)
  for (const [name, value] of query) address.searchParams.set(name, value)
  history.replaceState(null, '', address)
}

/** Puts in what changed, region by region: what a person is typing in, or reading, stays where it is. */
function swap(holder, text) {
  const fresh = new DOMParser().parseFromString(text, 'text/html')
  for (const region of fresh.querySelectorAll('[data-region]')) {
    const old = holder.querySelector(`[data-region="${region.dataset.region}"]`)
    if (!old) continue
    if (old.dataset.shown === region.outerHTML) continue
    const shown = region.outerHTML
    const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 80
    const scrolled = old.scrollTop
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.gesture : undefined
    const open = [...old.querySelectorAll('details[data-id][open]')].map((each) => each.dataset.id)
    old.replaceWith(region)
    region.dataset.shown = shown
    for (const id of open) region.querySelector(`details[data-id="${id}"]`)?.setAttribute('open', '')
    if ('scroll' in region.dataset) region.scrollTop = atEnd ? region.scrollHeight : scrolled
    if (focused)
      [...region.querySelectorAll('[data-gesture]')].find((each) => each.dataset.gesture === focused)?.focus()
    const form = region.querySelector('form.modal')
    if (form) (form.querySelector('[aria-invalid]') ?? form.querySelector('input, textarea, select'))?.focus()
  }
}

async function refresh(platform) {
  const answer = await fetch(`/pane/${platform}?${seat(platform)}`)
  if (answer.ok) swap(paneOf(platform), await answer.text())
}

async function refreshAll() {
  const inspector = document.querySelector('details.inspector')
  const traffic = inspector.open
    ? fetch('/inspector').then(async (answer) => swap(document.getElementById('inspector'), await answer.text()))
    : null
  await Promise.all([...platforms.map(refresh), traffic])
  document.body.dataset.ready = String(Number(document.body.dataset.ready ?? 0) + 1)
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.json()
}

async function act({ platform, ...gesture }) {
  problemOf(platform).textContent = ''
  const result = await send(`/control/${platform}/gesture`, gesture)
  if (!result.ok) problemOf(platform).textContent = result.error
  status(result.ok ? 'Done' : result.error)
  await refreshAll()
  return result
}

async function say(platform, text) {
  const as = document.querySelector(`[data-as=${platform}]`).value
  const channel = paneOf(platform).querySelector(`[data-region="${platform}-open"]`).dataset.channel
  const isCommand = text.startsWith('/')
  if (platform === 'slack') return act({ platform, do: isCommand ? 'command' : 'write', as, channel, text })
  return act(
    isCommand ? { platform, do: 'command', as, channel, text } : { platform, do: 'write', as, channel, content: text },
  )
}

/** Everything that was filled in, by the field's name; several lines of a many-field are several values. */
function valuesOf(form) {
  const values = {}
  for (const field of form.querySelectorAll('[name]')) {
    if (field.multiple) values[field.name] = [...field.selectedOptions].map((option) => option.value)
    else if ('many' in field.dataset)
      values[field.name] = field.value
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    else if (field.value !== '' || !(field instanceof HTMLSelectElement))
      values[field.name] = field.value === '' ? null : field.value
  }
  return values
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const { open, platform, advance, say: sayIn, text, gesture } = button.dataset
  if (open) {
    address.searchParams.set(`${platform}-channel`, open)
    remember(platform)
    await refresh(platform)
  } else if (advance) {
    await moveClock(advance)
  } else if (sayIn) {
    const field = document.getElementById(`say-${sayIn}`)
    field.value = text
    field.focus()
  } else if (gesture && button.type === 'button') {
    const action = JSON.parse(gesture)
    if (action.do === 'dismiss') return button.parentElement.remove()
    button.disabled = true
    try {
      await act(action)
    } finally {
      button.disabled = false
    }
  }
})

document.addEventListener('change', async (event) => {
  const { as, gesture } = event.target.dataset
  if (as) {
    address.searchParams.delete(`${as}-channel`)
    remember(as)
    await refresh(as)
  } else if (gesture && event.target.value !== '') await act({ ...JSON.parse(gesture), option: event.target.value })
})

document.addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  if (form.dataset.composer) {
    const field = form.elements.text
    const text = field.value.trim()
    if (text === '') return
    field.value = ''
    const result = await say(form.dataset.composer, text)
    if (!result.ok) field.value = text
    else field.focus()
  } else if (form.dataset.form) {
    await act({ ...JSON.parse(form.dataset.gesture), values: valuesOf(form) })
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  document.querySelector('form.modal footer button[type=button]')?.click()
})

/** The next nine o'clock in the morning of anybody on the page: a larger jump would be to the bot as if it had slept. */
function nextMorning() {
  const { zones } = document.querySelector('.clock').dataset
  const now = Number(document.getElementById('clock').dataset.ms)
  const quarter = 900_000
  for (let at = Math.floor(now / quarter + 1) * quarter; at < now + 90_000_000; at += quarter) {
    const zone = JSON.parse(zones).find((each) => timeIn(each, at) === '09:00')
    if (zone) return { advance: at - now + 2000, zone }
  }
  return { advance: 3_600_000, zone: 'UTC' }
}

const timeIn = (zone, at) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at)

async function moveClock(by) {
  await showClock()
  const { advance, zone } = by === 'morning' ? nextMorning() : { advance: 3_600_000, zone: null }
  await send('/control/clock', { advance })
  await showClock()
  document.getElementById('place').textContent = zone ? `9:00 in ${zone.split('/').at(-1).replaceAll('_', ' ')}` : ''
}

async function showClock() {
  const { ms } = await (await fetch('/control/clock')).json()
  const clock = document.getElementById('clock')
  clock.dataset.ms = ms
  clock.textContent = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(ms)
}

const events = new EventSource('/control/events')
let again = false
let busy = false
events.addEventListener('changed', async () => {
  again = true
  if (busy) return
  busy = true
  while (again) {
    again = false
    await refreshAll().catch(() => {})
  }
  busy = false
})
document.querySelector('details.inspector').addEventListener('toggle', refreshAll)
for (const region of document.querySelectorAll('[data-scroll]')) region.scrollTop = region.scrollHeight
await showClock()
setInterval(showClock, 15_000)
await refreshAll()
