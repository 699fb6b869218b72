import type {
  socialCommandWords as EnglishCommands,
  socialFormWords as EnglishForms,
} from '#src/features/social/words/en/social-lists.ts'
import type {
  socialGroupWords as EnglishGroups,
  socialOptionWords as EnglishOptions,
} from '#src/features/social/words/en/social-lists.ts'
import type { socialRefusals as EnglishRefusals } from '#src/features/social/words/en/social-lists.ts'
import type { PostStatus } from '#src/features/social/post.ts'
import { listOf } from '#src/words/hi/names.ts'
import { networkNames } from './social-names.ts'

export const socialCommandWords: typeof EnglishCommands = {
  'social calendar': {
    name: 'कैलेंडर',
    summary: 'क्लाइंट की पोस्ट और खाली स्लॉट: हफ़्ता या महीना',
    example: '/social calendar month',
  },
  'social draft': {
    name: 'लिखें',
    summary: 'किसी समय के लिए, या विचार के रूप में, पोस्ट लिखें',
    example: '/social draft instagram at:"शुक्रवार सुबह 9 बजे" नए करघे आ गए हैं।',
  },
  'social show': { name: 'देखें', summary: 'एक पोस्ट देखें, और अभी आप क्या कर सकते हैं', example: '/social show P7' },
  'social approve': {
    name: 'मंज़ूरी',
    summary: 'मंज़ूरी के लिए क्या है, या एक पोस्ट पढ़कर मंज़ूर करें',
    example: '/social approve P7',
  },
  'social move': {
    name: 'समय',
    summary: 'पोस्ट का समय बदलें; मंज़ूरी बनी रहती है',
    example: '/social move P7 शुक्रवार सुबह 9 बजे',
  },
  'social report': {
    name: 'रिपोर्ट',
    summary: 'क्या पोस्ट हुआ, देर हुई या छूटा: हफ़्ता या महीना',
    example: '/social report month',
  },
  'social accounts': { name: 'खाते', summary: 'क्लाइंट के खाते और स्लॉट', example: '/social accounts' },
  'social approvals': {
    name: 'नियम',
    summary: 'क्लाइंट पोस्ट मंज़ूर करें या नहीं: required, optional या off',
    example: '/social approvals optional',
  },
  'social account add': {
    name: 'जोड़ें',
    summary: 'किसी नेटवर्क का खाता जोड़ें',
    example: '/social account add instagram @acme Acme Textiles',
  },
  'social slot add': {
    name: 'नया',
    summary: 'बताएँ कि खाते पर कब पोस्ट करना है, क्लाइंट के समय में',
    example: '/social slot add instagram mon,wed,fri 09:00',
  },
}

export const socialGroupWords: typeof EnglishGroups = {
  social: { name: 'सोशल', summary: 'सोशल मीडिया: कैलेंडर, लेख, मंज़ूरी, खाते' },
  'social account': { name: 'खाता', summary: 'नेटवर्क पर खाते' },
  'social slot': { name: 'स्लॉट', summary: 'खाते पर कब पोस्ट करना है' },
}

export const socialOptionWords: typeof EnglishOptions = {
  account: { name: 'खाता', summary: 'कौन-सा खाता: instagram, @acme, instagram:acme' },
  network: { name: 'नेटवर्क', summary: 'instagram, x, linkedin, facebook, youtube, threads, blog, या कोई नाम' },
  handle: { name: 'वहाँ-का-नाम', summary: 'वहाँ खाते का नाम, जैसे @acme' },
  schedule: { name: 'समय-सारणी', summary: 'जैसे mon,wed,fri 09:00' },
  text: { name: 'लेख', summary: 'लेख, ठीक वैसा जैसा पोस्ट करना है' },
  post: { name: 'पोस्ट', summary: 'पोस्ट की संख्या, जैसे P7' },
  period: { name: 'अवधि', summary: 'हफ़्ता या महीना' },
  approvals: { name: 'मंज़ूरी', summary: 'required, optional या off' },
}

