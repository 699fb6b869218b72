// The line at the foot of each platform: what may be typed next is shown above it.
import { takeFiles } from './files.js'
import { empty, swap } from './swap.js'

/** `seat` says who types and where, `say` sends the line and answers whether it went. */
export function composer(platform, { seat, say }) {
  const form = document.querySelector(`form[data-composer=${platform}]`)
  const field = form.elements.text
  const region = () => form.querySelector('.suggest')
  const options = () => [...form.querySelectorAll('[role=option]')]
  const chosen = () => form.querySelector('[aria-selected=true]')
  let asked = 0

  /** An answer to what has been typed over in the meantime is not shown. */
  async function suggest() {
    const turn = ++asked
    const text = field.value
    if (!/^\/|@\S*$/u.test(text)) return hide()
    const answer = await fetch(`/suggest/${platform}?${seat({ text })}`)
    if (!answer.ok || turn !== asked) return
    swap(form, await answer.text())
    choose(null)
    const count = options().length
    if (count) field.setAttribute('aria-controls', `${platform}-suggestions`)
    document.getElementById('status').textContent = count ? `${count} suggestions` : ''
  }

  function hide() {
    asked++
    empty(region())
    field.removeAttribute('aria-controls')
    choose(null)
  }

  function choose(option) {
    for (const each of options()) each.setAttribute('aria-selected', String(each === option))
    if (option) field.setAttribute('aria-activedescendant', option.id)
    else field.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  function move(by) {
    const all = options()
    const next = all.indexOf(chosen()) + by
    choose(all.at(next < 0 && by < 0 ? -1 : next % all.length) ?? null)
  }

  function take(option) {
    field.value = option.dataset.text
    field.setSelectionRange(field.value.length, field.value.length)
    field.focus()
    return suggest()
  }

  async function send() {
    const text = field.value.trim()
    hide()
    if (text === '' && form.elements.files.files.length === 0) return
    field.value = ''
    const sent = say(text, form)
    const putBack = text.startsWith('/') ? () => {} : takeFiles(form)
    if (await sent) return
    // What could not be sent comes back, unless something else has been begun.
    if (field.value !== '') return
    field.value = text
    putBack()
  }

  field.addEventListener('input', suggest)
  field.addEventListener('keydown', (event) => {
    // Enter also ends a word that is being composed, in Hindi for one.
    if (event.isComposing) return
    const first = options()[0]
    if (event.key === 'Escape' && region().childElementCount > 0) {
      event.stopPropagation()
      return hide()
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      return chosen() ? take(chosen()) : send()
    }
    if (!first || event.shiftKey || !['ArrowDown', 'ArrowUp', 'Tab'].includes(event.key)) return
    event.preventDefault()
    if (event.key === 'Tab') void take(chosen() ?? first)
    else move(event.key === 'ArrowDown' ? 1 : -1)
  })
  form.addEventListener('mousedown', (event) => {
    // The line keeps the focus while one of the list is clicked.
    if (event.target.closest('.suggest')) event.preventDefault()
  })
  form.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) void take(option)
  })
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) hide()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send().then(() => field.focus())
  })

  return {
    focus: () => field.focus(),
    /** Puts a line there to be sent, or changed first. */
    put(text) {
      field.value = text
      field.focus()
      return suggest()
    },
    ask: (words) => (field.placeholder = words),
  }
}
