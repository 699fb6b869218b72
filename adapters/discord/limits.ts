/**
 * What Discord refuses beyond, as its documentation and published API specification say. Everything rendered keeps
 * within these; a longer thing is cut at a word, and what does not fit is counted.
 */
export const limits = {
  /** https://docs.discord.com/developers/components/reference#container: all components of a message, nested ones too. */
  components: 40,
  /** https://docs.discord.com/developers/components/reference#text-display: over all text displays of a message together. */
  text: 4_000,
  /** https://docs.discord.com/developers/components/reference#action-row */
  buttonsInRow: 5,
  /** https://docs.discord.com/developers/components/reference#button */
  buttonLabel: 80,
  buttonUrl: 512,
  /** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
  customId: 100,
  /** https://docs.discord.com/developers/components/reference#media-gallery: what stands for a picture, in words. */
  pictureWords: 1_024,
  /** https://docs.discord.com/developers/components/reference#file-upload: `max_values`; and as many are sent with a message. */
  files: 10,
  /** Component ids are signed 32-bit integers: API specification, `ContainerComponentForMessageRequest.id`. */
  componentId: 2 ** 31 - 1,

  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  modalFields: 5,
  /** https://docs.discord.com/developers/components/reference#label */
  fieldLabel: 45,
  fieldHint: 100,
  /** https://docs.discord.com/developers/components/reference#text-input */
  input: 4_000,
  inputPlaceholder: 100,
  /** https://docs.discord.com/developers/components/reference#string-select */
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  selectPlaceholder: 150,

  /** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  optionLength: 6_000,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,

  /** https://docs.discord.com/developers/resources/channel#start-thread-without-message */
  threadName: 100,
  /** https://docs.discord.com/developers/resources/webhook#execute-webhook: `username`. */
  webhookName: 80,
  /** https://docs.discord.com/developers/resources/message#create-message: `nonce`. */
  nonce: 25,
  /** https://docs.discord.com/developers/resources/message#get-channel-messages: one page. */
  page: 100,
} as const

/**
 * A command's name: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming.
 * Letters with cases are lower-case, which the pattern alone does not say.
 */
export const commandName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** Milliseconds. */
export const times = {
  /** Within three seconds of an interaction it must be answered once: what is late by then is put off, and finished later. */
  patience: 1_500,
  /** A form cannot be put off, so it is waited for as long as there is any hope of opening it. */
  patienceForForm: 2_500,
  /** For writing down that somebody waits: with either of the others it keeps within three seconds. */
  patienceForPromise: 300,
  /** Completions that come later are of no use to someone typing. */
  patienceForSuggestions: 2_000,
  request: 10_000,
  /** One file from Discord. */
  file: 20_000,
  /** All files of a message to Discord: within the outbox's lease of a minute. */
  upload: 40_000,
} as const
