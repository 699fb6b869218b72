// Files that a person picks, in a form or beside the line at the foot: their names are shown, their bytes go with the gesture.

/** Of all files together: more is too much for one message to this page's server. */
const MOST_BYTES = 100_000_000

const fieldsIn = (form) => [...form.querySelectorAll('input[type=file]')]

/** Whether somebody has picked or cleared something: until then what the server knows of stands. */
const isTouched = (field) => field.files.length > 0 || 'touched' in field.dataset

/** What goes into each field, by the files' names. */
export function namesOf(form) {
  const touched = fieldsIn(form).filter(isTouched)
  return Object.fromEntries(touched.map((field) => [field.name, [...field.files].map(({ name }) => name)]))
}

/** In the order of the fields, each as JSON can carry it; null when they are too large together. */
export async function filesOf(form) {
  const files = fieldsIn(form).flatMap((field) => [...field.files])
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) return null
  return Promise.all(files.map(async (file) => ({ name: file.name, content: await base64(file), encoding: 'base64' })))
}

async function base64(file) {
  const reader = new FileReader()
  const read = new Promise((resolve) => reader.addEventListener('loadend', resolve))
  reader.readAsDataURL(file)
  await read
  if (reader.error) throw reader.error
  return reader.result.split(',')[1] ?? ''
}

/** Takes out what was picked; what comes back puts it in again. */
export function takeFiles(form) {
  const taken = fieldsIn(form).map((field) => ({ field, files: field.files }))
  for (const { field } of taken) {
    field.value = ''
    showPicked(field)
  }
  return () => taken.forEach(({ field, files }) => putFiles(field, files))
}

function putFiles(field, files) {
  field.files = files
  showPicked(field)
}

/** The same files in the same field, put in anew. */
export function keepFiles(was, field) {
  if ('touched' in was.dataset) field.dataset.touched = ''
  putFiles(field, was.files)
}

function showPicked(field) {
  const output = field.closest('.field, form').querySelector('.picked')
  if (output) output.textContent = [...field.files].map(({ name, size }) => `${name} (${sizeOf(size)})`).join(', ')
}

const sizeOf = (bytes) => {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

document.addEventListener('change', ({ target }) => {
  if (target.type !== 'file') return
  target.dataset.touched = ''
  showPicked(target)
})
