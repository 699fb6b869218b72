// Preloaded when the program lies below node_modules, where Node does not strip types by itself
// (ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING). It does so for our own files, with Node's own means, and for no other's.
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'

const root = new URL('..', import.meta.url).href

registerHooks({
  load(url, context, next) {
    const isOurs = url.startsWith(root) && url.endsWith('.ts') && !url.slice(root.length).startsWith('node_modules/')
    if (!isOurs) return next(url, context)
    // Types are replaced by blanks, so every line and column in a stack stays where it was.
    return { format: 'module', source: stripTypeScriptTypes(readFileSync(new URL(url), 'utf8')), shortCircuit: true }
  },
})
