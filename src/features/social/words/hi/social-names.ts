import type { Words } from '#src/words/words.ts'

export const networkNames: Words['networkNames'] = {
  instagram: 'इंस्टाग्राम',
  x: 'एक्स',
  linkedin: 'लिंक्डइन',
  facebook: 'फ़ेसबुक',
  youtube: 'यूट्यूब',
  threads: 'थ्रेड्स',
  tiktok: 'टिकटॉक',
  pinterest: 'पिंटरेस्ट',
  bluesky: 'ब्लूस्काई',
  mastodon: 'मैस्टोडॉन',
  blog: 'ब्लॉग',
}

export const postStatusNames: Words['postStatusNames'] = {
  idea: 'विचार',
  draft: 'मसौदा',
  approval: 'मंज़ूरी बाकी',
  approved: 'मंज़ूर',
  due: 'समय हो गया',
  posted: 'पोस्ट हुई',
  missed: 'छूट गई',
  cancelled: 'रद्द',
}

export const approvalsNames: Words['approvalsNames'] = { required: 'ज़रूरी', optional: 'वैकल्पिक', off: 'बंद' }

export const approvalsMeaning: Words['approvalsMeaning'] = {
  required: 'क्लाइंट की मंज़ूरी के बिना कुछ पोस्ट नहीं होता। बाद में कुछ भी बदला तो मंज़ूरी वापस हो जाती है।',
  optional: 'क्लाइंट मंज़ूर कर सकते हैं या लौटा सकते हैं। जो किसी ने नहीं लौटाया, वह अपने समय पर पोस्ट होता है।',
  off: 'किसी से पूछा नहीं जाता। जो तय है, वह अपने समय पर पोस्ट होता है।',
}

export const periodNames: Words['periodNames'] = { week: 'हफ़्ता', month: 'महीना' }

export const monthNames: Words['monthNames'] = [
  ...['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून'],
  ...['जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
]

export const shortcutNames: Words['shortcutNames'] = {
  'delegate-this': { name: 'यह काम सौंपें', summary: 'इस संदेश से काम बनाएँ' },
  'draft-post': { name: 'पोस्ट बनाएँ', summary: 'इस संदेश से सोशल मीडिया पोस्ट बनाएँ' },
  'delegate-to': { name: 'इन्हें काम सौंपें', summary: 'इस व्यक्ति को काम सौंपें' },
}
