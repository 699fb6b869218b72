// The page's own script: plain JavaScript, since the page has no build. It shows what the server says and sends gestures.
import { composer } from './composer.js'
import { filesOf, namesOf } from './files.js'
import { messageMenus } from './menu.js'
import { findByKey, keepAtEnd, keyOf, rememberAll, swap } from './swap.js'

const platforms = ['slack', 'discord']
const address = new URL(location.href)
const byId = (id) => document.getElementById(id)
const sectionOf = (platform) => byId(platform)

/** Who one is on each platform, and in which room: known here before the server's answer shows it. */
const seats = Object.fromEntries(
  platforms.map((platform) => [
    platform,
    {
      as: document.querySelector(`input[name=${platform}]:checked`)?.value ?? '',
      channel: sectionOf(platform).querySelector('.head').dataset.channel,
    },
  ]),
)

function sit(platform, seat) {
  seats[platform] = seat
  for (const [name, value] of Object.entries(queryOf(platform))) address.searchParams.set(name, value)
  history.replaceState(null, '', address)
}

const queryOf = (platform) => ({ [platform]: seats[platform].as, [`${platform}-channel`]: seats[platform].channel })

let running = null
let again = false

/** Shows what is so now; asked for while it is being fetched, it is fetched once more. */
function refresh() {
  again = true
  running ??= refreshUntilDone().finally(() => (running = null))
  return running
}

async function refreshUntilDone() {
  while (again) {
    again = false
    const query = viewQuery()
    const text = await fetch(`/view?${query}`).then(
      (answer) => (answer.ok ? answer.text() : null),
      () => null,
    )
    // For a seat that was left meanwhile: the one that was taken has been asked for.
    if (text !== null && query === viewQuery()) show(text)
  }
  document.body.dataset.ready = 'true'
}

const viewQuery = () =>
  String(new URLSearchParams({ ...queryOf('slack'), ...queryOf('discord'), inspector: String(byId('inspector').open) }))

function show(text) {
  const before = platforms.map((platform) => {
    const form = formOf(platform)
    return { platform, form, wasInside: form?.contains(document.activeElement) }
  })
  swap(document, text)
  for (const { platform, form, wasInside } of before) {
    seats[platform].channel = sectionOf(platform).querySelector('.head').dataset.channel
    settle(platform, form, wasInside)
  }
}

const formOf = (platform) => sectionOf(platform).querySelector('form.modal')
/** What was used last, by platform: there the focus goes when a form closes. */
const used = {}

/** While a form lies open, the rest of its platform is out of reach; the focus goes into it, and back when it closes. */
function settle(platform, before, wasInside) {
  const form = formOf(platform)
  const section = sectionOf(platform)
  for (const each of section.querySelectorAll('.body > :not(.overlay)')) each.inert = Boolean(form)
  composers[platform].ask(section.querySelector('.head').dataset.ask)
  countUnread(platform)
  if (form && form !== before && (!before || wasInside))
    (form.querySelector('[aria-invalid]') ?? form.querySelector('input, textarea, select') ?? form.elements[0])?.focus()
  if (before && !form && (wasInside || document.activeElement === document.body)) {
    const last = used[platform] && findByKey(used[platform])
    if (last) last.focus()
    else composers[platform].focus()
  }
}

function countUnread(platform) {
  const badges = [...sectionOf(platform).querySelectorAll('.rooms .unread')]
  const sum = badges.reduce((total, badge) => total + parseInt(badge.textContent, 10), 0)
  const link = document.querySelector(`.sides a[href="#${platform}"]`)
  link.dataset.unread = sum || ''
  link.setAttribute('aria-label', `${link.textContent}${sum ? `, ${sum} unread` : ''}`)
}

async function send(path, body) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return answer.json()
}

/** What the platform itself shows of a failure is not said a second time. */
async function act({ platform, ...gesture }) {
  const problem = byId(`${platform}-problem`)
  problem.textContent = ''
  const result = await send(`/control/${platform}/gesture`, gesture)
  await refresh()
  const visible = sectionOf(platform).querySelector('.body').textContent
  if (!result.ok && !visible.includes(result.error.split('\n')[0])) problem.textContent = result.error
  return result.ok
}

/** `about`: the message that is replied to, or changed. */
function say(platform, text, form, about) {
  used[platform] = null
  const isCommand = text.startsWith('/') && !about
  const words = platform === 'slack' || isCommand ? { text } : { content: text }
  if (about?.do === 'edit') return act({ platform, do: 'edit', as: about.as, message: about.message, ...words })
  const to = about && (platform === 'slack' ? { thread_ts: about.message } : { reply_to: about.message })
  const gesture = { platform, do: isCommand ? 'command' : 'write', ...seats[platform], ...words, ...to }
  return isCommand ? act(gesture) : actWithFiles(gesture, form)
}