export const socialFormWords: typeof EnglishForms = {
  'social-account': { title: 'खाता जोड़ें', submit: 'जोड़ें' },
  'social-slot': { title: 'स्लॉट जोड़ें', submit: 'जोड़ें' },
  'social-draft': { title: 'पोस्ट लिखें', submit: 'सहेजें' },
  'social-edit': { title: 'पोस्ट बदलें', submit: 'सहेजें' },
  'social-move': { title: 'पोस्ट का समय बदलें', submit: 'बदलें' },
  'social-comment': { title: 'पोस्ट लौटाएँ', submit: 'लौटाएँ' },
  'social-cancel': { title: 'पोस्ट रद्द करें', submit: 'रद्द करें' },
  'social-posted': { title: 'पोस्ट हो गई', submit: 'पुष्टि करें' },
}

/** As people call it; one that we do not know is called what they called it. */
const called = (network: string) => Object.entries(networkNames).find(([known]) => known === network)?.[1] ?? network

const whenNot: Record<PostStatus, string> = {
  idea: 'यह विचार है, समय तय नहीं। समय दें: /social move P7 शुक्रवार सुबह 9 बजे',
  draft: 'यह मसौदा है, अभी किसी ने मंज़ूर नहीं किया',
  approval: 'इसे मंज़ूरी का इंतज़ार है',
  approved: 'यह मंज़ूर है, और इसका समय नहीं आया',
  due: 'इसे अभी पोस्ट करना है',
  posted: 'यह पोस्ट हो चुकी है',
  missed: 'यह छूट गई। पहले समय बदलें',
  cancelled: 'यह रद्द हो चुकी है',
}

export const socialRefusals: typeof EnglishRefusals = {
  'no-such-post': ({ number }) =>
    `“${number}” नाम की ऐसी कोई पोस्ट नहीं है जो आप देख सकें। पोस्ट का नाम P7 जैसा होता है; सूची यहाँ है: /social calendar`,
  'post-not-now': ({ number, status }) => `P${number} के साथ अभी ऐसा नहीं हो सकता: ${whenNot[status]}।`,
  'post-changed': ({ number }) =>
    `आपके देखने के बाद P${number} बदल गई, इसलिए कुछ मंज़ूर नहीं हुआ। जैसी अब है, पढ़ें: /social approve P${number}`,
  'week-changed': () => 'आपके देखने के बाद कुछ बदल गया, इसलिए कुछ मंज़ूर नहीं हुआ। अब क्या है, देखें: /social approve',
  'post-empty': () => 'क्या पोस्ट करना है? जैसे: /social draft instagram at:"शुक्रवार सुबह 9 बजे" नए करघे आ गए हैं।',
  'post-time-needed': ({ given }) => `“${given}”, कितने बजे? जैसे: शुक्रवार सुबह 9 बजे`,
  'too-many-media': ({ given, limit }) => `एक पोस्ट में ${limit} मीडिया आते हैं; ये ${given} थे।`,
  'post-address-wrong': ({ given, network, example }) =>
    `“${given}” ${called(network)} की किसी पोस्ट का पता नहीं है। पता ऐसा दिखता है: ${example}`,
  'network-not-a-name': ({ given }) =>
    `“${given}” किसी नेटवर्क का नाम नहीं लगता: नाम एक शब्द का होता है। जैसे: /social account add instagram @acme`,
  'handle-not-understood': ({ given }) =>
    `“${given}” किसी खाते का नाम नहीं लगता: नाम एक शब्द का होता है, या पता। जैसे: /social account add instagram @acme`,
  'account-exists': ({ account }) => `${account} पहले से है। सारे खाते: /social accounts`,
  'no-account-yet': () => 'अभी कोई खाता नहीं है जिसके लिए आप लिख सकें। मैनेजर जोड़ सकते हैं: /social account add instagram @acme',
  'no-such-account': ({ given, known }) => `“${given}” नाम का ऐसा कोई खाता नहीं है जो आप देख सकें। ये हैं: ${listOf(known)}`,
  'which-account': ({ known }) => `कौन-सा खाता? इनमें से एक: ${listOf(known, 'or')}`,
  'slot-not-understood': ({ given }) =>
    `“${given}” से बार-बार आने वाला समय समझ नहीं आया। जैसे: /social slot add instagram mon,wed,fri 09:00`,
  'slot-gone': () => 'वह स्लॉट बंद हो चुका है। जो हैं, वे यहाँ हैं: /social accounts',
  'approvals-not-known': ({ given }) =>
    `मंज़ूरी “${given}” नहीं हो सकती। ये हैं: required, optional, off। जैसे: /social approvals optional`,
  'period-not-known': ({ given }) => `“${given}” न हफ़्ता है न महीना। जैसे: /social calendar month`,
}
