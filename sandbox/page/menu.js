// The menu of a message: opened by its button, or in Discord by the other mouse button, and used by mouse or keyboard.

/** `opener` is the button of the message that it is open for; `point` where the mouse was, when it was not opened by the button. */
const state = { opener: null, point: null }

const openMenu = () => document.querySelector('[role=menu]:popover-open')
const itemsOf = (menu) => [...menu.querySelectorAll('[role=menuitem]:not([hidden])')]

/** `act` does what was chosen; it is told the button of the message that it was chosen for. */
export function messageMenus(act) {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-menu]')
    const item = target.closest('[role=menuitem]')
    if (button) open(button)
    else if (item) void choose(item, act)
  })
  document.addEventListener('contextmenu', openWhereClicked)
  document.addEventListener('keydown', moveOrClose)
  document.addEventListener('toggle', noteClosed, true)
  document.addEventListener('scroll', place, true)
  window.addEventListener('resize', place)
}

function open(button, at = null) {
  const menu = document.getElementById(`${button.dataset.menu}-menu`)
  Object.assign(state, { opener: button, point: at })
  for (const item of menu.querySelectorAll('[data-own]')) item.hidden = !('mine' in button.dataset)
  menu.showPopover()
  place()
  itemsOf(menu)[0]?.focus()
  button.setAttribute('aria-expanded', 'true')
}

/** Beside what opened it, and wholly on the screen; messages that come move what opened it. */
function place() {
  const menu = openMenu()
  if (!menu) return
  // A message that was put in anew has its button anew, by the same name.
  state.opener = document.getElementById(state.opener.id)
  const { opener, point } = state
  if (!opener) return menu.hidePopover()
  const { width, height } = menu.getBoundingClientRect()
  const at = opener.getBoundingClientRect()
  const left = point ? point.x : at.right - width
  const below = point ? point.y : at.bottom + 4
  const above = point ? point.y - height : at.top - height - 4
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`
  menu.style.top = `${below + height + 8 > innerHeight ? Math.max(8, above) : below}px`
}

function close(menu) {
  menu.hidePopover()
  state.opener.focus({ preventScroll: true })
}

async function choose(item, act) {
  const { opener } = state
  const { message } = opener.dataset
  close(item.closest('[role=menu]'))
  await act({ ...JSON.parse(item.dataset.offer), message }, opener)
}

function openWhereClicked(event) {
  const button = event.target.closest('.discord .message')?.querySelector('[data-menu]')
  if (!button || event.target.closest('a') || !getSelection().isCollapsed) return
  event.preventDefault()
  const show = () => open(button, { x: event.clientX, y: event.clientY })
  // On some systems the button is still down now, and letting go of it beside the menu would close it at once.
  if (event.buttons === 0) show()
  else document.addEventListener('mouseup', () => setTimeout(show), { once: true })
}

function moveOrClose(event) {
  const menu = openMenu()
  if (!menu) return
  if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
    event.preventDefault()
    step(menu, event.key)
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    close(menu)
  }
}

function step(menu, key) {
  const items = itemsOf(menu)
  const here = items.indexOf(document.activeElement)
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[key]
  items.at(next >= items.length ? 0 : next).focus()
}

function noteClosed({ target, newState }) {
  if (target.role === 'menu' && newState === 'closed' && !openMenu()) state.opener?.removeAttribute('aria-expanded')
}