async function actWithFiles(gesture, form) {
  const files = await filesOf(form)
  if (files) return act(files.length > 0 ? { ...gesture, files } : gesture)
  byId(`${gesture.platform}-problem`).textContent = 'These files are too large to be sent from here'
  return false
}

/** Everything that was filled in, by the field's name; what can be ticked is a list. */
function valuesOf(form) {
  const values = namesOf(form)
  for (const field of form.querySelectorAll('[name]:not([type=checkbox], [type=file])'))
    values[field.name] = field.value === '' ? null : field.value
  for (const ticks of form.querySelectorAll('[data-many]'))
    values[ticks.dataset.many] = [...ticks.querySelectorAll(':checked')].map((tick) => tick.value)
  return values
}

async function once(element, run) {
  if (element.ariaBusy === 'true') return
  element.ariaBusy = 'true'
  await run().finally(() => (element.ariaBusy = null))
}

async function moveClock(button) {
  const { until } = button.dataset
  const where = button.querySelector('small').textContent.split(',')[0]
  const { ms } = await (await fetch('/control/clock')).json()
  // A second later, so that what is due at that moment is due.
  await send('/control/clock', { advance: Math.max(0, Number(until) - ms) + 1000 })
  byId('status').textContent = `It is ${where}`
}

document.addEventListener('click', async (event) => {
  const element = event.target.closest('button, a[data-gesture]')
  if (!element) return
  const { open, platform, until, say: into, text, gesture } = element.dataset
  if (open) {
    composers[platform].leave()
    sit(platform, { as: seats[platform].as, channel: open })
    // An app is told when somebody looks at its page, and shows it then.
    await (open === 'home' ? act({ platform, do: 'open-home', as: seats[platform].as }) : refresh())
  } else if (until) await once(element, () => moveClock(element))
  else if (into) await composers[into].put(text)
  else if (gesture && element.type !== 'submit') {
    const action = JSON.parse(gesture)
    if (action.do === 'dismiss') return element.parentElement.remove()
    if (!('close' in element.dataset)) used[action.platform] = keyOf(element)
    await once(element, () => act(action))
  }
})

/** Where each person was last, for when one comes back to them. */
const lastRoom = {}

document.addEventListener('change', async ({ target }) => {
  const { as, gesture } = target.dataset
  if (as) {
    composers[as].leave()
    lastRoom[seats[as].as] = seats[as].channel
    sit(as, { as: target.value, channel: lastRoom[target.value] ?? '' })
    byId(`${as}-problem`).textContent = ''
    await refresh()
  } else if (gesture && target.value !== '') await act({ ...JSON.parse(gesture), option: target.value })
})

document.addEventListener('input', ({ target }) => {
  const composed = target.form?.dataset.composer
  if (composed) byId(`${composed}-problem`).textContent = ''
})

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.dataset.form) return
  event.preventDefault()
  await once(form, () => actWithFiles({ ...JSON.parse(form.dataset.gesture), values: valuesOf(form) }, form))
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const here = document.activeElement.closest('.platform')
  ;(here ?? document).querySelector('form.modal [data-close]')?.click()
})

function listen() {
  const events = new EventSource('/control/events')
  events.addEventListener('changed', refresh)
  events.addEventListener('open', () => (byId('lost').hidden = true))
  events.addEventListener('error', () => (byId('lost').hidden = false))
}

rememberAll()
const composers = Object.fromEntries(
  platforms.map((platform) => [
    platform,
    composer(platform, {
      seat: (more) => new URLSearchParams({ ...seats[platform], ...more }),
      say: (text, form, about) => say(platform, text, form, about),
    }),
  ]),
)
messageMenus((action, opener) => {
  if (action.do === 'reply') return composers[action.platform].begin(action, 'Replying')
  if (action.do === 'edit')
    return composers[action.platform].begin({ ...action, text: opener.dataset.mine }, 'Changing what you wrote')
  used[action.platform] = keyOf(opener)
  return act(action)
})
for (const platform of platforms) sit(platform, seats[platform])
for (const region of document.querySelectorAll('.messages')) keepAtEnd(region)
byId('inspector').addEventListener('toggle', refresh)
listen()
setInterval(() => document.hidden || refresh(), 15_000)
await refresh()
