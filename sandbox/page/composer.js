// The line at the foot of each platform: what may be typed next is shown above it.
import { takeFiles } from './files.js'
import { empty, swap } from './swap.js'

/** `seat` says who types and where, `say` sends the line and answers whether it went. */
export function composer(platform, { seat, say }) {
  const form = document.querySelector(`form[data-composer=${platform}]`)
  const field = form.elements.text
  /** `about`: the message that is replied to or changed; null where something new is said. */
  const line = { platform, seat, say, form, field, asked: 0, about: null }
  field.addEventListener('input', () => suggest(line))
  field.addEventListener('keydown', (event) => press(line, event))
  hearForm(line)

  return {
    focus: () => field.focus(),
    /** Puts a line there to be sent, or changed first. */
    put(text) {
      field.value = text
      field.focus()
      return suggest(line)
    },
    ask: (words) => (field.placeholder = words),
    /** What is sent next answers that message, or stands in its place. */
    begin(about, words) {
      line.about = about
      showAbout(line, words)
      if (about.text !== undefined) field.value = about.text
      field.focus()
    },
    leave: () => leave(line),
  }
}

function showAbout({ form }, words) {
  const said = form.querySelector('.about')
  said.hidden = words === null
  said.firstElementChild.textContent = words ?? ''
}

/** What was begun about a message is not gone on with; what stands there of that message goes with it. */
function leave(line) {
  if (line.about?.text !== undefined) line.field.value = ''
  line.about = null
  showAbout(line, null)
}

const regionOf = ({ form }) => form.querySelector('.suggest')
const optionsOf = ({ form }) => [...form.querySelectorAll('[role=option]')]
const chosenOf = ({ form }) => form.querySelector('[aria-selected=true]')

/** An answer to what has been typed over in the meantime is not shown. */
async function suggest(line) {
  const { form, field, platform, seat } = line
  const turn = ++line.asked
  const text = field.value
  if (!/^\/|@\S*$/u.test(text)) return hide(line)
  const answer = await fetch(`/suggest/${platform}?${seat({ text })}`)
  if (!answer.ok || turn !== line.asked) return
  swap(form, await answer.text())
  choose(line, null)
  const count = optionsOf(line).length
  if (count) field.setAttribute('aria-controls', `${platform}-suggestions`)
  document.getElementById('status').textContent = count ? `${count} suggestions` : ''
}

function hide(line) {
  line.asked++
  empty(regionOf(line))
  line.field.removeAttribute('aria-controls')
  choose(line, null)
}

function choose(line, option) {
  const { field } = line
  for (const each of optionsOf(line)) each.setAttribute('aria-selected', String(each === option))
  if (option) field.setAttribute('aria-activedescendant', option.id)
  else field.removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function move(line, by) {
  const all = optionsOf(line)
  const next = all.indexOf(chosenOf(line)) + by
  choose(line, all.at(next < 0 && by < 0 ? -1 : next % all.length) ?? null)
}

function take(line, option) {
  const { field } = line
  field.value = option.dataset.text
  field.setSelectionRange(field.value.length, field.value.length)
  field.focus()
  return suggest(line)
}

async function send(line) {
  const { form, field, say } = line
  const text = field.value.trim()
  hide(line)
  if (text === '' && form.elements.files.files.length === 0) return
  field.value = ''
  const { about } = line
  leave(line)
  const sent = say(text, form, about)
  const putBack = text.startsWith('/') ? () => {} : takeFiles(form)
  if (await sent) return
  // What could not be sent comes back, unless something else has been begun.
  if (field.value !== '') return
  field.value = text
  putBack()
}

function press(line, event) {
  // Enter also ends a word that is being composed, in Hindi for one.
  if (event.isComposing) return
  const first = optionsOf(line)[0]
  const chosen = chosenOf(line)
  if (event.key === 'Escape' && regionOf(line).childElementCount > 0) {
    event.stopPropagation()
    return hide(line)
  }
  if (event.key === 'Escape' && line.about) {
    event.stopPropagation()
    return leave(line)
  }
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    return chosen ? take(line, chosen) : send(line)
  }
  if (!first || event.shiftKey || !['ArrowDown', 'ArrowUp', 'Tab'].includes(event.key)) return
  event.preventDefault()
  if (event.key === 'Tab') void take(line, chosen ?? first)
  else move(line, event.key === 'ArrowDown' ? 1 : -1)
}

function hearForm(line) {
  const { form, field } = line
  form.addEventListener('mousedown', (event) => {
    // The line keeps the focus while one of the list is clicked.
    if (event.target.closest('.suggest')) event.preventDefault()
  })
  form.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) void take(line, option)
    if (!event.target.closest('[data-leave]')) return
    leave(line)
    field.focus()
  })
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) hide(line)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(line).then(() => field.focus())
  })
}
