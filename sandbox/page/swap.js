// Puts in what changed: region by region, and message by message, so that what a person reads, types or has under the
// fingers stays where it is, and a screen reader is told of what is new alone.

import { keepFiles } from './files.js'

/** What the server said last of an element: what happened to it here since is no change. */
const said = new WeakMap()
const saidOf = (element) => said.get(element) ?? element.outerHTML

export function rememberAll() {
  for (const element of document.querySelectorAll('[data-region], [data-region] > [data-id]'))
    said.set(element, element.outerHTML)
}

let last = ''

export function swap(holder, text) {
  if (text === last) return
  if (holder === document) last = text
  const fresh = new DOMParser().parseFromString(text, 'text/html')
  const held = keyOf(document.activeElement)
  const around = document.activeElement?.closest('[data-region][tabindex]')
  for (const region of fresh.querySelectorAll('[data-region]')) {
    const old = holder.querySelector(`[data-region="${region.dataset.region}"]`)
    if (old && saidOf(old) !== region.outerHTML) put(old, region)
  }
  if (!held || document.activeElement !== document.body) return
  // A button that is gone, since it did what it was for, leaves the focus among the messages where it stood.
  const next = findByKey(held) ?? around
  next?.focus({ preventScroll: next === around })
}

/** Takes out what a region holds, until the server says something else than that. */
export function empty(region) {
  region.replaceChildren()
  said.delete(region)
}

function put(old, region) {
  const text = region.outerHTML
  const isNewRoom = old.dataset.room !== region.dataset.room
  const stays = away.has(old) && !isNewRoom
  carryOver(old, region)
  if (region.querySelector(':scope > [data-id]') && !isNewRoom) putChildren(old, region)
  else old.replaceChildren(...region.childNodes)
  for (const { name, value } of region.attributes) old.setAttribute(name, value)
  said.set(old, text)
  if ('room' in old.dataset && !stays) toEnd(old)
}

/** Regions whose reader has gone back to what was said earlier. */
const away = new Set()

/** The newest message; its beginning when it is too long to be seen whole. */
function toEnd(region) {
  const { top, height } = region.lastElementChild?.getBoundingClientRect() ?? { top: 0, height: 0 }
  const fits = height <= region.clientHeight
  region.scrollTop = fits ? region.scrollHeight : region.scrollTop + top - region.getBoundingClientRect().top
  region.dataset.end = region.scrollTop
}

/** The newest stays in sight, also when the room for it becomes smaller, until the reader goes back. */
export function keepAtEnd(region) {
  region.addEventListener('scroll', () => {
    const toBottom = region.scrollHeight - region.scrollTop - region.clientHeight
    if (toBottom < 80 || region.scrollTop >= Number(region.dataset.end)) away.delete(region)
    else away.add(region)
  })
  // A picture takes its room only when it has come; the event stays at the picture, and is caught on its way there.
  region.addEventListener('load', () => away.has(region) || toEnd(region), true)
  new ResizeObserver(() => away.has(region) || toEnd(region)).observe(region)
}

function putChildren(old, region) {
  const before = new Map([...old.children].map((child) => [child.dataset.id, child]))
  const children = [...region.children].map((child) => {
    const same = before.get(child.dataset.id)
    if (same && saidOf(same) === child.outerHTML) return same
    said.set(child, child.outerHTML)
    child.classList.add('fresh')
    return child
  })
  for (const child of [...old.children]) if (!children.includes(child)) child.remove()
  children.forEach((child, index) => {
    if (old.children[index] !== child) old.insertBefore(child, old.children[index] ?? null)
  })
}

/** What was opened or closed stays so; what was typed in a form stays, unless the server itself put something else there. */
function carryOver(old, region) {
  for (const details of region.querySelectorAll('details[data-id]')) {
    const before = old.querySelector(`details[data-id="${details.dataset.id}"]`)
    if (before) details.open = before.open
  }
  const [before, after] = [old, region].map((each) => each.querySelector('form.modal'))
  if (before?.dataset.gesture !== after?.dataset.gesture) return
  if (before?.querySelector('h3').textContent !== after?.querySelector('h3').textContent) return
  for (const field of after?.elements ?? []) {
    const was = field.id && before.querySelector(`#${CSS.escape(field.id)}`)
    if (!was || standard(was) !== standard(field)) continue
    if (field.type === 'checkbox') field.checked = was.checked
    else if (field.type === 'file') keepFiles(was, field)
    else field.value = was.value
  }
}

/** What stands in a field before anybody touches it. */
function standard(field) {
  if (field.options) return [...field.options].map((option) => `${option.value} ${option.defaultSelected}`).join('\n')
  return field.type === 'checkbox' ? String(field.defaultChecked) : field.defaultValue
}

/** By what an element can be found again after it was put in anew. */
export function keyOf(element) {
  if (!element || element === document.body) return null
  const { gesture, open } = element.dataset
  if (element.id) return (each) => each.id === element.id
  if (gesture) return (each) => each.dataset.gesture === gesture
  return open ? (each) => each.dataset.open === open : null
}

export function findByKey(key) {
  return [...document.querySelectorAll('[id], [data-gesture], [data-open]')].find(
    (each) => key(each) && each.closest('[inert]') === null,
  )
}
