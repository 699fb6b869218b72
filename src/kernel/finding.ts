/** One thing that the doctor looked at. `todo` says how to mend it, and is there whenever `ok` is false. */
export type Finding = { ok: boolean; what: string; todo?: string }
